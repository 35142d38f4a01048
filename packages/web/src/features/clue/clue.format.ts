/** The quarter of a day: 2026Q1. */
const quarterOf = (year: number, month: number) => `${year}Q${Math.floor(month / 3) + 1}`;

/** Quarters from today's back, newest first. */
export function quartersBack(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => {
    const months = year * 12 + (month - 1) - i * 3;
    return quarterOf(Math.floor(months / 12), months % 12);
  });
}

/** A share of officials; with nobody to count there is none. */
export const percent = ({ officials, covered }: { officials: number; covered: number }): string =>
  officials === 0 ? '—' : `${Math.round((covered / officials) * 100)} %`;
