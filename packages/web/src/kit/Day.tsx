import { useLanguage } from '../lib/language.ts';
import { useText } from '../lib/texts.ts';
import {
  type DayStyle,
  daysUntil,
  formatDay,
  formatMoment,
  type MomentStyle,
  todayHere,
} from '../lib/time.ts';
import { texts } from './texts.ts';

/** A calendar day; a dash when there is none. */
export function Day({ day, style }: { day: string | null | undefined; style?: DayStyle }) {
  const language = useLanguage();
  if (!day) return <span className="absent">—</span>;
  return (
    <time dateTime={day} className="figures">
      {formatDay(day, language, style)}
    </time>
  );
}

export function Moment({ at, style }: { at: string | null | undefined; style?: MomentStyle }) {
  const language = useLanguage();
  if (!at) return <span className="absent">—</span>;
  return (
    <time dateTime={at} className="figures">
      {formatMoment(at, language, style)}
    </time>
  );
}

/** A deadline with what is left of it; overdue in cinnabar and in words, and whether a calendar may still move it. */
export function Due({
  day,
  done,
  provisional,
  today,
}: {
  day: string | null | undefined;
  done?: boolean;
  /** Counted through a year whose holidays are not known. */
  provisional?: boolean | undefined;
  today?: string;
}) {
  const t = useText(texts);
  if (!day || done) return <Day day={day} />;
  const left = daysUntil(day, today ?? todayHere());
  const words =
    left < 0
      ? t('overdueDays', { count: -left })
      : left === 0
        ? t('dueToday')
        : t('dueInDays', { count: left });
  return (
    <span className={left < 0 ? 'due due-late' : left <= 3 ? 'due due-soon' : 'due'}>
      <Day day={day} /> <small>{words}</small>
      {provisional && (
        <>
          {' '}
          <small className="due-provisional" title={t('provisionalAbout')}>
            {t('provisional')}
          </small>
        </>
      )}
    </span>
  );
}
