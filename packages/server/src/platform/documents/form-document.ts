import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  ImageRun,
  LineRuleType,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { printable } from './docx-blocks.ts';
import { FONT, PAGE, twips } from './gbt9704.ts';

export interface FormCell {
  kind: 'label' | 'value' | 'photo';
  text: string;
  columns: number;
  rows: number;
  /** Points. */
  size: number;
  align: 'center' | 'left';
}

export interface FormDocument {
  title: string;
  /** Above the title, in words, e.g. that it isn't verified. */
  mark?: string | undefined;
  /** One table a page; lengths in millimetres. */
  pages: readonly {
    widths: readonly number[];
    rows: readonly { height: number; cells: readonly FormCell[] }[];
  }[];
  photo?: { type: 'jpg' | 'png'; data: Buffer } | undefined;
}

const SIDE = 20;
const [PHOTO_WIDTH, PHOTO_HEIGHT] = [106, 150];

/** A printed form as .docx: A4, one ruled table a page, rows at least as high as told. */
export async function formDocument(spec: FormDocument): Promise<Buffer> {
  const document = new Document({
    title: printable(spec.title),
    creator: 'Plumbline',
    lastModifiedBy: 'Plumbline',
    description: '',
    styles: {
      default: { document: { run: { font: FONT.仿宋, size: 24, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: spec.pages.map((page, index) => ({
      properties: {
        page: {
          size: { width: PAGE.width, height: PAGE.height },
          margin: {
            top: twips(16),
            right: twips(SIDE),
            bottom: twips(14),
            left: twips(SIDE),
            header: 0,
            footer: 0,
            gutter: 0,
          },
        },
      },
      children: [...(index === 0 ? heading(spec) : []), tableOf(page, spec.photo)],
    })),
  });
  return Packer.toBuffer(document);
}

function heading({ mark, title }: FormDocument): Paragraph[] {
  const line = (text: string, size: number, font: (typeof FONT)[keyof typeof FONT]) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: 60 },
      children: [new TextRun({ text: printable(text), size, font })],
    });
  return [...(mark ? [line(mark, 21, FONT.黑体)] : []), line(title, 40, FONT.小标宋)];
}

function tableOf({ widths, rows }: FormDocument['pages'][number], photo: FormDocument['photo']): Table {
  const columns = widths.map((width) => twips(width));
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  return new Table({
    columnWidths: columns,
    width: { size: columns.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: rows.map(
      ({ height, cells }) =>
        new TableRow({
          height: { value: twips(height), rule: HeightRule.ATLEAST },
          children: cells.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.columns,
                rowSpan: cell.rows,
                verticalAlign: VerticalAlignTable.CENTER,
                margins: { left: 60, right: 60, top: 0, bottom: 0 },
                children: cell.kind === 'photo' ? [portrait(photo)] : paragraphs(cell),
              }),
          ),
        }),
    ),
  });
}

function paragraphs({ kind, text, size, align }: FormCell): Paragraph[] {
  return printable(text)
    .split('\n')
    .map(
      (line) =>
        new Paragraph({
          alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: {
            before: 0,
            after: 0,
            line: Math.round(size * 1.25 * 20),
            lineRule: LineRuleType.AT_LEAST,
          },
          children: [
            new TextRun({
              text: line,
              size: Math.round(size * 2),
              font: kind === 'label' ? FONT.黑体 : FONT.仿宋,
            }),
          ],
        }),
    );
}

function portrait(photo: FormDocument['photo']): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: photo
      ? [
          new ImageRun({
            type: photo.type,
            data: photo.data,
            transformation: { width: PHOTO_WIDTH, height: PHOTO_HEIGHT },
          }),
        ]
      : [],
  });
}
