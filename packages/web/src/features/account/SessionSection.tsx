import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Moment } from '../../kit/Day.tsx';
import { Section } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useOwnSessions, useSessionWrites } from './account.api.ts';
import { methodName } from './method.ts';
import { texts } from './texts.ts';

/** Where one is signed in: when and how, never from which address. */
export function SessionSection() {
  const t = useText(texts);
  const sessions = useOwnSessions();
  const { end, endOthers } = useSessionWrites();
  const others = (sessions.data?.items.length ?? 0) > 1;
  return (
    <Section
      title={t('sessions')}
      actions={
        others && (
          <ConfirmAction label={t('endOthers')} danger onConfirm={() => endOthers({})}>
            {t('endOthersAbout')}
          </ConfirmAction>
        )
      }
    >
      <Loaded read={sessions}>
        {(data) => (
          <DataTable
            id="own-sessions"
            caption={t('sessions')}
            bare
            rows={data.items}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'method',
                title: t('method'),
                render: (row) => (
                  <>
                    {methodName(row.method, t)}{' '}
                    {row.current && <StatusTag title={t('thisSession')} tone="live" />}
                  </>
                ),
              },
              {
                key: 'from',
                title: t('signedInAt'),
                render: (row) => <Moment at={row.createdAt} />,
                nowrap: true,
              },
              {
                key: 'seen',
                title: t('lastUsed'),
                render: (row) => <Moment at={row.lastSeenAt} />,
                nowrap: true,
              },
              {
                key: 'to',
                title: t('expires'),
                render: (row) => <Moment at={row.expiresAt} />,
                nowrap: true,
              },
              {
                key: 'actions',
                title: t('actions'),
                align: 'end',
                fixed: true,
                render: (row) =>
                  !row.current && (
                    <ConfirmAction
                      label={t('endSession')}
                      danger
                      button={{ size: 'small' }}
                      onConfirm={() => end({ params: { id: row.id } })}
                    />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
