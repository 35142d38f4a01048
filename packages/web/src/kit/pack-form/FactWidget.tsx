import { listWarningFacts, weighWarning } from '@plumbline/contract/warning';
import type { WidgetProps } from '@rjsf/utils';
import { Checkbox } from 'antd';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { Day } from '../Day.tsx';
import { ProblemAlert } from '../ProblemAlert.tsx';
import { Loading } from '../states.tsx';
import { texts } from '../texts.ts';
import { described, type FormContext } from './widget-context.ts';

/** Chooses verified entries of the subject's dossier that may count, and shows what the decision table says of them. */
export function FactWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options } = props;
  const t = useText(texts);
  const { subjectId, step } = (props.registry.formContext ?? {}) as Partial<FormContext>;
  const use = options.use === 'listing' ? ('listing' as const) : ('warning' as const);
  const asked = { subjectId: subjectId ?? '', for: use };
  const facts = useRead(listWarningFacts, { query: asked }, { enabled: subjectId !== undefined });
  const chosen: string[] = Array.isArray(value) ? value.map(String) : [];
  if (subjectId === undefined) return <p className="quiet">{t('factsWhose')}</p>;
  if (facts.error) return <ProblemAlert problem={facts.error} />;
  if (!facts.data) return <Loading />;
  const { items } = facts.data;
  const titles = new Map(items.map((fact) => [fact.id, fact.title]));
  return (
    <fieldset id={id} className="facts-choice" disabled={disabled || readonly} {...described(props)}>
      <legend hidden>{props.label}</legend>
      {items.length === 0 && <p>{t('factsNone')}</p>}
      {items.map((fact) => (
        <Checkbox
          key={fact.id}
          checked={chosen.includes(fact.id)}
          disabled={fact.used && !chosen.includes(fact.id)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, fact.id] : chosen.filter((one) => one !== fact.id))
          }
        >
          <strong>{fact.title}</strong> · {fact.graveTitle} · {fact.itemTitle} · <Day day={fact.day} />
          {fact.about && fact.about !== fact.title && <> · {fact.about}</>}
          {fact.used && <em> {t('factsUsed')}</em>}
          {fact.copyOf && <em> {t('factsCopy', { title: titles.get(fact.copyOf) ?? '' })}</em>}
        </Checkbox>
      ))}
      <TableSays subjectId={subjectId} use={use} facts={chosen} matterId={step?.id} />
    </fieldset>
  );
}

interface Asked {
  subjectId: string;
  use: 'warning' | 'listing';
  facts: readonly string[];
  matterId: string | undefined;
}

/** What the decision table proposes, with the rows that fitted, what made them fit, and where they come from. */
export function TableSays({ subjectId, use, facts, matterId }: Asked) {
  const t = useText(texts);
  const weighed = useRead(
    weighWarning,
    { query: { subjectId, for: use, facts: facts.join(','), ...(matterId ? { matterId } : {}) } },
    { keepPrevious: true },
  );
  if (!weighed.data) return null;
  const { fired, levelTitle, toleranceFirst, distinct } = weighed.data;
  const says = use === 'warning' ? (levelTitle ?? t('tableNone')) : t('tableRows', { count: fired.length });
  return (
    <div className="table-says" aria-live="polite">
      <p>
        {t('tableDistinct', { count: distinct })} {t('tableSays')} <strong>{says}</strong>
        {toleranceFirst && <> · {t('tableTolerance')}</>}
      </p>
      <ul>
        {fired.map((row) => (
          <li key={row.row}>
            {row.gives} — {row.because.join(t('tableJoin'))}
            <small> {t('tableSource', { source: row.source })}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
