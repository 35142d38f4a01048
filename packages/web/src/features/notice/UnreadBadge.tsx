import { CountBadge } from '../../kit/WorkCard.tsx';
import { useText } from '../../lib/texts.ts';
import { useUnread } from './notice.api.ts';
import { texts } from './texts.ts';

export default function UnreadBadge() {
  const t = useText(texts);
  return <CountBadge count={useUnread().data?.unread} label={t('unread')} />;
}
