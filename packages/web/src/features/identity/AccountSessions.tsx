import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useAccountWrites, useSessionsOf } from './identity.api.ts';
import { texts } from './texts.ts';

/** Where an account is signed in, for who may end it. */
export function AccountSessions({ id }: { id: string }) {
  const t = useText(texts);
  const sessions = useSessionsOf(id);
  const { endSession, endSessions } = useAccountWrites();
  const any = (sessions.data?.items.length ?? 0) + (sessions.data?.tokens ?? 0) > 0;
  return (
    <Section
      title={t('sessions')}
      actions={
        any && (
          <ConfirmAction label={t('endAll')} danger onConfirm={() => endSessions({ params: { id } })}>
            {t('endAllAbout')}
          </ConfirmAction>
        )
      }
    >
      <Loaded read={sessions}>
        {(data) => (
          <>
            <DataTable
              id="account-sessions"
              caption={t('sessions')}
              bare
              rows={data.items}
              rowKey={(row) => row.id}
              empty={<EmptyState title={t('noSessions')} />}
              columns={[
                { key: 'method', title: t('method'), render: (row) => methodName(row.method, t) },
                {
                  key: 'from',
                  title: t('signedInAt'),
                  render: (row) => <Moment at={row.createdAt} />,
                  nowrap: true,
                },
                {
                  key: 'seen',
                  title: t('lastSeen'),
                  render: (row) => <Moment at={row.lastSeenAt} />,
                  nowrap: true,
                },
                {
                  key: 'actions',
                  title: t('actions'),
                  align: 'end',
                  fixed: true,
                  render: (row) => (
                    <ConfirmAction
                      label={t('endSession')}
                      danger
                      button={{ size: 'small' }}
                      onConfirm={() => endSession({ params: { id: row.id } })}
                    >
                      {t('endSessionAbout')}
                    </ConfirmAction>
                  ),
                },
              ]}
            />
            {data.tokens > 0 && <p>{t('liveTokens', { count: data.tokens })}</p>}
          </>
        )}
      </Loaded>
    </Section>
  );
}

const METHODS = ['password', 'password+code', 'passkey'] as const;
function methodName(method: string, t: (key: `method.${(typeof METHODS)[number]}`) => string): string {
  const known = METHODS.find((code) => code === method);
  return known ? t(`method.${known}`) : method;
}
