import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { WorkbookError } from './errors.ts';
import { readWorkbook } from './reader.ts';
import type { Cell, ReadOptions, RowEvent, WorkbookEvent, WorkbookSource } from './types.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface RawSheet {
  name?: string;
  state?: string;
  /** What stands in `<sheetData>`. */
  data?: string;
  /** What stands behind `</sheetData>`. */
  after?: string;
  /** The whole part, instead of the two above. */
  xml?: string;
}

export interface RawWorkbook {
  sheets?: RawSheet[];
  /** What stands in `<sst>`. */
  strings?: string;
  /** Format codes; cell style 1 is the first, style 0 is General. */
  formats?: (string | number)[];
  date1904?: boolean;
  /** Further parts, or other contents for parts of this name. */
  parts?: Record<string, string | Buffer>;
  compress?: boolean;
}

/** Bytes of a workbook written tag by tag, for what no program would write. */
export function rawWorkbook({
  sheets = [{}],
  strings,
  formats = [],
  date1904,
  parts = {},
  compress,
}: RawWorkbook): Promise<Buffer> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const custom = formats.map((code, i) =>
    typeof code === 'string' ? `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>` : '',
  );
  const styles = formats.map((code, i) => `<xf numFmtId="${typeof code === 'string' ? 164 + i : code}"/>`);
  const all: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="s${i + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${sheets
      .map((_, i) => relation(`s${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${relation('st', 'styles', 'styles.xml')}${strings === undefined ? '' : relation('ss', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
  };
  for (const [i, { data = '', after = '', xml }] of sheets.entries()) {
    all[`xl/worksheets/sheet${i + 1}.xml`] =
      xml ?? `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`;
  }
  return zipOf({ ...all, ...parts }, compress);
}

export async function zipOf(parts: Record<string, string | Buffer>, compress = true): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts))
    zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0), compress });
  zip.end();
  return buffer(zip.outputStream);
}

export function inline(ref: string, text: string): string {
  return `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

export async function collect(
  source: WorkbookSource | Buffer,
  options?: ReadOptions,
): Promise<WorkbookEvent[]> {
  return Array.fromAsync(readWorkbook(Buffer.isBuffer(source) ? { bytes: source } : source, options));
}

export async function rowsOf(source: WorkbookSource | Buffer, options?: ReadOptions): Promise<RowEvent[]> {
  return (await collect(source, options)).filter((event) => event.type === 'row');
}

/** The texts of every row by reference: `{ A1: '姓名', … }`; of the last sheet where several have the cell. */
export async function textsOf(
  source: WorkbookSource | Buffer,
  options?: ReadOptions,
): Promise<Record<string, string>> {
  return Object.fromEntries([...(await cellsOf(source, options))].map(([ref, cell]) => [ref, cell.text]));
}

export async function cellsOf(
  source: WorkbookSource | Buffer,
  options?: ReadOptions,
): Promise<Map<string, Cell>> {
  const rows = await rowsOf(source, options);
  return new Map(rows.flatMap(({ cells }) => cells.map((cell) => [cell.ref, cell])));
}

/** The code with which a source is refused; `read` when it is not. */
export async function refusal(
  source: WorkbookSource | Buffer,
  options?: ReadOptions,
): Promise<{ code: string; params?: WorkbookError['params'] }> {
  try {
    await collect(source, options);
    return { code: 'read' };
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    return { code: error.code, params: error.params };
  }
}
