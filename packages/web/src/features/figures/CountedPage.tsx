import { type CountedMatter, exportCounted, listCounted } from '@plumbline/contract/figures';
import { Day } from '../../kit/Day.tsx';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, ErrorState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { usePages } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam, useUrlState } from '../../lib/url.ts';
import { askedBy, cellBy } from './asked.ts';
import { texts } from './texts.ts';

/** The matters behind a number: as many as it says. */
export default function CountedPage() {
  const t = useText(texts);
  const code = usePathParam('code');
  const [url] = useUrlState<'every' | 'on' | 'by' | 'key' | 'part'>();
  const cell = cellBy(url);
  const pages = usePages(listCounted, { params: { code }, query: cell });
  const first = pages.data?.pages[0];
  if (pages.error && !first) return <ErrorState error={pages.error} onRetry={pages.refetch} />;
  const back = `/figures?${new URLSearchParams(askedBy(url))}`;
  return (
    <Page
      title={first?.title ?? t('title')}
      description={
        first && `${t('span', { from: first.from, to: first.to })} · ${t('counted', { count: first.count })}`
      }
      breadcrumbs={[{ title: t('title'), to: back }, { title: first?.title ?? code }]}
      actions={
        <>
          <SaveFile
            label={t('exportList')}
            route={exportCounted}
            asked={{ params: { code }, query: cell }}
            button={{ size: 'middle' }}
          />
          <PrintAction pages={pages} />
        </>
      }
    >
      <DataTable<CountedMatter>
        id="figure-matters"
        caption={first?.title ?? t('title')}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => row.link}
        empty={<EmptyState title={t('none')} />}
        columns={[
          { key: 'title', title: t('matter'), render: (row) => row.title },
          { key: 'number', title: t('number'), render: (row) => row.number ?? '—', nowrap: true },
          { key: 'about', title: t('subject'), render: (row) => row.about ?? '—', nowrap: true },
          { key: 'unit', title: t('unit'), render: (row) => row.unit ?? t('noUnit') },
          { key: 'organ', title: t('organ'), render: (row) => row.organ },
          { key: 'day', title: t('day'), render: (row) => <Day day={row.day} />, nowrap: true },
          ...(first?.items.some(({ part }) => part)
            ? [
                {
                  key: 'part',
                  title: t('part'),
                  render: (row: CountedMatter) => row.part ?? '—',
                  nowrap: true,
                },
              ]
            : []),
          { key: 'state', title: t('state'), render: (row) => row.stateTitle, nowrap: true },
        ]}
      />
    </Page>
  );
}
