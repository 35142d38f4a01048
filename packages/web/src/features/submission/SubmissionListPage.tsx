import { submissionTemplate } from '@plumbline/contract/submission';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { Due, Moment } from '../../kit/Day.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { FilterSelect } from '../../kit/table/filters.tsx';
import { SavedViews } from '../../kit/table/SavedViews.tsx';
import { useSay } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { type SheetFilter, useBegin, usePeriods, useSheets } from './submission.api.ts';
import { toneOfSheet } from './submission.format.ts';
import { texts } from './texts.ts';

export default function SubmissionListPage() {
  const t = useText(texts);
  const [{ saved, ...state }] = useUrlState<keyof SheetFilter | 'saved'>();
  const sheets = useSheets(state);
  return (
    <Page title={t('list')} description={t('listAbout')}>
      <Periods />
      <SavedViews list="submissions" />
      <DataTable
        key={saved ?? ''}
        id="submissions"
        caption={t('list')}
        pages={sheets}
        rowKey={(row) => row.id}
        open={(row) => `/submissions/${row.id}`}
        rowTone={(row) => (row.withdrawnAt ? 'quiet' : undefined)}
        empty={<EmptyState title={t('listNone')} />}
        filters={<SheetFilters />}
        columns={[
          { key: 'period', title: t('period'), render: (row) => row.period, nowrap: true },
          { key: 'body', title: t('body'), render: (row) => row.organName },
          {
            key: 'kind',
            title: t('kind'),
            render: (row) => <StatusTag title={row.kindTitle} tone={row.late ? 'late' : 'plain'} />,
          },
          {
            key: 'state',
            title: t('state'),
            render: (row) => <StatusTag title={row.stateTitle || '—'} tone={toneOfSheet(row)} />,
          },
          { key: 'rows', title: t('rows'), align: 'end', render: (row) => row.rowCount },
          {
            key: 'submitted',
            title: t('submitted'),
            render: (row) => <Moment at={row.submittedAt} />,
            nowrap: true,
          },
        ]}
      />
    </Page>
  );
}

function SheetFilters() {
  const t = useText(texts);
  const say = useSay();
  const [state, change] = useUrlState<keyof SheetFilter>();
  const periods = usePeriods();
  const lists = useFormLists();
  const view = state.withdrawn === 'true' ? 'withdrawn' : state.open === 'true' ? 'open' : '';
  return (
    <>
      <Segmented
        aria-label={t('state')}
        value={view}
        onChange={(next) =>
          change({
            open: next === 'open' ? 'true' : undefined,
            withdrawn: next === 'withdrawn' ? 'true' : undefined,
          })
        }
        options={[
          { value: '', label: t('filterAll') },
          { value: 'open', label: t('filterOpen') },
          { value: 'withdrawn', label: t('filterWithdrawn') },
        ]}
      />
      <FilterSelect
        label={t('period')}
        value={state.period}
        onChange={(period) => change({ period })}
        options={(periods.data?.items ?? []).map(({ period }) => ({ value: period, label: period }))}
      />
      <FilterSelect
        label={t('kind')}
        value={state.kind}
        onChange={(kind) => change({ kind })}
        options={(lists?.['submission-kinds'] ?? []).map(({ code, title }) => ({
          value: code,
          label: say(title),
        }))}
      />
    </>
  );
}

/** The last quarters with their due days and who has not reported; from here a new sheet is begun. */
function Periods() {
  const t = useText(texts);
  const periods = usePeriods();
  const mayWrite = useMay('submission.write');
  const begin = useBegin();
  const navigate = useNavigate();
  const start = (period: string) =>
    begin.mutate(
      { body: { period } },
      { onSuccess: (sheet) => void navigate({ to: `/submissions/${sheet.id}` }) },
    );
  return (
    <Section title={t('periods')}>
      {begin.error && <ProblemAlert problem={begin.error} />}
      <Loaded read={periods}>
        {({ items }) => (
          <DataTable
            id="submission-periods"
            bare
            caption={t('periods')}
            rows={items}
            rowKey={(row) => row.period}
            columns={[
              {
                key: 'period',
                title: t('period'),
                render: (row) => <Link to={`/submissions/periods/${row.period}`}>{row.period}</Link>,
                nowrap: true,
              },
              {
                key: 'due',
                title: t('due'),
                render: (row) => (
                  <Due
                    day={row.dueOn}
                    done={row.missing === 0 && row.to < todayHere()}
                    provisional={row.provisional}
                  />
                ),
                nowrap: true,
              },
              {
                key: 'missing',
                title: t('missing'),
                render: (row) => (
                  <span className={row.overdue ? 'late' : undefined}>
                    {row.to >= todayHere()
                      ? t('running')
                      : row.missing > 0
                        ? `${row.missing} / ${row.bodies}`
                        : row.bodies === 0
                          ? '—'
                          : t(row.whole ? 'noneMissing' : 'ownHandedIn')}
                  </span>
                ),
              },
              ...(mayWrite
                ? [
                    {
                      key: 'begin',
                      title: t('begin'),
                      align: 'end' as const,
                      render: (row: { period: string }) => (
                        <>
                          <SaveFile
                            label={t('template')}
                            route={submissionTemplate}
                            asked={{ query: { period: row.period } }}
                            button={{ type: 'link' }}
                          />
                          <Button
                            size="small"
                            onClick={() => start(row.period)}
                            loading={begin.isPending && begin.variables?.body.period === row.period}
                          >
                            {t('beginFor', { period: row.period })}
                          </Button>
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
