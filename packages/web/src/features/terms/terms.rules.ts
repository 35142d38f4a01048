import type { CalendarDay } from '@plumbline/contract/calendar';

const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');
const after = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** The weeks of a month from Monday on, as days of the month; null where another month begins or ends. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = Array.from({ length: lead }, () => null);
  for (let date = 1; date <= count; date++) cells.push(`${year}-${two(month)}-${two(date)}`);
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

export interface Run {
  name: string;
  kind: CalendarDay['kind'];
  from: string;
  to: string;
}

/** Days of one holiday that follow each other, as ranges. */
export function runsOf(days: readonly CalendarDay[]): Run[] {
  const runs: Run[] = [];
  for (const { day, kind, name } of days) {
    const last = runs.findLast((run) => run.kind === kind && run.name === name);
    if (last && after(last.to) === day) last.to = day;
    else runs.push({ name, kind, from: day, to: day });
  }
  return runs;
}

export interface Holiday {
  name: string;
  rest: Run[];
  work: Run[];
}

/** Ranges by holiday, in the order in which the first rest day comes. */
export function holidaysOf(days: readonly CalendarDay[]): Holiday[] {
  const byName = new Map<string, Holiday>();
  const runs = runsOf(days);
  for (const run of [...runs.filter(({ kind }) => kind === 'rest'), ...runs]) {
    const holiday = byName.get(run.name) ?? { name: run.name, rest: [], work: [] };
    if (!holiday[run.kind].includes(run)) holiday[run.kind].push(run);
    byName.set(run.name, holiday);
  }
  return [...byName.values()];
}

/** A range as people write it: 1月1日至3日, 2月28日; with its year when that isn't the notice's. */
function said({ from, to }: Run, year: number): string {
  const one = (day: string) => {
    const [y, m, d] = day.split('-').map(Number);
    return `${y === year ? '' : `${y}年`}${m}月${d}日`;
  };
  if (from === to) return one(from);
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${one(from)}至${Number(to.slice(8))}日`
    : `${one(from)}至${one(to)}`;
}

const iso = ({ from, to }: Run): string => (from === to ? from : `${from}..${to}`);

/** The days of a year as a notice that can be changed and read again, one line a holiday. */
export function noticeText(days: readonly CalendarDay[], year: number, language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  const clause = (runs: readonly Run[], word: string) =>
    runs.length
      ? [`${runs.map((run) => (zh ? said(run, year) : iso(run))).join(zh ? '、' : ', ')}${word}`]
      : [];
  return holidaysOf(days)
    .map(({ name, rest, work }) => {
      const head = name ? `${name}${zh ? '：' : ': '}` : '';
      const parts = [...clause(rest, zh ? '放假' : ' rest'), ...clause(work, zh ? '上班' : ' work')];
      return `${head}${parts.join(zh ? '，' : ', ')}`;
    })
    .join('\n');
}
