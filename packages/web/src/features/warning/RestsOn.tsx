import { listListings, listWarnings } from '@plumbline/contract/warning';
import { Section } from '../../kit/Page.tsx';
import { TableSays } from '../../kit/pack-form/FactWidget.tsx';
import { useRead } from '../../lib/data.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './level.texts.ts';
import { FactLinks } from './MarkCard.tsx';

interface Props {
  matterId: string;
  subjectId: string;
}

/** What a warning or a place on the list rests on, with what the table said and says; for whoever may see it. */
export default function RestsOn(props: Props) {
  return useMay('warning.read') ? <Rests {...props} /> : null;
}

function Rests({ matterId, subjectId }: Props) {
  const t = useText(texts);
  const warnings = useRead(listWarnings, { query: { matterId, limit: 1 } });
  const listings = useRead(listListings, { query: { matterId, limit: 1 } });
  const [warning, listing] = [warnings.data?.items[0], listings.data?.items[0]];
  const mark = warning ?? listing;
  if (!mark) return null;
  return (
    <Section title={t('rests')}>
      <p>
        {t('factsRelied')}
        <FactLinks mark={mark} />
      </p>
      {mark.why.length > 0 && (
        <>
          <h3>{t('decidedBy')}</h3>
          <ul>
            {mark.why.map((row) => (
              <li key={row.row}>
                {row.gives} — {row.because.join(t('join'))} <small>{row.source}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {mark.standing !== 'ended' && (
        <>
          <h3>{t('now')}</h3>
          <TableSays
            subjectId={subjectId}
            use={warning ? 'warning' : 'listing'}
            facts={[]}
            matterId={matterId}
          />
        </>
      )}
    </Section>
  );
}
