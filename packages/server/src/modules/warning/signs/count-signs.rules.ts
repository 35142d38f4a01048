/** The months up to one, oldest first, each as `YYYY-MM`. */
export function monthsUntil(last: string, count: number): string[] {
  const [year, month] = last.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => {
    const at = year * 12 + month - count + i;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

export interface Counted {
  month: string;
  /** Null: all signs of the month, whichever tags they carry. */
  tag: string | null;
  n: number;
}

/** A row for each tag that occurs, in the order of the list, with a number for each month; and the signs of each month. */
export function layOut(counted: readonly Counted[], months: readonly string[], order: readonly string[]) {
  const of = (tag: string | null) =>
    months.map((month) => counted.find((one) => one.month === month && one.tag === tag)?.n ?? 0);
  const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0);
  const there = new Set(counted.flatMap(({ tag }) => (tag === null ? [] : [tag])));
  const tags = [
    ...order.filter((tag) => there.has(tag)),
    ...[...there].filter((tag) => !order.includes(tag)).sort(),
  ];
  const totals = of(null);
  return {
    tags: tags.map((code) => {
      const counts = of(code);
      return { code, counts, total: sum(counts) };
    }),
    totals,
    total: sum(totals),
  };
}
