import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import type { FollowUp } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';

/** The state of one unit's follow-up; what is over and what is late stand apart. */
export const FollowUpState = ({
  followUp,
}: {
  followUp: Pick<FollowUp, 'stateTitle' | 'overdue' | 'ended'>;
}) => (
  <StatusTag
    title={followUp.stateTitle}
    tone={followUp.overdue ? 'late' : followUp.ended ? 'done' : 'live'}
  />
);

/** How many units are done, and how many are late. */
export function CarriedOut({ followUps }: { followUps: readonly FollowUp[] }) {
  const t = useText(texts);
  const late = followUps.filter((followUp) => followUp.overdue).length;
  return (
    <>
      {t('carriedOut', { done: followUps.filter((f) => f.ended).length, all: followUps.length })}
      {late > 0 && <span className="late"> · {t('late', { count: late })}</span>}
    </>
  );
}
