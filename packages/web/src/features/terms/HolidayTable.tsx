import type { CalendarDay } from '@plumbline/contract/calendar';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import { holidaysOf, type Run } from './terms.rules.ts';
import { texts } from './texts.ts';

/** The days of a notice by holiday, as ranges. */
export function HolidayTable({ days }: { days: readonly CalendarDay[] }) {
  const t = useText(texts);
  return (
    <DataTable
      id="holidays"
      bare
      caption={t('holidays')}
      rows={holidaysOf(days)}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', title: t('holiday'), render: (row) => row.name || '—', nowrap: true },
        { key: 'rest', title: t('restDays'), render: (row) => <Runs runs={row.rest} /> },
        { key: 'work', title: t('workDays'), render: (row) => <Runs runs={row.work} /> },
      ]}
    />
  );
}

function Runs({ runs }: { runs: readonly Run[] }) {
  const language = useLanguage();
  if (!runs.length) return <span className="absent">—</span>;
  const say = ({ from, to }: Run) => {
    const first = formatDay(from, language, 'long');
    return from === to ? first : `${first} – ${formatDay(to, language, 'long')}`;
  };
  return <span className="figures">{runs.map(say).join(language === 'zh' ? '；' : '; ')}</span>;
}
