import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Day, Due, Moment } from '../../kit/Day.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { templateAddress, useBegin, usePeriods, useSheets } from './submission.api.ts';
import { texts } from './texts.ts';

export default function SubmissionListPage() {
  const t = useText(texts);
  const [state] = useUrlState<'period'>();
  const sheets = useSheets(state);
  return (
    <Page title={t('list')} description={t('listAbout')}>
      <Periods />
      <DataTable
        id="submissions"
        caption={t('list')}
        pages={sheets}
        rowKey={(row) => row.id}
        open={(row) => `/submissions/${row.id}`}
        rowTone={(row) => (row.withdrawnAt ? 'quiet' : undefined)}
        empty={<EmptyState title={t('listNone')} />}
        columns={[
          { key: 'period', title: t('period'), render: (row) => row.period, nowrap: true },
          { key: 'body', title: t('body'), render: (row) => row.organName },
          {
            key: 'kind',
            title: t('kind'),
            render: (row) => <StatusTag title={row.kindTitle} tone={row.late ? 'late' : 'plain'} />,
          },
          { key: 'state', title: t('state'), render: (row) => row.stateTitle },
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
          <ul className="worklist">
            {items.map((period) => (
              <li key={period.period}>
                <strong>{period.period}</strong>{' '}
                {period.missing > 0 ? <Due day={period.dueOn} /> : <Day day={period.dueOn} />}{' '}
                <span className={period.overdue ? 'late' : undefined}>
                  {period.to >= todayHere()
                    ? t('running')
                    : period.missing > 0
                      ? `${t('missing')} ${period.missing} / ${period.bodies}`
                      : t('noneMissing')}
                </span>{' '}
                {mayWrite && (
                  <>
                    <a href={templateAddress(period.period)}>{t('template')}</a>{' '}
                    <Button size="small" onClick={() => start(period.period)} loading={begin.isPending}>
                      {t('beginFor', { period: period.period })}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
