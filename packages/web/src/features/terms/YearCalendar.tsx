import type { CalendarYearDays } from '@plumbline/contract/calendar';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import { weeksOf } from './terms.rules.ts';
import { texts } from './texts.ts';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
/** A week that begins on a Monday, for the names of its days. */
const WEEK = Array.from({ length: 7 }, (_, i) => Date.UTC(2026, 5, 1 + i));
const TAG = { zh: 'zh-CN', en: 'en-GB' } as const;

/** The twelve months with what is off and what is worked, each marked by a word besides its ground. */
export function YearCalendar({ year, today }: { year: CalendarYearDays; today: string }) {
  const t = useText(texts);
  const days = new Map(year.days.map((day) => [day.day, day]));
  return (
    <>
      <ul className="calendar-legend" aria-label={t('legend')}>
        <li className="calendar-rest">{t('rest')}</li>
        <li className="calendar-work">{t('work')}</li>
        <li className="calendar-weekend">{t('legendWeekend')}</li>
        {today.startsWith(String(year.year)) && <li className="calendar-today">{t('legendToday')}</li>}
      </ul>
      <div className="calendar-year">
        {MONTHS.map((month) => (
          <Month key={month} year={year} month={month} days={days} today={today} />
        ))}
      </div>
    </>
  );
}

type Days = ReadonlyMap<string, CalendarYearDays['days'][number]>;
interface MonthProps {
  year: CalendarYearDays;
  month: number;
  days: Days;
  today: string;
}

function Month({ year, month, days, today }: MonthProps) {
  const language = useLanguage();
  const names = (weekday: 'narrow' | 'long') =>
    new Intl.DateTimeFormat(TAG[language], { weekday, timeZone: 'UTC' });
  const weeks = weeksOf(year.year, month);
  const title = new Intl.DateTimeFormat(TAG[language], { month: 'long', timeZone: 'UTC' });
  return (
    <table className="calendar-month">
      <caption>{title.format(Date.UTC(year.year, month - 1, 1))}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col" abbr={names('long').format(day)}>
              {names('narrow').format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, index) => (
              <Cell
                // biome-ignore lint/suspicious/noArrayIndexKey: the seven places of a week never move
                key={index}
                day={day}
                known={day ? days.get(day) : undefined}
                weekend={year.weekend.includes(index + 1)}
                today={day === today}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  day: string | null;
  known: CalendarYearDays['days'][number] | undefined;
  weekend: boolean;
  today: boolean;
}

function Cell({ day, known, weekend, today }: CellProps) {
  const t = useText(texts);
  const language = useLanguage();
  if (!day) return <td />;
  const kind = known ? `calendar-${known.kind}` : weekend ? 'calendar-weekend' : '';
  const title =
    known && [formatDay(day, language, 'long'), known.name, t(known.kind)].filter(Boolean).join(' · ');
  return (
    <td
      className={today ? `${kind} calendar-today` : kind}
      {...(today ? { 'aria-current': 'date' as const } : {})}
      title={title}
    >
      <time dateTime={day}>{Number(day.slice(8))}</time>
      {known && <small>{t(known.kind === 'rest' ? 'restMark' : 'workMark')}</small>}
    </td>
  );
}
