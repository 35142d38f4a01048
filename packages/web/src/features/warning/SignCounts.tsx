import { Section } from '../../kit/Page.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { SignFilters } from './SignFilters.tsx';
import { type SignCounts, type SignFilter, useSignCounts } from './sign.api.ts';
import { texts } from './sign.texts.ts';

/** Signs by tag and month: bars for the months, and the whole as a table. */
export function SignCountsSection({ filter }: { filter: SignFilter }) {
  const t = useText(texts);
  const counts = useSignCounts(filter);
  return (
    <>
      <div className="table-bar">
        <div className="table-filters">
          <SignFilters days={false} />
        </div>
      </div>
      <Loaded read={counts}>
        {(data) =>
          data.total === 0 ? (
            <EmptyState title={t('none')} />
          ) : (
            <Section title={t('counts')}>
              <p className="absent">{t('countsAbout')}</p>
              <Bars data={data} />
              <Table data={data} />
            </Section>
          )
        }
      </Loaded>
    </>
  );
}

/** The same numbers stand in the table below. */
function Bars({ data }: { data: SignCounts }) {
  const t = useText(texts);
  const most = Math.max(1, ...data.totals);
  return (
    <ol className="sign-bars" aria-label={`${t('signs')} · ${t('month')}`}>
      {data.months.map((month, i) => (
        <li key={month} title={t('barOf', { month, n: data.totals[i]! })}>
          <span className="sign-bar-n">{data.totals[i] || ''}</span>
          <span className="sign-bar" aria-hidden="true">
            <span style={{ blockSize: `${(100 * data.totals[i]!) / most}%` }} />
          </span>
          <small>{month.slice(2)}</small>
        </li>
      ))}
    </ol>
  );
}

type Line = Pick<SignCounts['tags'][number], 'code' | 'title' | 'counts' | 'total'>;

function Table({ data }: { data: SignCounts }) {
  const t = useText(texts);
  const sum: Line = { code: '', title: t('total'), counts: data.totals, total: data.total };
  return (
    <DataTable<Line>
      id="sign-counts"
      bare
      caption={t('counts')}
      rows={[...data.tags, sum]}
      rowKey={(row) => row.code}
      columns={[
        { key: 'tag', title: t('tag'), minWidth: '9rem', render: (row) => row.title },
        ...data.months.map((month, i) => ({
          key: month,
          title: month.slice(2),
          align: 'end' as const,
          render: (row: Line) => row.counts[i] || <span className="absent">0</span>,
        })),
        { key: 'total', title: t('total'), align: 'end' as const, render: (row: Line) => row.total },
      ]}
    />
  );
}
