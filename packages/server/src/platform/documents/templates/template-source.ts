import type { Template } from '@plumbline/policy';
import {
  AlignmentType,
  LineRuleType,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { z } from 'zod';
import { head, officialPages, tail } from '../docx.ts';
import { body, heading, paragraph } from '../docx-blocks.ts';
import { PAGE } from '../gbt9704.ts';

/** A cell of a form: the code of a field, or a label with a text; an empty text leaves room to write. */
const Cell = z.union([
  z.string(),
  z.strictObject({
    label: z.string(),
    text: z.string().default(''),
    lines: z.int().min(1).max(12).default(1),
  }),
]);
const Row = z
  .union([z.array(Cell).length(2), Cell])
  .describe('Two pairs of label and value, or one over the whole width');

const Block = z.union([
  z.string().describe('A paragraph; `# ` and `## ` make headings, `= ` leaves out the indent'),
  z.strictObject({ rows: z.array(Row).min(1) }),
  z.strictObject({ list: z.string(), widths: z.array(z.number().positive()).optional() }),
]);

/** The readable source of a default template, from which its .docx is made. */
export const TemplateLayoutSource = z.strictObject({
  to: z.string().optional().describe('主送: whom it is addressed to'),
  blocks: z.array(Block).min(1),
  signature: z.array(z.string()).default([]),
  footer: z.array(z.string()).default([]).describe('版记: copies and the like'),
  everyPage: z.array(z.string()).default([]).describe('Lines at the foot of every page, for signing each'),
});
export type TemplateLayoutSource = z.infer<typeof TemplateLayoutSource>;

/** Makes the .docx of a template: the same bytes for the same source. @throws Error when a cell names no field */
export async function templateDocx(template: Template, source: TemplateLayoutSource): Promise<Uint8Array> {
  const letter = template.layout === 'letter';
  const organ = letter ? '{organ}' : undefined;
  const blocks = [
    ...head({ title: template.title[template.language], ...(organ ? { organ, number: '{number}' } : {}) }),
    ...(letter ? [] : [paragraph('编号：{number}', { align: 'right', size: '四号' })]),
    ...(source.to ? [paragraph(source.to)] : []),
    ...source.blocks.flatMap((block) => draw(template, block)),
    ...tail({ signature: source.signature, footer: source.footer }),
  ];
  const made = await officialPages({ title: template.title[template.language] }, blocks, source.everyPage);
  return settled(made);
}

function draw(template: Template, block: z.infer<typeof Block>): (Paragraph | Table)[] {
  if (typeof block === 'object')
    return 'rows' in block
      ? [grid(template, block.rows), paragraph('')]
      : [listTable(template, block), paragraph('')];
  if (block.startsWith('# ')) return [heading(block.slice(2), 1)];
  if (block.startsWith('## ')) return [heading(block.slice(3), 2)];
  if (block.startsWith('= ')) return [paragraph(block.slice(2), { align: 'both' })];
  return body(block);
}

/** Label, value, label, value: shares of the text width. */
const SHARES = [16, 34, 16, 34];
const width = (from: number, to: number) =>
  Math.floor((PAGE.textWidth * SHARES.slice(from, to).reduce((sum, share) => sum + share, 0)) / 100);

function grid(template: Template, rows: readonly z.infer<typeof Row>[]): Table {
  return ruled(
    rows.map((row) => {
      const cells = Array.isArray(row) ? row : [row];
      return new TableRow({
        cantSplit: cells.every((cell) => typeof cell === 'string' || cell.lines === 1),
        children: cells.flatMap((cell, i) => {
          const { label, text, lines } = shown(template, cell);
          const from = i * 2;
          const last = Array.isArray(row) ? from + 2 : 4;
          return [
            box(label, width(from, from + 1), { heading: true }),
            box(text, width(from + 1, last), { span: last - from - 1, lines }),
          ];
        }),
      });
    }),
    SHARES.map((_, i) => width(i, i + 1)),
  );
}

function shown(template: Template, cell: z.infer<typeof Cell>) {
  if (typeof cell === 'object') return cell;
  const field = fieldOf(template, cell);
  return { label: field.title[template.language], text: `{${cell}}`, lines: field.kind === 'text' ? 5 : 1 };
}

/** A row of heads and one row that is repeated for each entry of the list. */
function listTable(template: Template, block: { list: string; widths?: number[] | undefined }): Table {
  const { columns = [] } = fieldOf(template, block.list);
  const shares = columns.map((_, i) => block.widths?.[i] ?? 1);
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((PAGE.textWidth * share) / sum));
  const heads = columns.map((column, i) =>
    box(column.title[template.language], widths[i]!, { heading: true }),
  );
  const cells = columns.map(({ code }, i) => {
    const open = i === 0 ? `{#${block.list}}` : '';
    const close = i === columns.length - 1 ? `{/${block.list}}` : '';
    return box(`${open}{${code}}${close}`, widths[i]!, {});
  });
  return ruled(
    [new TableRow({ tableHeader: true, children: heads }), new TableRow({ children: cells })],
    widths,
  );
}

function fieldOf(template: Template, code: string) {
  const field = template.fields.find((one) => one.code === code);
  if (!field) throw new Error(`Template ${template.code} has no field ${code}`);
  return field;
}

const LINE_HEIGHT = 420;

function box(
  text: string,
  size: number,
  how: { heading?: boolean; span?: number; lines?: number },
): TableCell {
  const style = how.heading
    ? ({ font: '黑体', size: '小四', align: 'center' } as const)
    : ({ size: '小四' } as const);
  const spacing = { line: LINE_HEIGHT, lineRule: LineRuleType.AT_LEAST };
  const blank = Array.from({ length: (how.lines ?? 1) - 1 }, () =>
    paragraph('', { size: '小四' }, { spacing }),
  );
  return new TableCell({
    width: { size, type: WidthType.DXA },
    ...(how.span ? { columnSpan: how.span } : {}),
    verticalAlign: blank.length ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    children: [paragraph(text, style, { spacing }), ...blank],
  });
}

const ruled = (rows: TableRow[], columnWidths: number[]): Table =>
  new Table({
    rows,
    columnWidths,
    alignment: AlignmentType.CENTER,
    width: { size: PAGE.textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  });

/** Takes out of a file what changes with every run: the moments at which it and its parts were written. */
function settled(made: Uint8Array): Uint8Array {
  const parts = unzipSync(made);
  const core = parts['docProps/core.xml'];
  if (core) {
    const xml = strFromU8(core).replace(
      /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
      '$12026-01-01T00:00:00Z',
    );
    parts['docProps/core.xml'] = strToU8(xml);
  }
  return zipSync(parts, { level: 9, mtime: new Date(2026, 0, 1) });
}
