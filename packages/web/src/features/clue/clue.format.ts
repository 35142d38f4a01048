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

interface Named {
  id: string;
  name: string;
}
interface InOffice extends Named {
  posts: readonly { title: string; unitName: string }[];
}

/** A person as a list offers it: kind and id as the value, unit and post to tell namesakes apart. */
export const personOption = ({ id, name, posts: [post] }: InOffice) => ({
  value: `person ${id}`,
  label: [name, post?.unitName, post?.title].filter(Boolean).join(' · '),
});
/** The same for a unit. */
export const unitOption = ({ id, name }: Named) => ({ value: `unit ${id}`, label: name });

const MOST_EMS = 7;

/** As wide as the longest of the texts, in CSS, but so wide at most that it then takes several lines. */
export function widthOf(texts: readonly (string | null | undefined)[]): string {
  const ems = (text: string) => [...text].reduce((sum, letter) => sum + (letter < '\u2e80' ? 0.6 : 1), 0);
  return `${Math.ceil(Math.min(MOST_EMS, Math.max(0, ...texts.map((text) => ems(text ?? '')))))}em`;
}
