const DAY_MS = 86_400_000;

const parse = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const format = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => format(parse(day) + days * DAY_MS);
export const daysBetween = (from: string, to: string): number =>
  Math.round((parse(to) - parse(from)) / DAY_MS);
export const monthOf = (day: string): string => day.slice(0, 7);
export const yearOf = (day: string): number => Number(day.slice(0, 4));

export interface Quarter {
  /** `2026Q1` */
  period: string;
  first: string;
  last: string;
}

/** The last `count` whole quarters before `today`, oldest first. */
export function quartersBefore(today: string, count: number): Quarter[] {
  let year = yearOf(today);
  let quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  const found: Quarter[] = [];
  for (let i = 0; i < count; i++) {
    if (quarter === 0) {
      quarter = 4;
      year--;
    }
    const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
    const next =
      quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
    found.unshift({ period: `${year}Q${quarter}`, first, last: addDays(next, -1) });
    quarter--;
  }
  return found;
}
