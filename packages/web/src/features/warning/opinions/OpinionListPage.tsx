import { Link } from '@tanstack/react-router';
import { Day, Due } from '../../../kit/Day.tsx';
import { Page } from '../../../kit/Page.tsx';
import { StatusTag } from '../../../kit/StatusTag.tsx';
import { EmptyState } from '../../../kit/states.tsx';
import { DataTable } from '../../../kit/table/DataTable.tsx';
import { useMay } from '../../../lib/session.ts';
import { useText } from '../../../lib/texts.ts';
import { useOpinions } from './opinion.api.ts';
import { texts } from './opinion.texts.ts';

/** Requests for an opinion and supplements that this account works on, newest first. */
export default function OpinionListPage() {
  const t = useText(texts);
  const pages = useOpinions();
  const may = useMay('matter.handle');
  return (
    <Page
      title={t('list')}
      description={t('listAbout')}
      actions={
        may && (
          <Link to="/opinions/new" className="head-link">
            {t('register')}
          </Link>
        )
      }
    >
      <DataTable
        id="opinions"
        caption={t('list')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/opinions/${row.id}`}
        rowTone={(row) => (row.overdue ? 'late' : row.final ? 'quiet' : undefined)}
        empty={<EmptyState title={t('none')}>{t('noneAbout')}</EmptyState>}
        columns={[
          { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
          { key: 'title', title: t('title'), render: (row) => row.title },
          { key: 'names', title: t('names'), align: 'end', render: (row) => row.names },
          {
            key: 'state',
            title: t('state'),
            render: (row) => (
              <>
                <StatusTag title={row.stateTitle} tone={row.final ? 'done' : 'live'} />
                {row.asked && ` · ${t('asked')}`}
                {row.mine && !row.final && ` · ${t('yours')}`}
              </>
            ),
            nowrap: true,
          },
          {
            key: 'due',
            title: t('due'),
            render: (row) => <Due day={row.dueOn} done={row.final} />,
            nowrap: true,
          },
          {
            key: 'opened',
            title: t('opened'),
            render: (row) => <Day day={row.openedAt.slice(0, 10)} />,
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}
