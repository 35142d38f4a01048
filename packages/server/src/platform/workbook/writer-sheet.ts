import { WorkbookError } from './errors.ts';
import { columnLetters } from './reference.ts';
import { MAX_ROW } from './types.ts';
import type { ListSheet } from './writer-lists.ts';
import type { WriteColumn, WriteSheet } from './writer-types.ts';
import { cellXml, STYLE, textXml } from './writer-values.ts';
import { escapeAttribute, MAIN, XML } from './writer-xml.ts';

const DEFAULT_WIDTH = 16;
/** Drop-down lists and notes reach this far below the heading: people fill templates in from the top. */
const TEMPLATE_ROWS = 10_000;
const PIECE = 32 * 1024;
const MAX_PROMPT = 255;
const MAX_PROMPT_TITLE = 32;
const COLUMN_STYLE = { text: STYLE.text, number: STYLE.number, date: STYLE.date } as const;

/** The XML of one sheet in pieces; rows are taken while it is read. */
export async function* sheetXml(sheet: WriteSheet, lists: ListSheet): AsyncGenerator<string> {
  const { name, columns, notes = [] } = sheet;
  const letters = columns.map((_, index) => columnLetters(index + 1));
  const heading = notes.length + 1;
  let text = opening(columns, heading);
  for (const [index, note] of notes.entries()) {
    text += `<row r="${index + 1}">${textXml(`A${index + 1}`, note, STYLE.note, name)}</row>`;
  }
  const cells = columns.map(({ header }, index) =>
    textXml(`${letters[index]}${heading}`, header, STYLE.heading, name),
  );
  text += `<row r="${heading}">${cells.join('')}</row>`;
  let row = heading;
  for await (const values of sheet.rows) {
    if (++row > MAX_ROW) throw new WorkbookError('workbook.too-many-rows', { max: MAX_ROW - heading });
    text += `<row r="${row}">`;
    for (let i = 0; i < columns.length; i++) {
      const { key, kind = 'text' } = columns[i]!;
      text += cellXml(`${letters[i]}${row}`, values[key], kind, name);
    }
    text += '</row>';
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData>${validations(columns, heading, lists)}<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

/** Everything before the first row: on paper as wide as the page, on screen with the heading in view. */
function opening(columns: readonly WriteColumn[], heading: number): string {
  const cols = columns.map(({ width = DEFAULT_WIDTH, kind = 'text' }, index) => {
    const position = index + 1;
    return `<col min="${position}" max="${position}" width="${width}" style="${COLUMN_STYLE[kind]}" customWidth="1"/>`;
  });
  const pane = `<pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''
  }<sheetData>`;
}

function validations(columns: readonly WriteColumn[], heading: number, lists: ListSheet): string {
  const rules: string[] = [];
  for (const [index, { header, note, list }] of columns.entries()) {
    if (!note && !list?.length) continue;
    const letters = columnLetters(index + 1);
    const area = `${letters}${heading + 1}:${letters}${heading + TEMPLATE_ROWS}`;
    const prompt = note
      ? ` showInputMessage="1" promptTitle="${cut(header, MAX_PROMPT_TITLE)}" prompt="${cut(note, MAX_PROMPT)}"`
      : '';
    rules.push(
      list?.length
        ? `<dataValidation type="list" allowBlank="1" showErrorMessage="1"${prompt} sqref="${area}"><formula1>${lists.range(list)}</formula1></dataValidation>`
        : `<dataValidation allowBlank="1"${prompt} sqref="${area}"/>`,
    );
  }
  return rules.length > 0
    ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
    : '';
}

function cut(text: string, length: number): string {
  return escapeAttribute(text.slice(0, length));
}
