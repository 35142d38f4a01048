import { Link } from '@tanstack/react-router';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { WorkCard } from '../../kit/WorkCard.tsx';
import { useText } from '../../lib/texts.ts';
import { useClueCounts } from './clue.api.ts';
import { texts } from './texts.ts';

/** The way to the registration of what comes in, and how many clues wait for somebody to be named. */
export default function IntakeCard() {
  const t = useText(texts);
  const counts = useClueCounts({ unnamed: 'true' });
  return (
    <WorkCard
      title={t('intakeCard')}
      count={counts.data?.negative}
      more={{ to: '/clue-intake', label: t('toIntake') }}
    >
      <Loaded read={counts}>
        {({ negative }) =>
          negative === 0 ? (
            <EmptyState title={t('unnamedNone')} />
          ) : (
            <p>
              <Link to="/clues?unnamed=true&polarity=negative">{t('unnamedCount', { count: negative })}</Link>
            </p>
          )
        }
      </Loaded>
    </WorkCard>
  );
}
