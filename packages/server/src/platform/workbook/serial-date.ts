const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31 by the 1900 count. */
const LAST_SERIAL = 2_958_465;

export interface SerialDate {
  /** As in `Cell.iso`; undefined for a day that never was (serial 60, 1900-02-29). */
  iso: string | undefined;
  text: string;
}

/**
 * Turns a spreadsheet's day count into a date. By the 1900 count, day 60 is the 29 February 1900 that a
 * spreadsheet shows and no calendar knows; the days before it are one off. Days are counted in local time
 * without zone. A count below 1 is a time of day. Undefined when the number is no date at all.
 */
export function fromSerial(serial: number, date1904: boolean): SerialDate | undefined {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return undefined;
  let day = Math.floor(serial);
  let second = Math.round((serial - day) * 86_400);
  if (second === 86_400) {
    second = 0;
    day += 1;
  }
  const time = second === 0 ? '' : clock(second);
  if (day === 0 && !date1904) return { iso: clock(second), text: clock(second) };
  if (day === 60 && !date1904) return { iso: undefined, text: '1900-02-29' };
  const date = isoDay(day, date1904);
  return time === '' ? { iso: date, text: date } : { iso: `${date}T${time}`, text: `${date} ${time}` };
}

/** The days of one file are few and come again and again. */
const KNOWN_DAYS = new Map<number, string>();
const MAX_KNOWN = 10_000;

function isoDay(day: number, date1904: boolean): string {
  const start = date1904 ? EPOCH_1904 : EPOCH_1900 + (day < 60 ? DAY_MS : 0);
  const time = start + day * DAY_MS;
  let iso = KNOWN_DAYS.get(time);
  if (iso === undefined) {
    iso = new Date(time).toISOString().slice(0, 10);
    if (KNOWN_DAYS.size >= MAX_KNOWN) KNOWN_DAYS.clear();
    KNOWN_DAYS.set(time, iso);
  }
  return iso;
}

function clock(second: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}
