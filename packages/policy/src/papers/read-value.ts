import type { FormNode } from '../forms/form-types.ts';
import type { PaperField, PaperValue } from '../pack/paper.schema.ts';
import { type FormData, narrow, optionsOf, putAt } from './form-data.ts';
import type { Take } from './paper-note.ts';
import { fieldNode } from './paper-texts.ts';

const MONTH =
  /((?:19|20)\d{2})\s*[.年/-]?\s*(0[1-9]|1[0-2]|[1-9](?!\d))\s*月?(?:\s*[.-]?\s*(?:0[1-9]|[12]\d|3[01])\s*日?)?/;
const DAY =
  /((?:19|20)\d{2})\s*[.年/-]?\s*(0[1-9]|1[0-2]|[1-9](?!\d))\s*[.月/-]?\s*(0[1-9]|[12]\d|3[01]|[1-9](?!\d))\s*日?/;

/** Reads one field's words into the data. */
export function readValue(field: PaperValue, form: FormNode, text: string, data: FormData, take: Take): void {
  if (field.as === 'pair') {
    const [first, second] = halves(text);
    putAt(data, field.path, first || undefined);
    putAt(data, field.second, second || undefined);
  } else putAt(data, field.path, wordsOf(field, form, text, take));
}

function wordsOf(
  field: Exclude<PaperValue, { as: 'pair' }>,
  form: FormNode,
  text: string,
  take: Take,
): string | number | undefined {
  switch (field.as) {
    case 'text':
      return text.trim();
    case 'month':
      return matched(MONTH, text, take, (m) => `${m[1]}-${two(m[2]!)}`);
    case 'day':
      return matched(DAY, text, take, (m) => `${m[1]}-${two(m[2]!)}-${two(m[3]!)}`);
    case 'integer':
      return matched(/\d{1,4}/, text, take, (m) => Number(m[0]));
    case 'code':
      return readCode(field, fieldNode(form, field.path), text, take);
  }
}

/** The first find; words around it are told, as they would be lost. */
function matched<T>(
  pattern: RegExp,
  text: string,
  take: Take,
  make: (match: RegExpExecArray) => T,
): T | undefined {
  const match = pattern.exec(narrow(text));
  if (!match) {
    take('unread', text);
    return undefined;
  }
  const around = `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}`;
  if (/[\p{L}\p{N}]/u.test(around.replace(/[（(]\d{1,3}\s?(?:周?岁|years)?[)）]|周?岁/, '')))
    take('guessed', text);
  return make(match);
}

type Coded = Pick<Extract<PaperField, { as: 'code' }>, 'words' | 'otherwise'>;

/** The option that the words mean: by its titles, else by the pack's words for it. */
export function readCode(
  { words = {}, otherwise }: Coded,
  node: FormNode,
  text: string,
  take: Take,
): string | undefined {
  const plain = (word: string) => narrow(word).replace(/\s/g, '').toLowerCase();
  const wanted = plain(text);
  const options = optionsOf(node);
  const option = options.find(({ value, title }) =>
    [value, title.zh, title.en, ...(words[value] ?? [])].some((word) => plain(word) === wanted),
  );
  if (option) return option.value;
  take(otherwise ? 'guessed' : 'unread', text);
  return otherwise;
}

const SCHOOL = /^(.*?(?:大学|学院|党校|学校)(?:（[^）]*）)?)(.{0,60}(?:系|院|专业|班))$/u;

/** A line break parts the two; else a wide gap; else where a school's name ends before a department. */
function halves(text: string): [string, string] {
  const broken = /\n|\u3000+| {2,}|\t/.exec(text);
  if (broken) {
    const rest = text.slice(broken.index + broken[0].length);
    return [text.slice(0, broken.index).trim(), rest.replaceAll('\n', ' ').trim()];
  }
  const school = SCHOOL.exec(text);
  return school ? [school[1]!.trim(), school[2]!.trim()] : [text.trim(), ''];
}

export const two = (digits: string): string => digits.padStart(2, '0');
