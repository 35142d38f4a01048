import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useNotices, useReadNotices } from './notice.api.ts';
import { texts } from './texts.ts';

const MOST = 200;

export default function NoticeListPage() {
  const t = useText(texts);
  const pages = useNotices();
  const read = useReadNotices();
  const unread = rowsOf(pages)
    .filter((notice) => notice.readAt === null)
    .map((notice) => notice.id)
    .slice(0, MOST);
  return (
    <Page
      title={t('list')}
      description={t('listAbout')}
      actions={
        <>
          <Link to="/notices/delivery" className="head-link">
            {t('delivery')}
          </Link>
          {unread.length > 0 && (
            <Button onClick={() => read.mutate({ body: { ids: unread } })} loading={read.isPending}>
              {t('readAll')}
            </Button>
          )}
        </>
      }
    >
      <DataTable
        id="notices"
        caption={t('list')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => row.link ?? undefined}
        empty={<EmptyState title={t('none')} />}
        columns={[
          {
            key: 'notice',
            title: t('notice'),
            render: (row) => (
              <>
                {row.title} {row.readAt === null && <StatusTag title={t('unread')} tone="care" />}
                {row.matter && (
                  <>
                    <br />
                    <small>
                      {row.title.startsWith(row.matter.procedure) ? '' : `${row.matter.procedure} `}
                      {row.matter.name}
                    </small>
                  </>
                )}
              </>
            ),
          },
          { key: 'at', title: t('at'), render: (row) => <Moment at={row.createdAt} />, nowrap: true },
        ]}
      />
    </Page>
  );
}
