import type { CountedMatter, FigureCell, listCounted as route } from '@plumbline/contract/figures';
import type { Query, Reply } from '@plumbline/contract/route';
import { type Figure, pick } from '@plumbline/policy';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, place } from '../../../platform/http/cursor.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { workbookFile } from '../../../platform/workbook/workbook-file.ts';
import { namesOf, summariseMatters } from '../../matter/index.ts';
import { firstDays, spanOf } from './figure.rules.ts';
import {
  type CountedRow,
  type Counting,
  countFigures,
  listCountedRows,
  readMatters,
} from './figure.store.ts';
import { countingOf, figuresOf, partTitle } from './read-figures.ts';

const Position = z.object({ d: z.iso.date(), i: place.id });

/** @throws 404 for a figure that the pack in force has not */
function figureOf(ctx: Ctx, code: string): Figure {
  return found(figuresOf(ctx).figures.find((one) => one.code === code));
}

/** Of a row of periods no other days are counted. A key that is no day of the table counts nothing. */
function cellOf(ctx: Ctx, asked: FigureCell): Counting {
  const all = { ...countingOf(ctx, asked), key: asked.key, part: asked.part };
  const { by, every, key } = asked;
  const isRow =
    by === 'period' && firstDays(every, spanOf(every, all.span.to, false).from).includes(key ?? '');
  return isRow ? { ...all, span: spanOf(every, key!, false) } : all;
}

/** The matters of a cell of the table, the latest first: as many as the table says. @throws 404 */
export async function listCounted(
  ctx: Ctx,
  code: string,
  query: Query<typeof route>,
): Promise<Reply<typeof route>> {
  const figure = figureOf(ctx, code);
  const cell = cellOf(ctx, query);
  const after = decodeCursor(query.cursor, Position);
  const [rows, counts] = await Promise.all([
    listCountedRows(ctx, figure, cell, {
      after: after && { day: after.d, id: after.i },
      limit: query.limit + 1,
    }),
    countFigures(ctx, [figure], cell),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    title: pick(figure.title, ctx.locale),
    ...cell.span,
    count: counts.reduce((sum, { count }) => sum + count, 0),
    items: await viewCounted(ctx, figure, shown),
    next: rows.length > query.limit && last ? encodeCursor({ d: last.day, i: last.id }) : null,
  };
}

async function viewCounted(ctx: Ctx, figure: Figure, rows: readonly CountedRow[]): Promise<CountedMatter[]> {
  if (rows.length === 0) return [];
  const matters = await readMatters(
    ctx,
    rows.map(({ id }) => id),
  );
  const [summaries, names] = await Promise.all([
    summariseMatters(ctx, matters),
    namesOf(
      ctx,
      rows.flatMap(({ organ_id, unit_id }) => [
        { kind: 'organ' as const, id: organ_id },
        { kind: 'unit' as const, id: unit_id },
      ]),
    ),
  ]);
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  return rows.map(({ id, day, organ_id, unit_id, part }) => {
    const { number, title, about, stateTitle, link } = byId.get(id)!;
    return {
      id,
      number,
      title,
      about,
      organ: names.get(organ_id) ?? '',
      unit: names.get(unit_id ?? '') ?? null,
      day,
      part: part === null ? null : partTitle(ctx, figure, part),
      stateTitle,
      link,
    };
  });
}

const WORDS = {
  number: { zh: '编号', en: 'Number' },
  title: { zh: '事项', en: 'Matter' },
  about: { zh: '对象', en: 'About' },
  unit: { zh: '单位', en: 'Unit' },
  organ: { zh: '机关', en: 'Organ' },
  day: { zh: '计入日期', en: 'Counted on' },
  part: { zh: '分项', en: 'Kind' },
  stateTitle: { zh: '状态', en: 'State' },
} as const;

/** Matters that are read at once. */
const CHUNK = 500;

/** All matters of a cell as a workbook. The ledger keeps that it went out. @throws 404 */
export async function exportCounted(ctx: Ctx, code: string, asked: FigureCell): Promise<Download> {
  const figure = figureOf(ctx, code);
  const rows = await listCountedRows(ctx, figure, cellOf(ctx, asked));
  const items: CountedMatter[] = [];
  for (let i = 0; i < rows.length; i += CHUNK)
    items.push(...(await viewCounted(ctx, figure, rows.slice(i, i + CHUNK))));
  ctx.record({
    kind: 'open',
    type: 'figure.matters-exported',
    entity: 'figure',
    entityId: null,
    data: { figure: code, ...asked, rows: items.length },
  });
  const title = pick(figure.title, ctx.locale);
  const columns = (Object.keys(WORDS) as (keyof typeof WORDS)[]).map((key) => ({
    key,
    header: pick(WORDS[key], ctx.locale),
    width: key === 'title' ? 40 : 18,
    ...(key === 'day' ? { kind: 'date' as const } : {}),
  }));
  return workbookFile(`${title}.xlsx`, { name: title.slice(0, 31), columns, rows: items });
}
