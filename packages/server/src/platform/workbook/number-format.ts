import type { DatePrecision } from './types.ts';

/** What a number format makes of a number. */
export interface NumberStyle {
  /** Set when the format shows a date or a time of day. */
  date: DatePrecision | undefined;
  /** Writes a number as the format shows it. */
  show: (value: number) => string;
}

/** The built-in dates, with those of the zh-CN edition for 27–36 and 50–58, which files do not spell out. */
const BUILT_IN_DATES: Record<number, DatePrecision> = {
  14: 'day',
  15: 'day',
  16: 'day',
  17: 'month',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'day',
  27: 'month',
  28: 'day',
  29: 'day',
  30: 'day',
  31: 'day',
  32: 'time',
  33: 'time',
  34: 'time',
  35: 'time',
  36: 'month',
  45: 'time',
  47: 'time',
  50: 'month',
  51: 'day',
  52: 'month',
  53: 'day',
  54: 'day',
  55: 'time',
  56: 'time',
  57: 'month',
  58: 'day',
};

const BUILT_IN_NUMBERS: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
};

const GENERAL: NumberStyle = { date: undefined, show: showGeneral };

/** The style of a format, by its own code where the file spells it out, else by its built-in number. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    const date = BUILT_IN_DATES[id];
    if (date) return { date, show: showGeneral };
    const known = BUILT_IN_NUMBERS[id];
    return known ? { date: undefined, show: pictureOf(known) } : GENERAL;
  }
  const section = code.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)[0]!;
  const date = datePrecision(section);
  return date ? { date, show: showGeneral } : { date: undefined, show: pictureOf(section) };
}

function datePrecision(section: string): DatePrecision | undefined {
  const bare = section
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general|g\/通用格式/gi, '')
    .replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .toLowerCase();
  // [h] counts hours beyond a day, 0.00E+00 is no year: neither is a date.
  if (bare.includes('[') || /e[+-]/.test(bare)) return undefined;
  const hour = /[hs]/.test(bare);
  if (/d|aaa/.test(bare)) return 'day';
  if (/[ye]|g{1,3}(?!eneral)/.test(bare)) return /m/.test(bare) ? 'month' : 'year';
  if (hour) return 'time';
  return /m/.test(bare) ? 'month' : undefined;
}

/** Formats of digits, zeros, grouping, decimals, percent and fixed words; any other one is shown as General. */
function pictureOf(section: string): (value: number) => string {
  const words = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '');
  const parts =
    /^((?:"[^"]*"|\\.|[^0#?.,%"\\])*)([#0,]*)(?:\.([0#]*))?(%?)((?:"[^"]*"|\\.|[^0#?.,%"\\])*)$/.exec(words);
  if (!parts || /[@e]|general|通用格式/i.test(words.replace(/"[^"]*"|\\./g, ''))) return showGeneral;
  const [, before = '', whole = '', decimals = '', percent = '', after = ''] = parts;
  if (whole === '' && decimals === '') return showGeneral;
  // A comma at the end scales by thousands: what is shown is then not the number, so the number itself is given.
  if (whole.endsWith(',')) return showGeneral;
  const least = (whole.match(/0/g) ?? []).length;
  const grouped = whole.includes(',');
  const [prefix, suffix] = [plain(before), plain(after)];
  return (value) => {
    const scaled = percent ? value * 100 : value;
    const fixed = digitsOf(Math.abs(scaled), decimals.length);
    const [integer = '', fraction = ''] = fixed.split('.');
    let digits = integer.padStart(least, '0');
    if (least === 0 && digits === '0' && fraction !== '') digits = '';
    if (grouped) digits = digits.replace(/\B(?=(\d{3})+$)/g, ',');
    let shown = fraction;
    while (shown.endsWith('0') && decimals[shown.length - 1] === '#') shown = shown.slice(0, -1);
    const sign = scaled < 0 && Number(fixed) !== 0 ? '-' : '';
    return `${sign}${prefix}${digits}${shown === '' ? '' : `.${shown}`}${percent}${suffix}`;
  };
}

/** Plain digits; those after the 15th are zeros, as a spreadsheet shows them. */
function digitsOf(size: number, decimals: number): string {
  if (size < 1e15) return size.toFixed(Math.min(decimals, 15));
  const [digits, power] = size.toExponential(14).split('e') as [string, string];
  return (
    digits.replace('.', '').padEnd(Number(power) + 1, '0') + (decimals > 0 ? `.${'0'.repeat(decimals)}` : '')
  );
}

function plain(words: string): string {
  return words.replace(/"([^"]*)"|\\(.)/g, '$1$2');
}

/**
 * The general format: as short as the 15 digits that a spreadsheet keeps allow. From 16 digits on it is
 * shown as 1.10101E+17, as the spreadsheet does, since the digits beyond are lost anyway.
 */
export function showGeneral(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value);
  const size = Math.abs(value);
  if (size >= 1e15 || (size < 1e-9 && size > 0)) {
    const [digits, power] = value.toExponential(5).split('e') as [string, string];
    const sign = power[0] === '-' ? '-' : '+';
    return `${digits.replace(/\.?0+$/, '')}E${sign}${power.slice(1).padStart(2, '0')}`;
  }
  return expand(Number(value.toPrecision(15)));
}

/** JavaScript writes 1e-7 where a spreadsheet writes 0.0000001. */
function expand(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}
