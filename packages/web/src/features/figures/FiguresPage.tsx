import { exportFigures, type FigureHead, type FigureRow, readFigures } from '@plumbline/contract/figures';
import type { Reply } from '@plumbline/contract/route';
import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { useUrlState } from '../../lib/url.ts';
import { AskedFields } from './AskedFields.tsx';
import { askedBy, linkTo } from './asked.ts';
import { FigureCharts } from './FigureCharts.tsx';
import { texts } from './texts.ts';

type Reading = Reply<typeof readFigures>;
type Key = 'every' | 'on' | 'by' | 'group' | 'chart';

/** What came of the work by period, organ or unit: charts and a table, each number leading to its matters. */
export default function FiguresPage() {
  const t = useText(texts);
  const [url, change] = useUrlState<Key>();
  const asked = askedBy(url);
  const reading = useRead(readFigures, { query: asked }, { keepPrevious: true });
  return (
    <Page
      title={t('title')}
      description={t('about')}
      actions={
        <>
          <SaveFile
            label={t('export')}
            route={exportFigures}
            asked={{ query: asked }}
            button={{ size: 'middle' }}
          />
          <PrintAction />
        </>
      }
    >
      <AskedFields asked={asked} onChange={change} />
      <Loaded read={reading}>
        {(data) =>
          data.figures.length === 0 ? (
            <EmptyState title={t('noFigures')} />
          ) : (
            <Tabs
              activeKey={
                data.groups.some(({ code }) => code === url.group) ? url.group! : data.groups[0]!.code
              }
              onChange={(group) => change({ group, chart: undefined })}
              items={data.groups.map(({ code, title }) => ({
                key: code,
                label: title,
                children: (
                  <Group
                    reading={data}
                    figures={data.figures.filter(({ group }) => group === code)}
                    chart={url.chart}
                    onChart={(chart) => change({ chart })}
                  />
                ),
              }))}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

interface GroupProps {
  reading: Reading;
  figures: readonly FigureHead[];
  chart: string | undefined;
  onChart: (code: string) => void;
}

function Group({ reading, figures, chart, onChart }: GroupProps) {
  const t = useText(texts);
  const { from, to } = reading;
  const isEmpty = figures.every(({ code }) => !reading.total[code]);
  return (
    <>
      {isEmpty ? (
        <EmptyState title={t('none')} />
      ) : (
        <FigureCharts rows={reading.rows} figures={figures} chosen={chart} onChoose={onChart} />
      )}
      <Section title={`${t('table')} · ${t('span', { from, to })}`}>
        <Table reading={reading} figures={figures} />
      </Section>
      {figures.some(({ note }) => note) && (
        <Section title={t('notes')}>
          <dl className="facts facts-1">
            {figures.map(
              ({ code, title, note }) =>
                note && (
                  <div key={code}>
                    <dt>{title}</dt>
                    <dd>{note}</dd>
                  </div>
                ),
            )}
          </dl>
        </Section>
      )}
    </>
  );
}

/** Nothing at all is a number as well; only what there is leads on. */
function Table({ reading, figures }: Pick<GroupProps, 'reading' | 'figures'>) {
  const t = useText(texts);
  const [url] = useUrlState<Key>();
  const asked = askedBy(url);
  const total: FigureRow = { key: '', title: t('total'), counts: reading.total };
  return (
    <DataTable<FigureRow>
      id="figures"
      bare
      caption={t('table')}
      rows={[...reading.rows, total]}
      rowKey={(row) => row.key}
      columns={[
        { key: 'row', title: t(asked.by), render: (row) => row.title ?? t('noUnit'), nowrap: true },
        ...figures.map(({ code, title }) => ({
          key: code,
          title,
          align: 'end' as const,
          render: (row: FigureRow) => {
            const count = row.counts[code] ?? 0;
            if (count === 0) return '0';
            return <Link to={linkTo(code, asked, row.key ? { key: row.key } : {})}>{count}</Link>;
          },
        })),
      ]}
    />
  );
}
