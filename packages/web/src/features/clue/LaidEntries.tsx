import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Day } from '../../kit/Day.tsx';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { LaidBearing, LaidEntry } from './clue.api.ts';
import { texts } from './layout.texts.ts';

interface Props {
  bearing: LaidBearing;
  entries: readonly LaidEntry[];
  subjectId: string;
  /** Asks for a slip that opens the item; left out where the reader may not ask. */
  onAsk?: ((item: { code: string; title: string }) => void) | undefined;
}

/** What the dossier holds under one item: each entry with its day and standing, or that nothing is there. */
export function LaidEntries({ bearing, entries, subjectId, onAsk }: Props) {
  const t = useText(texts);
  if (entries.length === 0)
    return <span className="absent">{t(bearing.required ? 'nothing' : 'notNeeded')}</span>;
  return (
    <ul className="laid-entries">
      {entries.map((entry, i) => (
        <li key={entry.id}>
          <Link to={`/dossiers/${subjectId}?material=${entry.id}` as string}>
            {entry.title ?? entry.itemTitle}
          </Link>{' '}
          <small>
            <Day day={entry.day} /> {entry.sourceTitle} {entry.statusTitle}
            {!entry.factual && ` · ${t('unproved')}`}
            {i === 0 && isOld(bearing) && ` · ${t(bearing.freshness.state as 'stale')}`}
          </small>
          {entry.withheldBy ? (
            <p className="absent">
              {t(`withheld.${entry.withheldBy}`)}{' '}
              {entry.withheldBy === 'slip' && onAsk && (
                <Button
                  type="link"
                  size="small"
                  onClick={() => onAsk({ code: entry.item, title: entry.itemTitle })}
                >
                  {t('ask')}
                </Button>
              )}
            </p>
          ) : (
            <dl className="laid-values">
              {entry.values.map((value) => (
                <div key={value.title}>
                  <dt>{value.title}</dt>
                  <dd>
                    {value.values.join(comma())}
                    {value.masked && <small> {t('masked')}</small>}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

const isOld = ({ freshness: { state } }: LaidBearing): boolean => state === 'ageing' || state === 'stale';
