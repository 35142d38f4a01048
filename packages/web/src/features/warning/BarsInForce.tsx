import { listBars } from '@plumbline/contract/bar';
import { Day } from '../../kit/Day.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './bar.texts.ts';

/** What a person is barred from today and until when; nothing where nothing is in force. */
export default function BarsInForce({ personId }: { personId: string }) {
  const t = useText(texts);
  const bars = useRead(listBars, { params: { id: personId } });
  if (bars.error) return <ProblemAlert problem={bars.error} />;
  const items = bars.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h3>{t('inForce')}</h3>
      <ul className="bars">
        {items.map((bar) => (
          <li key={bar.id}>
            <strong>{bar.title}</strong>
            {t('barred', { what: bar.bars })} {t('until')} <Day day={bar.until} />
            {' · '}
            {t('owner', { name: [bar.organ, bar.owner].filter(Boolean).join(' ') })}
          </li>
        ))}
      </ul>
    </>
  );
}
