import { readWarningStanding } from '@plumbline/contract/warning';
import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useRead } from '../../lib/data.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './level.texts.ts';

/** What is in force of a subject, beside the portrait; nothing where there is nothing, or no permission to see it. */
export default function StandingBeside({ subjectId }: { subjectId: string }) {
  return useMay('warning.read') ? <Standing subjectId={subjectId} /> : null;
}

function Standing({ subjectId }: { subjectId: string }) {
  const t = useText(texts);
  const standing = useRead(readWarningStanding, { params: { subjectId } });
  if (standing.error) return <ProblemAlert problem={standing.error} />;
  const { warnings = [], listings = [], tolerated = [] } = standing.data ?? {};
  if (warnings.length + listings.length + tolerated.length === 0) return null;
  return (
    <>
      <h3>{t('standingTitle')}</h3>
      <ul className="bars">
        {warnings.map((mark) => (
          <li key={mark.id}>
            <Link to={`/matters/${mark.id}` as string}>{mark.levelTitle}</Link> {t('untilDay')}{' '}
            <Day day={mark.untilOn} /> · {t('responsible', { name: mark.owner ?? '—' })}
          </li>
        ))}
        {listings.map((mark) => (
          <li key={mark.id}>
            <Link to={`/matters/${mark.id}` as string}>{t('onList', { number: mark.number ?? '' })}</Link>{' '}
            {t('untilDay')} <Day day={mark.untilOn} /> · {t('responsible', { name: mark.owner ?? '—' })}
          </li>
        ))}
        {tolerated.map((one) => (
          <li key={one.id}>
            <Link to={`/matters/${one.id}` as string}>{t('tolerated', { number: one.number ?? '' })}</Link>{' '}
            <Day day={one.on} />
          </li>
        ))}
      </ul>
    </>
  );
}
