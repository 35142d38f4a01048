import { Space } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { semicolon } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { type Match, useDecide, useMatches } from './clue.api.ts';
import { texts } from './texts.ts';

/** Matches that are less than certain: nothing is filed until a second person has looked. */
export default function MatchListPage() {
  const t = useText(texts);
  const pages = useMatches();
  return (
    <Page title={t('matches')} description={t('matchesAbout')}>
      <DataTable
        id="matches"
        caption={t('matches')}
        pages={pages}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('matchesNone')} />}
        columns={[
          { key: 'title', title: t('title'), render: (row) => row.clue.title },
          {
            key: 'written',
            title: t('written'),
            render: (row) => [row.written.name, row.written.unit, row.written.post].filter(Boolean).join(' '),
          },
          {
            key: 'proposed',
            title: t('proposed'),
            render: (row) =>
              [row.proposed.name, row.proposed.unit, row.proposed.post].filter(Boolean).join(' '),
          },
          {
            key: 'why',
            title: t('why'),
            render: (row) => row.reasons.map((reason) => reason.text).join(semicolon()),
          },
          {
            key: 'others',
            title: t('others'),
            render: (row) =>
              row.candidates
                .map((other) => [other.name, other.unit].filter(Boolean).join(' '))
                .join(semicolon()) || '—',
          },
          { key: 'do', title: '', render: (row) => <Steps match={row} />, fixed: true },
        ]}
      />
    </Page>
  );
}

function Steps({ match }: { match: Match }) {
  const decide = useDecide();
  return (
    <Space>
      {match.actions
        .filter((action) => action.effect !== 'amend')
        .map((action) => (
          <ConfirmAction
            key={action.code}
            label={action.title}
            reason={action.requiresReason ? 'required' : 'none'}
            button={{ size: 'small' }}
            onConfirm={(reason) =>
              decide.mutateAsync({
                params: { id: match.id, action: action.code },
                body: { version: match.version, ...(reason ? { reason } : {}) },
              })
            }
          />
        ))}
    </Space>
  );
}
