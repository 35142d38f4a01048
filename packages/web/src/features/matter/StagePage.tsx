import { exportStageTimes } from '@plumbline/contract/history';
import { Link } from '@tanstack/react-router';
import { DayInput } from '../../kit/DayInput.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect, FilterText } from '../../kit/table/filters.tsx';
import { useText } from '../../lib/texts.ts';
import { stringifySearch, useUrlState } from '../../lib/url.ts';
import { useProcedures } from './matter.api.ts';
import { type Stage, type StageFilter, useStageTimes } from './stage.api.ts';
import { texts } from './stage.texts.ts';

const FILTERS = ['procedure', 'packVersion', 'organId', 'from', 'to'] as const;

/** How long matters stay where, by procedure; every figure of what is open leads to the matters behind it. */
export default function StagePage() {
  const t = useText(texts);
  const [url, setUrl] = useUrlState<(typeof FILTERS)[number]>();
  const filter: StageFilter = Object.fromEntries(
    FILTERS.flatMap((key) => (url[key] ? [[key, url[key]]] : [])),
  );
  const report = useStageTimes(filter);
  const procedures = useProcedures().data?.items ?? [];
  return (
    <Page
      title={t('title')}
      description={t('about')}
      actions={
        <>
          <SaveFile
            label={t('export')}
            route={exportStageTimes}
            asked={{ query: filter }}
            button={{ size: 'middle' }}
          />
          <PrintAction />
        </>
      }
    >
      <div className="table-bar">
        <div className="table-filters">
          <FilterSelect
            label={t('procedure')}
            value={url.procedure}
            onChange={(procedure) => setUrl({ procedure })}
            options={procedures.map((one) => ({ value: one.code, label: one.title }))}
          />
          <FilterText
            label={t('version')}
            value={url.packVersion}
            onChange={(packVersion) => setUrl({ packVersion })}
          />
          <FilterSelect
            label={t('organ')}
            value={url.organId}
            onChange={(organId) => setUrl({ organId })}
            options={(report.data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DayInput
            label={t('from')}
            value={url.from}
            onChange={(day) => setUrl({ from: day ?? undefined })}
          />
          <DayInput label={t('to')} value={url.to} onChange={(day) => setUrl({ to: day ?? undefined })} />
        </div>
      </div>
      <Loaded read={report}>
        {({ items, matters }) =>
          items.length === 0 ? (
            <EmptyState title={t('none')} />
          ) : (
            <>
              <p className="absent">{t('counted', { count: matters })}</p>
              {[...new Set(items.map((item) => item.procedure))].map((procedure) => (
                <Stages
                  key={procedure}
                  filter={filter}
                  rows={items.filter((item) => item.procedure === procedure)}
                />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Stages({ rows, filter }: { rows: Stage[]; filter: StageFilter }) {
  const t = useText(texts);
  const time = (hours: number | null) => {
    if (hours === null) return '—';
    // Nobody thinks of three weeks as of five hundred hours.
    return hours < 48
      ? t('hours', { count: Math.round(hours * 10) / 10 })
      : t('days', { count: Math.round(hours / 2.4) / 10 });
  };
  const listOf = (row: Stage, more: Record<string, string> = {}) =>
    `/matters${stringifySearch({ ...filter, procedure: row.procedure, state: row.state, ...more })}`;
  const title = rows[0]?.procedureTitle ?? '';
  return (
    <Section title={title}>
      <DataTable
        bare
        id="stages"
        caption={title}
        rows={rows}
        rowKey={(row) => row.state}
        columns={[
          { key: 'state', title: t('state'), render: (row) => row.stateTitle },
          { key: 'ended', title: t('ended'), render: (row) => row.ended, align: 'end' },
          {
            key: 'median',
            title: t('median'),
            render: (row) => time(row.median),
            align: 'end',
            nowrap: true,
          },
          { key: 'ninth', title: t('ninth'), render: (row) => time(row.ninth), align: 'end', nowrap: true },
          {
            key: 'longest',
            title: t('longest'),
            render: (row) => time(row.longest),
            align: 'end',
            nowrap: true,
          },
          {
            key: 'open',
            title: t('open'),
            align: 'end',
            render: (row) =>
              row.open === 0 ? (
                0
              ) : (
                <Link
                  to={listOf(row) as string}
                  aria-label={t('openOnes', { state: row.stateTitle, count: row.open })}
                >
                  {row.open}
                </Link>
              ),
          },
          {
            key: 'oldest',
            title: t('oldest'),
            render: (row) => time(row.oldest),
            align: 'end',
            nowrap: true,
          },
          {
            key: 'beyond',
            title: t('beyond'),
            align: 'end',
            render: (row) => (
              <>
                {row.beyond}
                {row.beyondOpen > 0 && (
                  <>
                    {' '}
                    <Link to={listOf(row, { overdue: 'true' }) as string}>
                      {t('beyondOnes', { count: row.beyondOpen })}
                    </Link>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
