import type { Account } from '@plumbline/contract/identity';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import { useAccountWrites } from './identity.api.ts';
import type { Made } from './NewAccount.tsx';
import { texts } from './texts.ts';

interface Props {
  account: Account;
  reset: NonNullable<Account['reset']>;
  /** The second half is shown by the page: this section goes with the request. */
  onMade: (made: Made) => void;
}

/** A new password that waits for a second administrator, who confirms with the other half of it, or refuses. */
export function PasswordReset({ account, reset, onMade }: Props) {
  const t = useText(texts);
  const writes = useAccountWrites();
  const params = { id: account.id };
  const may = (action: string) => account.allowed.includes(action);
  const refuse = may('confirm-reset') ? t('refuseReset') : t('withdrawReset');
  return (
    <Section
      title={t('resetWaits')}
      actions={
        <>
          {may('refuse-reset') && (
            <ConfirmAction
              label={refuse}
              reason="required"
              onConfirm={(reason) => writes.refuseReset({ params, body: { reset: reset.id, reason } })}
            >
              {t('refuseResetAbout')}
            </ConfirmAction>
          )}
          {may('confirm-reset') && (
            <ConfirmAction
              label={t('confirmReset')}
              button={{ type: 'primary' }}
              onConfirm={async () => onMade(await writes.confirmReset({ params, body: { reset: reset.id } }))}
            >
              {t('confirmResetAbout')}
            </ConfirmAction>
          )}
        </>
      }
    >
      <p>{t('resetWaitsAbout')}</p>
      <Facts
        columns={3}
        facts={[
          { label: t('askedBy'), value: reset.requestedBy },
          { label: t('askedAt'), value: <Moment at={reset.requestedAt} /> },
          { label: t('waitsUntil'), value: <Moment at={reset.validUntil} /> },
          { label: t('reason'), value: reset.reason },
        ]}
      />
    </Section>
  );
}
