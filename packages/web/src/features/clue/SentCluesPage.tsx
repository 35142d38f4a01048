import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { useSentClues } from './clue.api.ts';
import { texts } from './texts.ts';

/** Where clues of the own organ went: the file is set aside there, the transfer and its receipt stay in sight. */
export default function SentCluesPage() {
  const t = useText(texts);
  const pages = useSentClues();
  return (
    <Page title={t('sentClues')} description={t('sentCluesAbout')}>
      <DataTable
        id="sent-clues"
        caption={t('sentClues')}
        columns={[
          { key: 'number', title: t('transferNumber'), render: (row) => row.number ?? '—', nowrap: true },
          { key: 'clue', title: t('clueNumber'), render: (row) => row.clue ?? '—', nowrap: true },
          { key: 'receiver', title: t('sentTo'), render: (row) => row.receiver },
          { key: 'sent', title: t('sentOn'), render: (row) => <Day day={row.sentOn} />, nowrap: true },
          { key: 'state', title: t('status'), render: (row) => row.stateTitle },
          {
            key: 'answer',
            title: t('sentAnswer'),
            render: ({ answer }) =>
              answer ? (
                <>
                  {answer.title} {answer.number} <Day day={answer.issuedOn} />
                </>
              ) : (
                <span className="absent">—</span>
              ),
          },
        ]}
        pages={pages}
        rowKey={(row) => row.matterId}
        open={(row) => `/matters/${row.matterId}`}
        empty={<EmptyState title={t('sentCluesNone')} />}
      />
    </Page>
  );
}
