import type { FigureHead, FiguresAsked, readFigures as route } from '@plumbline/contract/figures';
import type { Reply } from '@plumbline/contract/route';
import { type Figure, type Figures, type FormNode, type Pack, pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { workbookFile } from '../../../platform/workbook/workbook-file.ts';
import { namesOf } from '../../matter/index.ts';
import { firstDays, periodTitle, spanOf } from './figure.rules.ts';
import { type Counting, type CountRow, countFigures } from './figure.store.ts';

type Reading = Reply<typeof route>;

/** The figures of the pack in force; a pack that was installed before there were any has none. */
export const figuresOf = ({ pack }: Pick<Ctx, 'pack'>): Figures => {
  const { figures } = pack as { figures?: Figures | null };
  return figures ?? { use: '', groups: [], figures: [] };
};

export const countingOf = (ctx: Ctx, { every, on = ctx.today, by }: FiguresAsked): Counting => ({
  use: figuresOf(ctx).use,
  span: spanOf(every, on, by === 'period'),
  every,
  by,
});

/** What came of the work within the caller's reach, as the matters stand today. */
export async function readFigures(ctx: Ctx, asked: FiguresAsked): Promise<Reading> {
  const { groups, figures } = figuresOf(ctx);
  const counting = countingOf(ctx, asked);
  const counts = await countFigures(ctx, figures, counting);
  const word = ({ code, title }: Figures['groups'][number]) => ({ code, title: pick(title, ctx.locale) });
  return {
    ...counting.span,
    groups: groups.map(word),
    figures: figures.map((figure) => ({
      ...word(figure),
      note: figure.note ? pick(figure.note, ctx.locale) : null,
      group: figure.group,
      parts: partsOf(ctx, figure, counts),
    })),
    rows: await rowsOf(ctx, asked, counting, counts),
    total: sumOf(counts),
  };
}

function sumOf(counts: readonly CountRow[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { figure, count } of counts) sum[figure] = (sum[figure] ?? 0) + count;
  return sum;
}

/** Every period, also one without a count; of organs and units those with any, the most first. */
async function rowsOf(
  ctx: Ctx,
  { every, by }: FiguresAsked,
  { span }: Counting,
  counts: readonly CountRow[],
): Promise<Reading['rows']> {
  const ofKey = (key: string) => sumOf(counts.filter((row) => row.key === key));
  if (by === 'period')
    return firstDays(every, spanOf(every, span.to, false).from).map((first) => ({
      key: first,
      title: pick(periodTitle(every, first), ctx.locale),
      counts: ofKey(first),
    }));
  const keys = [...new Set(counts.map(({ key }) => key))];
  const names = await namesOf(
    ctx,
    keys.map((id) => ({ kind: by, id })),
  );
  const all = (row: Reading['rows'][number]) => Object.values(row.counts).reduce((a, b) => a + b, 0);
  return keys
    .map((key) => ({ key, title: names.get(key) ?? null, counts: ofKey(key) }))
    .sort((a, b) => all(b) - all(a) || (a.title ?? '').localeCompare(b.title ?? ''));
}

/** Title of a value by which a figure is told apart. */
export function partTitle({ pack, locale }: Ctx, figure: Figure, value: string): string {
  const option = optionsOf(pack, figure).find((one) => String(one.const) === value);
  return option?.['x-title'] ? pick(option['x-title'], locale) : value;
}

/** Options of the field by which a figure is told apart, in the order of the form. */
function optionsOf(pack: Pack, { procedure: code, split }: Figure): FormNode[] {
  const procedure = pack.procedures[code];
  if (!procedure || split === undefined) return [];
  const forms = [procedure.begin, ...Object.values(procedure.actions)].map(
    ({ form }) => pack.forms[form ?? ''],
  );
  const nodes = forms.flatMap(
    (form) => (form as unknown as FormNode | undefined)?.properties?.[split]?.oneOf ?? [],
  );
  return [...new Map(nodes.map((node) => [String(node.const), node])).values()];
}

function partsOf(ctx: Ctx, figure: Figure, counts: readonly CountRow[]): FigureHead['parts'] {
  if (figure.split === undefined) return [];
  const of = (value: string) =>
    counts
      .filter((row) => row.figure === figure.code && row.part === value)
      .reduce((sum, { count }) => sum + count, 0);
  return optionsOf(ctx.pack, figure)
    .map((option) => String(option.const))
    .map((code) => ({ code, title: partTitle(ctx, figure, code), count: of(code) }))
    .filter(({ count }) => count > 0);
}

const WORDS = {
  sheet: { zh: '成效统计', en: 'Figures' },
  row: {
    period: { zh: '期间', en: 'Period' },
    organ: { zh: '机关', en: 'Organ' },
    unit: { zh: '单位', en: 'Unit' },
  },
  none: { zh: '（无所在单位）', en: '(no unit)' },
  total: { zh: '合计', en: 'In all' },
} as const;

/** The same table as a workbook, with the sum in its last line. The ledger keeps that it went out. */
export async function exportFigures(ctx: Ctx, asked: FiguresAsked): Promise<Download> {
  const { from, to, figures, rows, total } = await readFigures(ctx, asked);
  ctx.record({
    kind: 'open',
    type: 'figure.exported',
    entity: 'figure',
    entityId: null,
    data: { ...asked, from, to, rows: rows.length },
  });
  const word = (text: { zh: string; en: string }) => pick(text, ctx.locale);
  const line = (title: string, counts: Record<string, number>) => ({
    title,
    ...Object.fromEntries(figures.map(({ code }) => [code, counts[code] ?? 0])),
  });
  const name = `${word(WORDS.sheet)} ${from}–${to}`;
  return workbookFile(`${name}.xlsx`, {
    name: word(WORDS.sheet),
    notes: [name],
    columns: [
      { key: 'title', header: word(WORDS.row[asked.by]), width: 28 },
      ...figures.map(({ code, title }) => ({ key: code, header: title, width: 16, kind: 'number' as const })),
    ],
    rows: [
      ...rows.map((row) => line(row.title ?? word(WORDS.none), row.counts)),
      line(word(WORDS.total), total),
    ],
  });
}
