import { checkIdNumber } from '@plumbline/contract/identifiers';
import { HEADINGS, type ListedName } from './listed-name.ts';

const SEPARATORS = /[\t,，;；|｜]+|\s{2,}|\u3000+/;
const ORDINAL = /^[（(]?\d{1,3}[)）.、．:：]?\s*/;
const SINGLE_HAN = /^\p{Script=Han}$/u;

/**
 * Names of a text, one a line: name, unit and post parted by tab, comma or blanks, with or without a number before them;
 * or several names in one line, parted by 、. A line of headings says which column is which. Blank lines are none.
 */
export function namesOfText(text: string, file: string | null = null): ListedName[] {
  let columns: Map<string, number> | undefined;
  return text.split(/\r\n|[\n\r\u2028\u2029\v\f]/).flatMap((line, at): ListedName[] => {
    const parts = partsOf(line);
    if (parts.length === 0) return [];
    const heading = headingOf(parts);
    if (heading) {
      columns = heading;
      return [];
    }
    const place = { row: at + 1, file };
    const several = severalIn(parts);
    if (several) return several.map((name) => ({ ...place, name, unit: '', post: '', idNumber: null }));
    const cells = columns ? byColumns(rawPartsOf(line), columns) : byPosition(parts);
    return cells.name ? [{ ...place, ...cells }] : [];
  });
}

const rawPartsOf = (line: string): string[] =>
  (line.includes('\t') ? line.split('\t') : line.split(SEPARATORS)).map((part) => part.trim());

function partsOf(line: string): string[] {
  const parts = line
    .replace(/^\ufeff/, '')
    .trim()
    .replace(ORDINAL, '')
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [only] = parts;
  if (parts.length !== 1 || only === undefined || !/\s/.test(only) || !/\p{Script=Han}/u.test(only))
    return parts;
  const words = only.split(/\s+/);
  // 张 三: a short name spread out to the width of the others.
  return words.length > 1 && SINGLE_HAN.test(words[0]!) && SINGLE_HAN.test(words[1]!)
    ? [words[0]! + words[1]!, ...words.slice(2)]
    : words;
}

function headingOf(parts: readonly string[]): Map<string, number> | undefined {
  const found = new Map<string, number>();
  parts.forEach((part, at) => {
    const column = HEADINGS.find(({ labels }) =>
      (labels as readonly string[]).includes(part.replaceAll(/\s/g, '')),
    );
    if (column) found.set(column.key, at);
  });
  return found.has('name') ? found : undefined;
}

/** 张三、李四、王五 in one line. */
const severalIn = (parts: readonly string[]): string[] | undefined => {
  const [only] = parts;
  if (parts.length !== 1 || !only?.includes('、')) return undefined;
  const names = only.split('、').map((name) => name.trim());
  return names.filter((name) => name !== '');
};

function byPosition(parts: readonly string[]): Omit<ListedName, 'row' | 'file'> {
  const idNumber = parts.flatMap((part) => validNumber(part) ?? [])[0] ?? null;
  const [name = '', unit = '', post = ''] = parts.filter((part) => !validNumber(part));
  return { name, unit, post, idNumber };
}

function byColumns(
  parts: readonly string[],
  columns: ReadonlyMap<string, number>,
): Omit<ListedName, 'row' | 'file'> {
  // A column of numbers before the names may stand under no heading.
  const at = (key: string) => {
    const column = columns.get(key);
    return column === undefined ? '' : (parts[column] ?? '');
  };
  return {
    name: at('name'),
    unit: at('unit') || at('unitAndPost'),
    post: at('post'),
    idNumber: validNumber(at('idNumber')) ?? null,
  };
}

export function validNumber(text: string): string | undefined {
  const checked = /^[0-9xX\s]{18,}$/.test(text) ? checkIdNumber(text) : undefined;
  return checked?.ok ? checked.value : undefined;
}
