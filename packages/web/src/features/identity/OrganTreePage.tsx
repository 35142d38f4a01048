import { Checkbox } from 'antd';
import { Page } from '../../kit/Page.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterText } from '../../kit/table/filters.tsx';
import { useMay } from '../../lib/session.ts';
import { type Say, useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import './identity.css';
import { useOrgans } from './identity.api.ts';
import { NewOrgan } from './OrganForm.tsx';
import { texts } from './organ.texts.ts';
import { matches, type Placed, treeOf } from './organ.tree.ts';

type Key = NonNullable<(typeof texts)['keys']>;

const isClosed = ({ organ }: Placed) => organ.activeTo !== null && organ.activeTo < todayHere();

const columnsOf = (t: Say<Key>): Column<Placed>[] => [
  {
    key: 'name',
    title: t('name'),
    render: ({ organ, depth }) => (
      <>
        {depth > 0 && (
          <span className="organ-mark" aria-hidden="true">
            {`${'　'.repeat(depth - 1)}└ `}
          </span>
        )}
        {organ.name}
      </>
    ),
  },
  { key: 'kind', title: t('kind'), render: ({ organ }) => organ.kindTitle },
  { key: 'code', title: t('code'), render: ({ organ }) => organ.code, nowrap: true },
  { key: 'nameEn', title: t('nameEn'), render: ({ organ }) => organ.nameEn ?? '', hidden: true },
  { key: 'from', title: t('activeFrom'), render: ({ organ }) => organ.activeFrom, nowrap: true },
  {
    key: 'state',
    title: t('state'),
    render: (row) => isClosed(row) && <StatusTag title={t('closed')} tone="quiet" />,
  },
];

/** Every organ of the jurisdiction under the one it belongs to. */
export default function OrganTreePage() {
  const t = useText(texts);
  const [url, setUrl] = useUrlState<'q' | 'closed'>();
  const organs = useOrgans(url.closed === 'true');
  const mayManage = useMay('organ.manage');
  return (
    <Page title={t('organs')} description={t('organsAbout')} actions={mayManage && <NewOrgan />}>
      <Loaded read={organs}>
        {(all) => (
          <DataTable
            id="organs"
            caption={t('organs')}
            rows={url.q ? treeOf(all.filter((organ) => matches(organ, url.q ?? ''))) : treeOf(all)}
            columns={columnsOf(t)}
            rowKey={({ organ }) => organ.id}
            open={({ organ }) => `/organs/${organ.id}`}
            rowTone={(row) => (isClosed(row) ? 'quiet' : undefined)}
            empty={<EmptyState title={t('noOrgans')} />}
            filters={
              <>
                <FilterText label={t('nameOrCode')} value={url.q} onChange={(q) => setUrl({ q })} />
                <Checkbox
                  checked={url.closed === 'true'}
                  onChange={(event) => setUrl({ closed: event.target.checked ? 'true' : undefined })}
                >
                  {t('withClosed')}
                </Checkbox>
              </>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
