import type { FormNode } from '../forms/form-types.ts';
import type { PaperField } from '../pack/paper.schema.ts';
import { type FormData, narrow, type Option, optionsOf, putAt } from './form-data.ts';
import type { Take } from './paper-note.ts';
import { fieldNode } from './paper-texts.ts';
import { two } from './read-value.ts';

type Of<K extends PaperField['as']> = Extract<PaperField, { as: K }>;

const PERIOD =
  /^\s*((?:19|20)\d{2})\s?[.年/]?\s?(0[1-9]|1[0-2]|[1-9](?!\d))\s?月?\s*(?:至今|(?:[-–—―─~〜～]+|至)\s*(?:((?:19|20)\d{2})\s?[.年/]?\s?(0[1-9]|1[0-2]|[1-9](?!\d))\s?月?|至今|(?:今|现在)(?=[\s,，:：]|$))?)[\s,，:：]*/;

/** A line that begins with a period begins an entry; what follows without one belongs to it. */
export function readPeriods(field: Of<'periods'>, text: string, take: Take): FormData[] | undefined {
  const entries: { from: string; to?: string; text: string }[] = [];
  for (const line of text.split('\n')) {
    const match = PERIOD.exec(narrow(line));
    const last = entries.at(-1);
    if (match) {
      const rest = line.slice(match[0].length).trim();
      const to = match[3] ? { to: `${match[3]}-${two(match[4]!)}` } : {};
      entries.push({ from: `${match[1]}-${two(match[2]!)}`, ...to, text: rest });
    } else if (last) last.text = joined(last.text, line.trim());
    else if (line.trim()) take('unread', line);
  }
  const rows = entries.map((entry) => {
    const row: FormData = {};
    putAt(row, field.parts.from, entry.from);
    putAt(row, field.parts.to, entry.to);
    putAt(row, field.parts.text, entry.text || undefined);
    return row;
  });
  return rows.length ? rows : undefined;
}

/** Broken lines of Chinese go on without a blank. */
const joined = (a: string, b: string): string =>
  /[A-Za-z0-9]$/.test(a) && /^[A-Za-z0-9]/.test(b) ? `${a} ${b}` : a + b;

/** “None”, in the ways in which it is written. */
const NONE = /^[（(]?\s*(?:无|没有|none)\s*[)）]?[。.]?$/i;

/** Lines as this paper writes them are read whole; any other is one record, its kind guessed by its words. */
export function readRecords(
  field: Of<'records'>,
  form: FormNode,
  text: string,
  take: Take,
): FormData[] | undefined {
  if (NONE.test(text.trim())) return undefined;
  const options = optionsOf(fieldNode(form, `${field.path}/${field.parts.code}`));
  const rows = text
    .split('\n')
    .filter((line) => line.trim())
    .flatMap((line): FormData[] => {
      const own = ownRecord(line, options);
      const value = own?.code ?? kindOf(field, options, line);
      if (!own) take(value ? 'guessed' : 'unread', line);
      if (!value) return [];
      const row: FormData = {};
      putAt(row, field.parts.day, own?.day);
      putAt(row, field.parts.code, value);
      putAt(row, field.parts.by, own?.by);
      putAt(row, field.parts.text, own?.text ?? line.trim());
      return [row];
    });
  return rows.length ? rows : undefined;
}

function ownRecord(line: string, options: readonly Option[]) {
  const match = /^(?:(\d{4})\.(\d{2})\.(\d{2}) )?(\S+?)(?: ([^：]+))?：(.+)$/u.exec(line);
  const option = options.find(({ title }) => title.zh === match?.[4] || title.en === match?.[4]);
  if (!match || !option) return undefined;
  const [, year, month, day, , by, text] = match;
  return { code: option.value, day: year ? `${year}-${month}-${day}` : undefined, by, text: text! };
}

const kindOf = ({ words = {}, otherwise }: Of<'records'>, options: readonly Option[], line: string) =>
  options.find(({ value }) => (words[value] ?? []).some((word) => line.includes(word)))?.value ?? otherwise;

/** Years wait for the word that follows them: 2022、2023年优秀，2024年称职; 2021-2023年均为称职. */
export function readYears(
  field: Of<'years'>,
  form: FormNode,
  text: string,
  take: Take,
): FormData[] | undefined {
  if (NONE.test(text.trim())) return undefined;
  const words = new Map<string, string>();
  for (const { value, title } of optionsOf(fieldNode(form, `${field.path}/${field.parts.code}`)))
    for (const word of [title.zh, title.en.toLowerCase(), ...(field.words?.[value] ?? [])])
      words.set(word, value);
  const longestFirst = [...words.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const token = new RegExp(`((?:19|20)\\d{2})|([-–—~～至])|(${longestFirst.join('|')})`, 'g');
  const rows: FormData[] = [];
  let waiting: number[] = [];
  let range = false;
  for (const [, year, dash, word] of narrow(text).toLowerCase().matchAll(token)) {
    if (dash) range = waiting.length > 0;
    else if (year) {
      const last = waiting.at(-1);
      for (
        let between = (last ?? 0) + 1;
        range && last && between < Number(year) && between - last < 20;
        between++
      )
        waiting.push(between);
      waiting.push(Number(year));
      range = false;
    } else if (word) {
      for (const each of waiting) {
        const row: FormData = {};
        putAt(row, field.parts.year, each);
        putAt(row, field.parts.code, words.get(word));
        rows.push(row);
      }
      waiting = [];
    }
  }
  if (waiting.length || !rows.length) take('unread', text);
  return rows.length ? rows : undefined;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
