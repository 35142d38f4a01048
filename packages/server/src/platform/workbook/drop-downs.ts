import type { DataValidation, Workbook, Worksheet } from 'exceljs';
import { columnLetters } from './reference.ts';

const LIST_SHEET = '_lists';
const MAX_PROMPT = 255;

/** Values of one list; each takes a column of the hidden sheet. */
export type DropDown = readonly string[];

/** exceljs has these on its streamed sheets too, but its types don't say so. */
interface Validations {
  add(area: string, validation: Partial<DataValidation> | { type: 'any' }): void;
}

/**
 * Gives an area its drop-down list and its note. Lists written into the rule itself may have 255 characters
 * and no comma, so they go to a hidden sheet, which `addListSheet` writes last.
 */
export function addDropDown(
  target: Worksheet,
  area: string,
  { header, note, list }: { header: string; note?: string; list?: readonly string[] },
  dropDowns: DropDown[],
): void {
  const validations = (target as unknown as { dataValidations: Validations }).dataValidations;
  const prompt = note
    ? { showInputMessage: true, promptTitle: header.slice(0, 32), prompt: note.slice(0, MAX_PROMPT) }
    : {};
  if (!list || list.length === 0) {
    validations.add(area, { type: 'any', ...prompt });
    return;
  }
  let index = dropDowns.findIndex(
    (known) => known.length === list.length && known.every((item, i) => item === list[i]),
  );
  if (index < 0) index = dropDowns.push(list) - 1;
  const letters = columnLetters(index + 1);
  validations.add(area, {
    type: 'list',
    allowBlank: true,
    formulae: [`'${LIST_SHEET}'!$${letters}$1:$${letters}$${list.length}`],
    showErrorMessage: true,
    errorStyle: 'error',
    ...prompt,
  });
}

export function addListSheet(workbook: Workbook, dropDowns: readonly DropDown[]): void {
  if (dropDowns.length === 0) return;
  const sheet = workbook.addWorksheet(LIST_SHEET, { state: 'veryHidden' });
  const longest = Math.max(...dropDowns.map((list) => list.length));
  for (let row = 0; row < longest; row++) {
    sheet.addRow(dropDowns.map((list) => list[row] ?? null)).commit();
  }
  sheet.commit();
}
