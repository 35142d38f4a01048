import { Space } from 'antd';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { type Match, useDecide, useMatches } from './clue.api.ts';
import { MatchDetail } from './MatchDetail.tsx';
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
            key: 'body',
            title: t('body'),
            render: (row) => [row.clue.sourceOrganName, row.clue.period].filter(Boolean).join(' ') || '—',
          },
          { key: 'written', title: t('written'), render: (row) => writtenOf(row) },
          { key: 'proposed', title: t('proposed'), render: (row) => proposedOf(row) },
          { key: 'do', title: '', render: (row) => <Steps match={row} />, fixed: true },
        ]}
        detail={(row) => <MatchDetail match={row} />}
      />
    </Page>
  );
}

const writtenOf = ({ written }: Match) =>
  [written.name, written.unit, written.post, written.idNumber].filter(Boolean).join(' ') || '—';
const proposedOf = ({ proposed }: Match) =>
  [proposed.name, proposed.unit, proposed.post, proposed.birthYear].filter(Boolean).join(' ');

/** The dialog repeats what is decided and about whom: two rows of one name are easily taken for each other. */
function Steps({ match }: { match: Match }) {
  const t = useText(texts);
  const decide = useDecide();
  const others = match.candidates.length;
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
          >
            <p>
              <b>{match.clue.title}</b>
            </p>
            <p>{t('decideAbout', { written: writtenOf(match), proposed: proposedOf(match) })}</p>
            {action.effect === 'confirm' && others > 0 && (
              <p className="late">{t('decideSameName', { count: others })}</p>
            )}
          </ConfirmAction>
        ))}
    </Space>
  );
}
