import { exportClueFigures } from '@plumbline/contract/clue-register';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Page } from '../../kit/Page.tsx';
import { PrintAction } from '../../kit/PrintAction.tsx';
import { SaveFile } from '../../kit/SaveFile.tsx';
import { EmptyState, Loaded } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useUrlState } from '../../lib/url.ts';
import { type ClueFigures, useFigures } from './clue.api.ts';
import { texts } from './register.texts.ts';

const COUNTS = ['before', 'taken', 'ended', 'inHand', 'held', 'overdue'] as const;

/** Problem clues of each office in a month: what was there, came, ended, and is there. */
export function FiguresOfMonth({ tabs }: { tabs: React.ReactNode }) {
  const t = useText(texts);
  const [url, change] = useUrlState<'month'>();
  const month = url.month ?? todayHere().slice(0, 7);
  const figures = useFigures(month);
  return (
    <Page
      title={t('figures')}
      description={t('figuresAbout')}
      actions={
        <>
          <SaveFile
            label={t('exportFigures')}
            route={exportClueFigures}
            asked={{ query: { month } }}
            button={{ size: 'middle' }}
          />
          <PrintAction />
        </>
      }
    >
      {tabs}
      <p>
        <DatePicker
          picker="month"
          aria-label={t('month')}
          allowClear={false}
          value={dayjs(`${month}-01`)}
          disabledDate={(day) => day.format('YYYY-MM') > todayHere().slice(0, 7)}
          onChange={(day) => change({ month: day?.format('YYYY-MM') })}
        />
      </p>
      <Loaded read={figures}>
        {({ items, total }) => (
          <DataTable<ClueFigures>
            id="clue-figures"
            bare
            caption={t('figures')}
            rows={items.length > 1 ? [...items, { officeId: null, office: t('total'), ...total }] : items}
            rowKey={(row) => `${row.officeId ?? ''} ${row.office ?? ''}`}
            empty={<EmptyState title={t('none')} />}
            columns={[
              { key: 'office', title: t('office'), render: (row) => row.office ?? t('officeNone') },
              ...COUNTS.map((key) => ({
                key,
                title: t(`figures.${key}`),
                align: 'end' as const,
                render: (row: ClueFigures) => row[key],
              })),
            ]}
          />
        )}
      </Loaded>
    </Page>
  );
}
