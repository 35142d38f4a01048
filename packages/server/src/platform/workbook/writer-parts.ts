import { LIST_SHEET, type ListSheet } from './writer-lists.ts';
import type { WriteSheet } from './writer-types.ts';
import { escapeAttribute, MAIN, XML } from './writer-xml.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface Book {
  /** Of the visible sheets. */
  names: readonly string[];
  sheets: readonly WriteSheet[];
  lists: ListSheet;
  createdAt: Date;
}

/** Every part but the sheets, the list of types first as some readers want it. */
export function fixedParts(book: Book): [name: string, xml: string][] {
  const count = book.names.length + (book.lists.size > 0 ? 1 : 0);
  const sheets = Array.from({ length: count }, (_, index) => `worksheets/sheet${index + 1}.xml`);
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', `${TYPE}.sheet.main+xml`)}${sheets.map((part) => override(`xl/${part}`, `${TYPE}.worksheet+xml`)).join('')}${override('xl/styles.xml', `${TYPE}.styles+xml`)}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`,
    ],
    [
      '_rels/.rels',
      relations([
        [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
        [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ],
    ['docProps/core.xml', core(book.createdAt)],
    ['xl/workbook.xml', workbook(book)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((part): [string, string] => [`${OFFICE}/worksheet`, part]),
        [`${OFFICE}/styles`, 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
  ];
}

/** Names as a spreadsheet accepts them: 31 characters, none of []:*?/\, no two alike. */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>([LIST_SHEET, 'history']);
  return names.map((name) => {
    const plain = name.replace(/[[\]:*?/\\\u0000-\u001f]/g, ' ').replace(/^[\s']+|[\s']+$/g, '') || 'Sheet';
    let free = plain.slice(0, 31);
    for (let i = 2; taken.has(free.toLowerCase()); i++)
      free = `${plain.slice(0, 31 - String(i).length - 1)} ${i}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** The heading is repeated on every printed page. */
function workbook({ names, sheets, lists }: Book): string {
  const tabs = names.map(
    (name, i) => `<sheet name="${escapeAttribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  if (lists.size > 0) {
    const id = names.length + 1;
    tabs.push(`<sheet name="${LIST_SHEET}" sheetId="${id}" state="veryHidden" r:id="rId${id}"/>`);
  }
  const titles = names.map((name, i) => {
    const row = (sheets[i]!.notes?.length ?? 0) + 1;
    const quoted = escapeAttribute(name.replaceAll("'", "''"));
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${quoted}'!$${row}:$${row}</definedName>`;
  });
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${tabs.join('')}</sheets>${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`;
}

function core(createdAt: Date): string {
  const moment = createdAt.toISOString().replace(/\.\d+/, '');
  const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${moment}</dcterms:${name}>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Plumbline</dc:creator>${time('created')}${time('modified')}</cp:coreProperties>`;
}

function override(part: string, type: string): string {
  return `<Override PartName="/${part}" ContentType="${type}"/>`;
}

function relations(list: readonly [type: string, target: string][]): string {
  const items = list.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

const FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const TOP = '<alignment vertical="top" wrapText="1"/>';
const MIDDLE = '<alignment horizontal="center" vertical="center" wrapText="1"/>';

/** In the order of `STYLE`; every text style is followed by its twin with quote prefix. */
const CELL_STYLES = [
  xf({ format: 0 }),
  xf({ format: 49, alignment: TOP }),
  xf({ format: 49, alignment: TOP, quoted: true }),
  xf({ format: 0, alignment: '<alignment vertical="top"/>' }),
  xf({ format: 164, alignment: '<alignment vertical="top"/>' }),
  xf({ format: 49, font: 1, fill: 2, border: 1, alignment: MIDDLE }),
  xf({ format: 49, font: 1, fill: 2, border: 1, alignment: MIDDLE, quoted: true }),
  xf({ format: 49, font: 2 }),
  xf({ format: 49, font: 2, quoted: true }),
];

interface Style {
  format: number;
  font?: number;
  fill?: number;
  border?: number;
  alignment?: string;
  quoted?: boolean;
}

function xf({ format, font = 0, fill = 0, border = 0, alignment, quoted }: Style): string {
  const head = `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${quoted ? ' quotePrefix="1"' : ''} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
  return alignment ? `${head} applyAlignment="1">${alignment}</xf>` : `${head}/>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font>${FONT}</font><font><b/>${FONT}</font><font><i/>${FONT}</font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEFEBE3"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${CELL_STYLES.length}">${CELL_STYLES.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
