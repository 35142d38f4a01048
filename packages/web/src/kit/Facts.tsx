import type { ReactNode } from 'react';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

export interface Fact {
  label: ReactNode;
  value: ReactNode;
  /** Over the whole width, for long texts. */
  wide?: boolean;
  /** Out of date: shown greyed, with `note` saying why. */
  stale?: boolean;
  note?: ReactNode;
}

/** Facts as a definition list in one to three columns. What is unknown is named as unknown. */
export function Facts({
  facts,
  columns = 2,
}: {
  facts: readonly (Fact | false | undefined)[];
  columns?: 1 | 2 | 3;
}) {
  const shown = facts.filter((fact) => fact !== false && fact !== undefined);
  return (
    <dl className={`facts facts-${columns}`}>
      {shown.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and the order never changes
        <FactRow key={index} fact={fact} />
      ))}
    </dl>
  );
}

function FactRow({ fact }: { fact: Fact }) {
  const t = useText(texts);
  const classes = [fact.wide && 'wide', fact.stale && 'stale'].filter(Boolean).join(' ');
  return (
    <div className={classes || undefined}>
      <dt>{fact.label}</dt>
      <dd>
        {isAbsent(fact.value) ? <span className="absent">{t('unknown')}</span> : fact.value}
        {fact.note && <small> {fact.note}</small>}
      </dd>
    </div>
  );
}

const isAbsent = (value: ReactNode) =>
  value === null || value === undefined || value === '' || value === false;
