import type { Precision } from '@plumbline/contract/registry';
import { useLanguage } from '../../../lib/language.ts';
import { useText } from '../../../lib/texts.ts';
import { formatDay } from '../../../lib/time.ts';
import { texts } from '../texts.ts';

/** A day as exactly as it is known: of a year only the year is written. */
export const partOf = (day: string, precision: Precision = 'day'): string =>
  day.slice(0, { day: 10, month: 7, year: 4 }[precision]);

interface Props {
  from: string | null;
  to: string | null;
  fromPrecision?: Precision;
  toPrecision?: Precision;
}

/** From when to when something holds. */
export function Period({ from, to, fromPrecision = 'day', toPrecision = 'day' }: Props) {
  const t = useText(texts);
  const language = useLanguage();
  const first = from && formatDay(partOf(from, fromPrecision), language);
  const last = to && formatDay(partOf(to, toPrecision), language);
  const text =
    first && last
      ? t('period', { from: first, to: last })
      : first
        ? t('since', { from: first })
        : last
          ? t('until', { to: last })
          : t('always');
  return <span className="figures cell-nowrap">{text}</span>;
}
