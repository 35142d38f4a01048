import type { AccountSummary, RoleGrant } from '@plumbline/contract/identity';
import { StatusTag } from '../../../kit/StatusTag.tsx';
import { useText } from '../../../lib/texts.ts';
import { texts } from '../texts.ts';

/** What deserves a look at an account; an open account in good order shows nothing. */
export function AccountTags({ account }: { account: AccountSummary }) {
  const t = useText(texts);
  if (account.closedAt) return <StatusTag title={t('closed')} tone="quiet" />;
  return (
    <span className="tags">
      {account.lockedUntil && <StatusTag title={t('locked')} tone="late" />}
      {account.resetWaits && <StatusTag title={t('resetWaits')} tone="late" />}
      {account.roles.length === 0 && <StatusTag title={t('withoutRole')} tone="care" />}
      {account.initialPassword && <StatusTag title={t('initialPasswordOf')} />}
      {account.secondFactor === false && <StatusTag title={t('oneFactor')} tone="care" />}
    </span>
  );
}

/** Whether something holds, held or will hold. */
export function HoldsTag({ state }: { state: RoleGrant['state'] }) {
  const t = useText(texts);
  const tone = { current: 'live', future: 'plain', past: 'quiet' } as const;
  return <StatusTag title={t(`state.${state}`)} tone={tone[state]} />;
}

/** First and last day; open ends say so. */
export function Days({ from, to }: { from: string; to: string | null }) {
  const t = useText(texts);
  if (to !== null && to < from) return <span className="absent">{t('neverHeld')}</span>;
  return (
    <span className="figures cell-nowrap">
      {from} – {to ?? t('noEnd')}
    </span>
  );
}
