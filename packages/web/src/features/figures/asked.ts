import type { Every, FigureCell, FiguresAsked } from '@plumbline/contract/figures';
import { todayHere } from '../../lib/time.ts';

export type FigureUrl = Partial<Record<'every' | 'on' | 'by' | 'group' | 'chart' | 'key' | 'part', string>>;

const EVERY: readonly Every[] = ['month', 'quarter', 'year'];
export const BY = ['period', 'organ', 'unit'] as const;

const oneOf = <T extends string>(all: readonly T[], value: string | undefined): T =>
  all.find((one) => one === value) ?? all[0]!;

/** What the address asks for; what it leaves out or says wrongly is this month, period by period. */
export const askedBy = ({ every, on, by }: FigureUrl): Required<FiguresAsked> => ({
  every: oneOf(EVERY, every),
  on: /^\d{4}-\d{2}-\d{2}$/.test(on ?? '') ? on! : todayHere(),
  by: oneOf(BY, by),
});

/** The same with the cell of the table. */
export const cellBy = (url: FigureUrl): FigureCell => ({
  ...askedBy(url),
  ...(url.key ? { key: url.key } : {}),
  ...(url.part ? { part: url.part } : {}),
});

/** The address of the matters behind a number. */
export const linkTo = (code: string, asked: FiguresAsked, cell: { key?: string; part?: string } = {}) =>
  `/figures/${code}?${new URLSearchParams({ ...(asked as Required<FiguresAsked>), ...cell })}`;
