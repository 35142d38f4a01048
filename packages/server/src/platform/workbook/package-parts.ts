import { WorkbookError } from './errors.ts';
import { type NumberStyle, numberStyle } from './number-format.ts';
import type { SheetInfo } from './types.ts';
import { type Attributes, isTrue, localName, type XmlHandler, XmlPart } from './xml.ts';
import type { ZipParts } from './zip.ts';

export interface SheetPart extends SheetInfo {
  /** Name of the part in the zip. */
  part: string;
}

export interface WorkbookParts {
  sheets: SheetPart[];
  date1904: boolean;
  macros: boolean;
  sharedStrings: string | undefined;
  /** By the `s` of a cell. */
  styles: NumberStyle[];
}

interface Relation {
  type: string;
  target: string;
}

/** Reads everything but the sheets and the shared strings. Errors: workbook.damaged and those of the zip. */
export async function readParts(zip: ZipParts): Promise<WorkbookParts> {
  const root = await readRelations(zip, '');
  const main =
    [...root.values()].find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await readRelations(zip, main);
  const byType = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target;
  const sheets: SheetPart[] = [];
  let date1904 = false;
  await parse(zip, main, (name, attributes) => {
    if (name === 'workbookPr') date1904 = isTrue(attributes.date1904);
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => localName(key) === 'id' && key !== 'id')?.[1];
    const relation = relations.get(id ?? '');
    if (relation?.type !== 'worksheet') return;
    const visibility =
      attributes.state === 'veryHidden'
        ? 'very-hidden'
        : attributes.state === 'hidden'
          ? 'hidden'
          : 'visible';
    sheets.push({ index: sheets.length + 1, name: attributes.name ?? '', visibility, part: relation.target });
  });
  if (sheets.length === 0) throw new WorkbookError('workbook.damaged', { part: 'workbook' });
  const styles = byType('styles');
  const strings = byType('sharedStrings');
  return {
    sheets,
    date1904,
    macros:
      byType('vbaProject') !== undefined || zip.names().some((name) => name.endsWith('/vbaproject.bin')),
    sharedStrings: strings && zip.has(strings) ? strings : undefined,
    styles: styles && zip.has(styles) ? await readStyles(zip, styles) : [],
  };
}

async function readRelations(zip: ZipParts, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!zip.has(name)) return relations;
  await parse(zip, name, (tag, { Id, Type = '', Target = '', TargetMode }) => {
    if (tag !== 'Relationship' || Id === undefined || TargetMode === 'External') return;
    // The last word of the type is the same in the transitional and the strict edition of the standard.
    relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) });
  });
  return relations;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function readStyles(zip: ZipParts, part: string): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const known = new Map<number, NumberStyle>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  const open = (name: string, attributes: Attributes) => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    else if (name === 'cellXfs') inCells = true;
    else if (name === 'xf' && inCells) {
      const id = Number(attributes.numFmtId ?? 0);
      const style = known.get(id) ?? numberStyle(id, codes.get(id));
      known.set(id, style);
      styles.push(style);
    }
  };
  await parse(zip, part, open, (name) => {
    if (name === 'cellXfs') inCells = false;
  });
  return styles;
}

async function parse(
  zip: ZipParts,
  part: string,
  open: XmlHandler['open'],
  close: XmlHandler['close'] = () => {},
): Promise<void> {
  const xml = new XmlPart(part, {
    open: (name, attributes) => open(localName(name), attributes),
    close: (name) => close(localName(name)),
  });
  for await (const chunk of zip.read(part)) xml.write(chunk);
  xml.end();
}
