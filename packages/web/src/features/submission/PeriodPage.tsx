import { Link } from '@tanstack/react-router';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { Day, Due, Moment } from '../../kit/Day.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintButton } from '../../kit/PrintButton.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import type { Column } from '../../kit/table/columns.ts';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { comma } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Period, usePeriod, useRemind } from './submission.api.ts';
import { HANDING_TONES, OWES, toneOfSheet } from './submission.format.ts';
import { texts } from './texts.ts';

type Body = Period['items'][number];

/** One quarter: each body, what it handed in, what it owes, when it was reminded. */
export default function PeriodPage() {
  const period = usePeriod(usePathParam('period'));
  return <Loaded read={period}>{(data) => <PeriodView period={data} />}</Loaded>;
}

function PeriodView({ period }: { period: Period }) {
  const t = useText(texts);
  const receives = useMay('submission.receive');
  const columns: Column<Body>[] = [
    { key: 'body', title: t('body'), render: (row) => row.organName, nowrap: true },
    {
      key: 'handing',
      title: t('state'),
      render: (row) => <StatusTag title={t(`handing.${row.handing}`)} tone={HANDING_TONES[row.handing]} />,
      nowrap: true,
    },
    {
      key: 'submitted',
      title: t('submitted'),
      render: (row) => <Moment at={row.submittedAt} />,
      nowrap: true,
    },
    {
      key: 'sheets',
      title: t('sheets'),
      render: (row) =>
        row.sheets.length === 0 ? (
          <span className="absent">—</span>
        ) : (
          <ul className="name-flow">
            {row.sheets.map((sheet) => (
              <li key={sheet.id}>
                <Link to={`/submissions/${sheet.id}`}>{sheet.kindTitle}</Link>{' '}
                <StatusTag title={sheet.stateTitle} tone={toneOfSheet(sheet)} />{' '}
                <small>{t('rowCount', { count: sheet.rowCount })}</small>
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'reminders',
      title: t('reminders'),
      render: (row) =>
        row.reminders.length === 0 ? (
          <span className="absent">—</span>
        ) : (
          <ul className="name-flow">
            {row.reminders.map((day) => (
              <li key={day}>
                <Day day={day} />
              </li>
            ))}
          </ul>
        ),
    },
  ];
  if (receives)
    columns.push({
      key: 'remind',
      title: t('remind'),
      render: (row) => OWES.has(row.handing) && <Remind period={period.period} body={row} />,
      align: 'end',
      fixed: true,
    });
  const overdue = period.items.filter((item) => item.handing === 'missing');
  return (
    <Page
      title={t('periodTitle', { period: period.period })}
      tag={period.overdue && <StatusTag title={t('overdue')} tone="late" />}
      breadcrumbs={[{ title: t('list'), to: '/submissions' }, { title: period.period }]}
      actions={<PrintButton />}
    >
      <Section title={t('state')}>
        <Facts
          columns={3}
          facts={[
            {
              label: t('due'),
              value: <Due day={period.dueOn} done={period.missing === 0} provisional={period.provisional} />,
            },
            {
              label: t('missing'),
              value: (
                <span className={period.overdue ? 'late' : undefined}>
                  {period.missing} / {period.bodies}
                </span>
              ),
            },
            overdue.length > 0
              ? {
                  label: t('overdueList'),
                  value: overdue.map((item) => item.organName).join(comma()),
                  wide: true,
                }
              : false,
          ]}
        />
      </Section>
      <DataTable
        id="period-bodies"
        caption={t('periodTitle', { period: period.period })}
        rows={period.items}
        rowKey={(row) => row.organId}
        rowTone={(row) => (row.handing === 'missing' ? 'late' : undefined)}
        empty={<EmptyState title={t('noBodies')} />}
        columns={columns}
      />
    </Page>
  );
}

function Remind({ period, body }: { period: string; body: Body }) {
  const t = useText(texts);
  const remind = useRemind();
  return (
    <ConfirmAction
      label={t('remind')}
      title={`${t('remind')} · ${body.organName}`}
      button={{ size: 'small' }}
      onConfirm={() => remind.mutateAsync({ params: { period }, body: { organId: body.organId } })}
    >
      <p>{t('remindAbout')}</p>
    </ConfirmAction>
  );
}
