import type { CalendarDay, CalendarPreview } from '@plumbline/contract/calendar';
import { Alert } from 'antd';
import { useText } from '../../lib/texts.ts';
import { HolidayTable } from './HolidayTable.tsx';
import { texts } from './texts.ts';

/** What was read: faults by line, else the days and how they differ from those kept now. */
export function NoticePreview({ preview }: { preview: CalendarPreview }) {
  const t = useText(texts);
  if (preview.faults.length > 0) {
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('mend', { count: preview.faults.length })}
        description={
          <ul className="faults">
            {preview.faults.map((fault, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: faults have no identity of their own
              <li key={index}>
                {fault.row !== undefined && <b>{t('line', { row: fault.row })} </b>}
                {fault.detail}
              </li>
            ))}
          </ul>
        }
      />
    );
  }
  const changes = (['added', 'changed', 'removed'] as const).filter((kind) => preview[kind].length > 0);
  return (
    <section className="notice-preview" aria-label={t('previewed')}>
      <p role="status">
        {changes.length === 0
          ? t('unchanged')
          : changes.map((kind) => `${t(kind)}${t('colon')}${listed(preview[kind])}`).join(' ')}
      </p>
      <HolidayTable days={preview.days} />
    </section>
  );
}

const MOST = 6;

/** The first days by date, then how many more. */
function listed(days: readonly CalendarDay[]): string {
  const some = days.slice(0, MOST).map(({ day }) => day);
  return days.length > MOST ? `${some.join(' ')} … (${days.length})` : some.join(' ');
}
