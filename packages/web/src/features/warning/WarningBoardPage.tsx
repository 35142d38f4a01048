import { type Mark, readWarningBoard } from '@plumbline/contract/warning';
import { Link } from '@tanstack/react-router';
import { Button, Space } from 'antd';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useRead } from '../../lib/data.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { texts } from './level.texts.ts';
import { MarkCard } from './MarkCard.tsx';
import { columnsOf } from './mark.columns.tsx';
import './levels.css';

const LEVELS = ['serious', 'heavier', 'minor'] as const;

/** Who is warned at which level and why, what is due, how many by organ and unit. */
export default function WarningBoardPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<'organId' | 'unitId'>();
  const board = useRead(readWarningBoard, { query: url });
  const mayPropose = useMay('matter.handle');
  return (
    <Page
      title={t('board')}
      description={t('boardAbout')}
      actions={
        <>
          {mayPropose && (
            <Link to={'/matters/new?procedure=warning' as string}>
              <Button type="primary">{t('propose')}</Button>
            </Link>
          )}
          <PrintAction />
        </>
      }
    >
      <Loaded read={board}>
        {({ columns, due, byOrgan, byUnit, listed, proposed }) => (
          <>
            <Space size="large">
              <Link to={'/special-list?standing=in-force' as string}>{t('listed', { count: listed })}</Link>
              <Link to={'/warning-list?standing=proposed' as string}>
                {t('waiting', { count: proposed })}
              </Link>
            </Space>
            <div className="level-board">
              {columns.map((column) => (
                <section
                  key={column.level}
                  aria-label={column.title}
                  className={`level-column ${column.level}`}
                >
                  <h2>
                    <Link to={`/warning-list?standing=in-force&level=${column.level}` as string}>
                      {column.title} <span className="figures">{column.count}</span>
                    </Link>
                  </h2>
                  {column.items.length === 0 && <p className="absent">{t('columnNone')}</p>}
                  {column.items.map((mark) => (
                    <MarkCard key={mark.id} mark={mark} />
                  ))}
                </section>
              ))}
            </div>
            <Section title={t('dueSoon')}>
              <DataTable<Mark>
                id="warning-due"
                bare
                caption={t('dueSoon')}
                rows={due}
                rowKey={(row) => row.id}
                open={(row) => `/matters/${row.id}`}
                rowTone={(row) => (row.overdue ? 'late' : undefined)}
                columns={columnsOf(t, true)}
                empty={<EmptyState title={t('dueNone')} />}
              />
            </Section>
            <Counts title={t('byOrgan')} rows={byOrgan} onPick={(organId) => change({ organId })} />
            <Counts title={t('byUnit')} rows={byUnit} onPick={(unitId) => change({ unitId })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Count {
  id: string | null;
  name: string | null;
  minor: number;
  heavier: number;
  serious: number;
}

/** How many of each level; a name narrows the board to it. */
function Counts({
  title,
  rows,
  onPick,
}: {
  title: string;
  rows: readonly Count[];
  onPick: (id: string | undefined) => void;
}) {
  const t = useText(texts);
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <DataTable<Count>
        id={`warning-${title}`}
        bare
        caption={title}
        rows={rows}
        rowKey={(row) => row.id ?? ''}
        columns={[
          {
            key: 'name',
            title: t('name'),
            render: (row) => (
              <Button type="link" size="small" onClick={() => onPick(row.id ?? undefined)}>
                {row.name ?? '—'}
              </Button>
            ),
          },
          ...LEVELS.map((level) => ({
            key: level,
            title: t(level),
            align: 'end' as const,
            render: (row: Count) => row[level],
          })),
          {
            key: 'total',
            title: t('total'),
            align: 'end',
            render: (row) => row.minor + row.heavier + row.serious,
          },
        ]}
      />
    </Section>
  );
}
