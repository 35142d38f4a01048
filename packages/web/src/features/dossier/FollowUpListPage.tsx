import { Due } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { FollowUpState } from './FollowUpState.tsx';
import { useMyFollowUps } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';

/** Instructions that this account's unit carries out; it sees neither the ledger nor the other units. */
export default function FollowUpListPage() {
  const t = useText(texts);
  const followUps = useMyFollowUps();
  return (
    <Page title={t('mine')} description={t('mineAbout')}>
      <DataTable
        id="my-follow-ups"
        caption={t('mine')}
        pages={followUps}
        rowKey={(row) => row.matterId}
        open={(row) => `/follow-ups/${row.matterId}`}
        rowTone={(row) => (row.overdue ? 'late' : undefined)}
        empty={<EmptyState title={t('noMine')} />}
        columns={[
          { key: 'title', title: t('title'), render: (row) => row.title },
          { key: 'requirement', title: t('requirement'), render: (row) => row.requirement },
          {
            key: 'state',
            title: t('state'),
            render: (row) => <FollowUpState followUp={row} />,
            nowrap: true,
          },
          { key: 'due', title: t('due'), render: (row) => <Due day={row.dueOn} done={row.ended} /> },
          { key: 'progress', title: t('progress'), render: (row) => row.progress ?? t('noReport') },
        ]}
      />
    </Page>
  );
}
