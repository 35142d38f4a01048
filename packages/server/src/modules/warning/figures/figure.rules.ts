import { addDays, type Figure, isAllowed, type Pack, periodOf } from '@plumbline/policy';

/** Days that are counted, both included. */
export interface Span {
  from: string;
  to: string;
}

/** How many periods stand beside each other. */
const BACK = { month: 12, quarter: 8, year: 5 } as const;
export type FigureEvery = keyof typeof BACK;

/** The period in which a day lies; with `back`, those before it as well. */
export function spanOf(every: FigureEvery, day: string, back: boolean): Span {
  const { first, last } = periodOf(every, day);
  return { from: back ? firstDays(every, first)[0]! : first, to: last };
}

/** First days of the periods up to the one that begins on `last`, the earliest first. */
export function firstDays(every: FigureEvery, last: string): string[] {
  const days = [last];
  while (days.length < BACK[every]) days.unshift(periodOf(every, addDays(days[0]!, -1)).first);
  return days;
}

const WORDS: Record<FigureEvery, (first: string) => { zh: string; en: string }> = {
  month: (first) => ({ zh: `${first.slice(0, 4)}年${Number(first.slice(5, 7))}月`, en: first.slice(0, 7) }),
  quarter: (first) => {
    const quarter = Math.ceil(Number(first.slice(5, 7)) / 3);
    return { zh: `${first.slice(0, 4)}年第${quarter}季度`, en: `${first.slice(0, 4)} Q${quarter}` };
  },
  year: (first) => ({ zh: `${first.slice(0, 4)}年`, en: first.slice(0, 4) }),
};

/** The name of the period that begins on a day. */
export const periodTitle = (every: FigureEvery, first: string) => WORDS[every](first);

/** States of a figure's procedure in which its matters count: those that the use allows (protection P2). */
export function countingStates({ procedures, uses }: Pack, figure: Figure, use: string): string[] {
  const { states = {} } = procedures[figure.procedure] ?? {};
  return (figure.states ?? Object.keys(states)).filter(
    (state) => states[state] !== undefined && isAllowed(uses, states[state].status, use),
  );
}
