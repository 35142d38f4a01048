import { CountBadge } from '../../kit/WorkCard.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useLimits } from './terms.api.ts';
import { texts } from './texts.ts';

/** Limits of organs that wait for this account's approval. */
export default function WaitingBadge() {
  const t = useText(texts);
  const limits = useLimits(useMay('limit.approve'));
  return <CountBadge count={limits.data?.waiting} label={t('waiting')} />;
}
