import type { Locale } from '../pack/common.schema.ts';
import { FORM_FOLDER, PART_FILES, type Pack, PROCEDURE_FOLDER, TABLE_FOLDER } from '../pack/pack.schema.ts';
import { type PackProblem, pointerOf } from '../problem.ts';
import type { Path } from './problems.ts';

const LOCALES: readonly Locale[] = ['zh', 'en'];

/** Every text is there in every language. */
export function checkTexts(pack: Pack): PackProblem[] {
  const problems: PackProblem[] = [];
  const { forms, procedures, tables, templateFiles: _, ...parts } = pack;
  for (const [part, value] of Object.entries(parts)) {
    walk(value, [], PART_FILES[part as keyof typeof PART_FILES], problems);
  }
  for (const [code, form] of Object.entries(forms)) walk(form, [], `${FORM_FOLDER}/${code}.yaml`, problems);
  for (const [code, p] of Object.entries(procedures))
    walk(p, [], `${PROCEDURE_FOLDER}/${code}.yaml`, problems);
  for (const [code, t] of Object.entries(tables)) walk(t, [], `${TABLE_FOLDER}/${code}.yaml`, problems);
  return problems;
}

function walk(value: unknown, path: Path, file: string, problems: PackProblem[]): void {
  if (Array.isArray(value)) {
    for (const [i, child] of value.entries()) walk(child, [...path, i], file, problems);
  } else if (typeof value === 'object' && value !== null) {
    if (isText(value)) problems.push(...blanks(value, path, file));
    else for (const [key, child] of Object.entries(value)) walk(child, [...path, key], file, problems);
  }
}

// Whatever holds a language is a text, so that one which lacks the other is found as well.
const isText = (value: object): value is Record<Locale, unknown> => {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.length <= LOCALES.length && keys.every((k) => LOCALES.includes(k as Locale));
};

const blanks = (text: Record<Locale, unknown>, path: Path, file: string): PackProblem[] =>
  LOCALES.filter((locale) => typeof text[locale] !== 'string' || text[locale].trim() === '').map(
    (locale) => ({
      code: 'text.missing',
      where: { file, pointer: pointerOf([...path, locale]) },
      text: { zh: `缺少 ${locale} 文本`, en: `The text in ${locale} is missing` },
    }),
  );
