import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { zipOf } from '../workbook/testing.ts';

const GBK_FONT = `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [
<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>
/FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >> >> ] >>`;

/**
 * A PDF written by hand: one page for each text (Latin letters only; hex codes in GBK when `font` is 'GBK').
 * The Chinese font isn't embedded and says nothing of characters, as in PDFs of old office programs.
 */
export function plainPdf(pages: readonly string[] = ['Plumbline'], font: 'Latin' | 'GBK' = 'Latin'): Buffer {
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    font === 'Latin' ? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' : GBK_FONT,
    ...pages.flatMap((text, i) => {
      const content = `BT /F1 18 Tf 20 40 Td ${font === 'Latin' ? `(${text})` : `<${text}>`} Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents ${5 + i * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ]);
}

/** A PDF of numbered objects; the first is the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const pieces = [Buffer.from('%PDF-1.4\n')];
  let length = pieces[0]!.length;
  const offsets = objects.map((object, i) => {
    const at = length;
    const piece = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(object as string, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    pieces.push(piece);
    length += piece.length;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}`)]);
}

/** A Word document as a program writes it: paragraphs, then a table. */
export function sampleDocx(paragraphs: readonly string[], rows: readonly string[][] = []): Promise<Buffer> {
  const table = rows.map(
    (cells) =>
      new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
  );
  const children = [
    ...paragraphs.map((text) => new Paragraph(text)),
    ...(table.length ? [new Table({ rows: table })] : []),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** An Office package with the given main content type and parts. */
export function officePackage(
  contentTypes: readonly string[],
  parts: Record<string, string | Buffer> = {},
): Promise<Buffer> {
  const overrides = contentTypes
    .map((type, i) => `<Override PartName="/p${i}.xml" ContentType="${type}"/>`)
    .join('');
  return zipOf({ '[Content_Types].xml': `<Types>${overrides}</Types>`, ...parts });
}

/** An OLE container (MS-CFB) whose directory has the given names, as old or encrypted Office files have. */
export function oleFile(names: readonly string[]): Buffer {
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 0x1e);
  file.writeUInt32LE(1, 0x30);
  file.writeUInt32LE(0, 0x4c);
  file.writeUInt32LE(0xfffffffd, 512);
  file.writeUInt32LE(0xfffffffe, 516);
  for (const [i, name] of names.entries()) {
    const at = 1024 + i * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE(name.length * 2 + 2, at + 64);
  }
  return file;
}
