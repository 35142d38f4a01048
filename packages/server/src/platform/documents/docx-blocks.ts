import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { FONT, type Font, LINE, PAGE, SIZE, type Size } from './gbt9704.ts';

type Alignment = 'left' | 'center' | 'right' | 'both';

export interface DocumentTable {
  /** Heads of the columns. */
  columns: readonly string[];
  /** Shares of the text width, relative to one another; 1 where left out. */
  widths?: readonly number[];
  /** By column; left where left out. */
  align?: readonly ('left' | 'center' | 'right')[];
  /** Cells by column; one that is left out is empty. */
  rows: readonly (readonly (string | number | null | undefined)[])[];
}

interface Style {
  font?: Font;
  size?: Size;
  align?: Alignment;
  bold?: boolean;
  color?: string;
}

/** XML 1.0 knows no way to write these; a file with one of them does not open. */
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const printable = (text: string): string => text.toWellFormed().replace(NOT_IN_XML, '');

const linesOf = (text: string): string[] => printable(text).split(/\r\n|[\r\n\u2028\u2029]/);

export function run(text: string, style: Style = {}): TextRun {
  return new TextRun({
    text: printable(text),
    font: FONT[style.font ?? '仿宋'],
    size: SIZE[style.size ?? '三号'],
    ...(style.bold ? { bold: true } : {}),
    ...(style.color ? { color: style.color } : {}),
  });
}

/** One paragraph of one style; line breaks in `text` stay inside it. */
export function paragraph(
  text: string,
  style: Style = {},
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  const children = linesOf(text).map(
    (line, index) =>
      new TextRun({
        text: line,
        font: FONT[style.font ?? '仿宋'],
        size: SIZE[style.size ?? '三号'],
        ...(index > 0 ? { break: 1 } : {}),
        ...(style.bold ? { bold: true } : {}),
        ...(style.color ? { color: style.color } : {}),
      }),
  );
  return new Paragraph({
    alignment: AlignmentType[(style.align ?? 'left').toUpperCase() as Uppercase<Alignment>],
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children,
    ...options,
  } as IParagraphOptions);
}

/** Body text: each line of `text` is a paragraph of its own, its first line set in by two characters. */
export function body(text: string): Paragraph[] {
  return linesOf(text).map((line) =>
    paragraph(line, { align: 'both' }, { indent: { firstLineChars: 200, firstLine: 640 } }),
  );
}

/** 一级标题黑体, 二级标题楷体, 三级 and deeper 仿宋, all 三号; never the last line of a page. */
export function heading(text: string, level: 1 | 2 | 3): Paragraph {
  const font = ({ 1: '黑体', 2: '楷体', 3: '仿宋' } as const)[level];
  return paragraph(
    text,
    { font },
    { keepNext: true, outlineLevel: level - 1, indent: { firstLineChars: 200, firstLine: 640 } },
  );
}

/** A ruled table over the whole text width; its head is repeated on every page and no row is torn. */
export function table({ columns, rows, widths: given, align }: DocumentTable): Table {
  const shares = columns.map((_, column) => Math.max(given?.[column] ?? 1, 0.01));
  const sum = shares.reduce((total, share) => total + share, 0);
  const widths = shares.map((share) => Math.floor((PAGE.textWidth * share) / sum));
  const cell = (text: string, column: number, style: Style) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: [
        paragraph(
          text,
          { size: '小四', ...style },
          { spacing: { line: 400, lineRule: LineRuleType.AT_LEAST } },
        ),
      ],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((title, column) => cell(title, column, { font: '黑体', align: 'center' })),
  });
  const lines = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((_, column) =>
          cell(String(row[column] ?? ''), column, { align: align?.[column] ?? 'left' }),
        ),
      }),
  );
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    rows: [head, ...lines],
    columnWidths: widths,
    width: { size: PAGE.textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
  });
}
