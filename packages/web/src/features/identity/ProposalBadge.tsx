import { CountBadge } from '../../kit/WorkCard.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useProposalCount } from './identity.api.ts';
import { texts } from './texts.ts';

/** Roles that wait for the security administrator. */
export default function ProposalBadge() {
  const t = useText(texts);
  const may = useMay('grant.manage');
  return <CountBadge count={useProposalCount(may).data?.items.length} label={t('proposals')} />;
}
