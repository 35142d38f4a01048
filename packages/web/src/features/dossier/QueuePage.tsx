import { Segmented } from 'antd';
import { Moment } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useText } from '../../lib/texts.ts';
import { daysUntil, todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { useQueue } from './dossier.api.ts';
import { MaterialDrawer } from './MaterialDrawer.tsx';
import { texts } from './texts.ts';

const FILTERS = ['order', 'item', 'sourceOrganId', 'q'] as const;

/** What waits for a second person. */
export default function QueuePage() {
  const t = useText(texts);
  const [{ material, ...filter }, change] = useUrlState<'material' | (typeof FILTERS)[number]>();
  const pages = useQueue(
    Object.fromEntries(FILTERS.flatMap((key) => (filter[key] ? [[key, filter[key]]] : []))),
  );
  const choices = pages.data?.pages[0]?.choices;
  const narrowed = filter.item ?? filter.sourceOrganId ?? filter.q;
  const optionsOf = (list: readonly { code: string; title: string }[] = []) =>
    list.map(({ code, title }) => ({ value: code, label: title }));
  return (
    <Page title={t('queue')} description={t('queueAbout')}>
      <DataTable
        id="verification"
        caption={t('queue')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/verification?material=${row.id}`}
        empty={<EmptyState title={narrowed ? t('queueNoneSuch') : t('queueNone')} />}
        filters={
          <>
            <Segmented
              aria-label={t('order')}
              value={filter.order ?? 'oldest'}
              onChange={(order) => change({ order: order === 'oldest' ? undefined : order })}
              options={[
                { value: 'oldest', label: t('oldest') },
                { value: 'newest', label: t('newest') },
              ]}
            />
            <FilterText label={t('subject')} value={filter.q} onChange={(q) => change({ q })} />
            <FilterSelect
              label={t('item')}
              value={filter.item}
              onChange={(item) => change({ item })}
              options={optionsOf(choices?.items)}
            />
            <FilterSelect
              label={t('sourceOrgan')}
              value={filter.sourceOrganId}
              onChange={(sourceOrganId) => change({ sourceOrganId })}
              options={optionsOf(choices?.sourceOrgans)}
            />
          </>
        }
        columns={[
          { key: 'title', title: t('material'), render: (row) => row.title ?? row.itemTitle },
          { key: 'subject', title: t('subject'), render: (row) => row.subjectName, nowrap: true },
          { key: 'item', title: t('item'), render: (row) => row.itemTitle, nowrap: true },
          {
            key: 'source',
            title: t('sourceOrgan'),
            render: (row) => row.sourceOrgan ?? '—',
            nowrap: true,
          },
          { key: 'author', title: t('author'), render: (row) => row.author ?? '—', nowrap: true },
          {
            key: 'created',
            title: t('enteredAt'),
            render: (row) => (
              <>
                <Moment at={row.createdAt} />{' '}
                <small>
                  {t('waitedDays', { count: -daysUntil(todayHere(new Date(row.createdAt)), todayHere()) })}
                </small>
              </>
            ),
            nowrap: true,
          },
        ]}
      />
      {material && (
        <MaterialDrawer
          id={material}
          onOpen={(next) => change({ material: next })}
          onClose={() => change({ material: undefined })}
        />
      )}
    </Page>
  );
}
