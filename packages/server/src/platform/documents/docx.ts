import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import { body, type DocumentTable, heading, paragraph, printable, table } from './docx-blocks.ts';
import { CHAR_SPACE, CHARACTER, FONT, FOOTER, LINE, PAGE, RED, SIZE } from './gbt9704.ts';

export type { DocumentTable } from './docx-blocks.ts';

export interface DocumentSection {
  heading?: string;
  /** 1 (黑体, the default), 2 (楷体) or 3 (仿宋). The numbering (一、（一）1.) is part of the text. */
  level?: 1 | 2 | 3;
  /** Body text; a line break in it begins a paragraph of its own. */
  paragraphs?: readonly string[];
  table?: DocumentTable;
  /** Begins the section on a new page. */
  pageBreak?: boolean;
}

export interface OfficialDocument {
  title: string;
  /** Under the title, in 楷体. */
  subtitle?: string;
  /** 发文字号, e.g. 清纪函〔2026〕3号. */
  number?: string;
  /** 发文机关标志: the organ's name above a red line. */
  organ?: string;
  /** 密级和保密期限, e.g. 秘密★1年; stands first at the upper left. */
  classification?: string;
  sections: readonly DocumentSection[];
  /** 署名 and 成文日期 at the lower right, one entry a line; they stay on one page. */
  signature?: readonly string[];
  /** 版记 at the end (抄送, 印发), one entry a line between two rules. */
  footer?: string | readonly string[];
}

/**
 * A .docx in the layout of GB/T 9704-2012: A4, text area 156 × 225 mm with 22 lines of 28 characters, body
 * 三号仿宋, page numbers “— 1 —” in 四号宋体, odd pages at the right and even ones at the left.
 * Characters that no XML file can hold are left out.
 */
export const officialDocument = (spec: OfficialDocument): Promise<Buffer> =>
  officialPages(spec, [...head(spec), ...spec.sections.flatMap(section), ...tail(spec)]);

/** Blocks on pages of that layout; `below` are lines above the page number at the foot of every page. */
export async function officialPages(
  spec: Pick<OfficialDocument, 'title' | 'organ'>,
  children: readonly (Paragraph | Table)[],
  below: readonly string[] = [],
): Promise<Buffer> {
  const document = new Document({
    title: printable(spec.title),
    creator: printable(spec.organ ?? 'Plumbline'),
    lastModifiedBy: printable(spec.organ ?? 'Plumbline'),
    description: '',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: FONT.仿宋, size: SIZE.三号, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              top: PAGE.top,
              right: PAGE.right,
              bottom: PAGE.bottom,
              left: PAGE.left,
              header: PAGE.top - 2 * LINE,
              footer: FOOTER,
              gutter: 0,
            },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE, charSpace: CHAR_SPACE },
        },
        footers: { default: foot('right', below), even: foot('left', below) },
        children: [...children],
      },
    ],
  });
  return Packer.toBuffer(document);
}

export function head({
  classification,
  organ,
  number,
  title,
  subtitle,
}: Omit<OfficialDocument, 'sections'>): Paragraph[] {
  const blank = () => paragraph('');
  const parts: Paragraph[] = [];
  if (classification) parts.push(paragraph(classification, { font: '黑体' }));
  if (organ) parts.push(blank(), organName(organ));
  if (number) parts.push(blank(), paragraph(number, { align: 'center' }));
  if (organ) parts.push(redLine());
  if (parts.length) parts.push(blank());
  parts.push(
    // Exact line height would cut the larger characters of a title of several lines.
    paragraph(
      title,
      { font: '小标宋', size: '二号', align: 'center' },
      { spacing: { line: LINE, lineRule: LineRuleType.AT_LEAST } },
    ),
  );
  if (subtitle) parts.push(paragraph(subtitle, { font: '楷体', align: 'center' }));
  parts.push(blank());
  return parts;
}

function organName(organ: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ text: printable(organ), font: FONT.小标宋, size: organSize(organ), color: RED }),
    ],
  });
}

/** As large as fits on one line, but no taller than 22 mm would allow (about 62 pt). In half-points. */
function organSize(organ: string): number {
  const characters = Math.max(1, [...printable(organ)].length);
  return Math.max(SIZE.二号, Math.min(124, Math.floor(PAGE.textWidth / 10 / characters) - 2));
}

/** The red line 4 mm below the number: an empty line of that height with a rule under it. */
function redLine(): Paragraph {
  return new Paragraph({
    spacing: { line: 227, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 0, color: RED } },
    children: [],
  });
}

function section({
  heading: text,
  level,
  paragraphs,
  table: cells,
  pageBreak,
}: DocumentSection): (Paragraph | Table)[] {
  const parts: (Paragraph | Table)[] = [];
  if (pageBreak)
    parts.push(new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT } }));
  if (text) parts.push(heading(text, level ?? 1));
  for (const each of paragraphs ?? []) parts.push(...body(each));
  // Two tables without a paragraph between them would be joined.
  if (cells) parts.push(table(cells), paragraph(''));
  return parts;
}

export function tail({ signature, footer }: Pick<OfficialDocument, 'signature' | 'footer'>): Paragraph[] {
  const parts: Paragraph[] = [];
  const signed = signature ?? [];
  if (signed.length) parts.push(paragraph('', {}, { keepNext: true }));
  for (const [i, line] of signed.entries()) {
    const options = { indent: { right: 4 * CHARACTER }, keepNext: i < signed.length - 1 };
    parts.push(paragraph(line, { align: 'right' }, options));
  }
  const lines = typeof footer === 'string' ? [footer] : [...(footer ?? [])];
  const rule = { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' };
  if (lines.length) parts.push(paragraph(''));
  for (const line of lines) {
    // Neighbours with the same border share it as one frame: a rule above, below and between the lines.
    const border = { top: rule, bottom: rule, between: rule };
    parts.push(paragraph(line, { size: '四号' }, { border, indent: { left: CHARACTER, right: CHARACTER } }));
  }
  return parts;
}

/** “— 1 —”, one character away from the outer edge. */
function foot(side: 'left' | 'right', below: readonly string[]): Footer {
  const style = { font: FONT.宋体, size: SIZE.四号 };
  return new Footer({
    children: [
      ...below.map((line) => paragraph(line, { size: '四号' })),
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: SIZE.四号 * 10 },
        children: [new TextRun({ ...style, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}
