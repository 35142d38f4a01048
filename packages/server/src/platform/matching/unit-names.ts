import { foldHan } from './han-variants.ts';
import { exactName, looseName } from './names.ts';

/** `exact`: the official name; `alias`: a registered other name; `short`: an abbreviation of a name. */
export type UnitNameRelation = 'exact' | 'alias' | 'short' | 'none';

/** Whole words that have their own short form in Chinese administration, longest first. */
const SHORT_FORMS: readonly [RegExp, string][] = [
  [/^(中国共产党|中共)/, ''],
  [/^中国人民政治协商会议(.*?)委员会/, '$1政协'],
  [/人民代表大会(常务委员会)?|人大常委会/g, '人大'],
  [/纪律检查委员会/g, '纪委'],
  [/监察委员会/g, '监委'],
  [/党组织?$/, ''],
  [/(有限责任|股份有限|有限)公司$/, '公司'],
  [/集团公司$/, '集团'],
  [/委员会/g, '委'],
  [/办公室/g, '办'],
  [/第([一二三四五六七八九十\d])/g, '$1'],
  [/([中小])学$/, '$1'],
];

/** Ends that name the kind of body; an abbreviation keeps its end. */
const ENDS = [
  '中心',
  '集团',
  '公司',
  '大队',
  '支队',
  '局',
  '委',
  '办',
  '厅',
  '部',
  '院',
  '处',
  '所',
  '站',
  '社',
  '会',
];
/** Words that an abbreviation may leave out at its start. */
const GENERIC = ['人民', '国家', '综合'];
/** Longer names are compared as they are: the ways to abbreviate grow with the length. */
const LONGEST = 60;
const PLACE_END = /[省市区县旗州盟镇乡]$/;

/** Compares a submitted unit name with the official name and the aliases that the registry holds. */
export function compareUnitNames(
  submitted: string,
  official: string,
  aliases: readonly string[],
): UnitNameRelation {
  const exact = exactName(submitted);
  if (exact === '') return 'none';
  if (exactName(official) === exact) return 'exact';
  if (aliases.some((alias) => exactName(alias) === exact)) return 'alias';
  return [official, ...aliases].some((name) => isShortFor(submitted, name) || isShortFor(name, submitted))
    ? 'short'
    : 'none';
}

/**
 * Whether the first name abbreviates the second: 县住建局 for 平川县住房和城乡建设局. Works on how such
 * names are built (place, words of two characters, kind of body) and not on a list of bodies:
 *
 * - the place may be left out or shortened to its end (县), but not be another place;
 * - of each word the first character or the whole stays, in order, and the first word stays;
 * - the end (局, 委, 办 …) stays.
 */
function isShortFor(short: string, full: string): boolean {
  if (short.length > LONGEST || full.length > LONGEST) return false;
  const [a, b] = [canonical(short), canonical(full)];
  if (a === '' || b === '') return false;
  if (!/\p{Script=Han}/u.test(a + b)) return wordsOf(short) !== '' && wordsOf(short) === wordsOf(full);
  if (a === b) return true;
  // Nearly every pair ends here: an abbreviation has no character of its own.
  if (a.length > b.length || !Array.from(a).every((character) => b.includes(character))) return false;
  return splits(b).some(({ place, rest }) =>
    placeForms(place).some((form) => a.startsWith(form) && abbreviates(a.slice(form.length), rest)),
  );
}

// A workbook names the same few units in every row, so their canonical forms are kept.
const canonicalForms = new Map<string, string>();
const MOST_KEPT = 10_000;

function canonical(name: string): string {
  const kept = canonicalForms.get(name);
  if (kept !== undefined) return kept;
  const text = foldHan(exactName(name));
  const form = SHORT_FORMS.reduce((result, [pattern, by]) => result.replace(pattern, by), text);
  if (canonicalForms.size >= MOST_KEPT) canonicalForms.clear();
  canonicalForms.set(name, form);
  return form;
}

/** Latin names: the same words in any order, without small ones ("Ministry of Health", "Health Ministry"). */
function wordsOf(name: string): string {
  const small = new Set(['of', 'the', 'and', 'for', 'de', 'la']);
  const words = looseName(name).split(' ');
  return words.filter((word) => !small.has(word)).join(' ');
}

/** Every way to take a place off the front of a name, the way without a place included. */
function splits(name: string): { place: string; rest: string }[] {
  const found = [{ place: '', rest: name }];
  for (let i = 2; i < name.length; i++)
    if (PLACE_END.test(name.slice(0, i))) found.push({ place: name.slice(0, i), rest: name.slice(i) });
  return found;
}

/** 江州市平川县 may be written in full, as 平川县, 平川, 县, or be left out. */
function placeForms(place: string): string[] {
  if (place === '') return [''];
  const inner = splits(place).map(({ rest }) => rest);
  const tails = [place, ...inner, place.slice(-1)].filter((tail) => tail !== '');
  return ['', ...tails, ...tails.filter((tail) => tail.length > 2).map((tail) => tail.slice(0, -1))];
}

function abbreviates(short: string, full: string): boolean {
  const end = ENDS.find((candidate) => full.endsWith(candidate)) ?? '';
  if (!short.endsWith(end)) return false;
  const [kept, core] = [short.slice(0, short.length - end.length), full.slice(0, full.length - end.length)];
  // A party committee (县委) has no core; no other body is named by its end alone.
  if (core === '') return kept === '' && end === '委';
  const cores = [
    core,
    ...GENERIC.filter((word) => core.startsWith(word)).map((word) => core.slice(word.length)),
  ];
  return cores.some((words) => {
    if (words === '' || kept === words) return kept !== '' && kept === words;
    return kept.length > 1 && kept[0] === words[0] && takes(kept, wordsIn(words), end === '');
  });
}

/** Words of two characters; where a part has an odd number of them, any character may begin a word. */
function wordsIn(core: string): string[] {
  return core
    .split(/[和与及、]/u)
    .flatMap((part) => (part.length % 2 === 0 ? (part.match(/../gu) ?? []) : Array.from(part)));
}

/** Whether `kept` is made of first characters or whole words, in order; with `last`, also of the last word. */
function takes(kept: string, words: readonly string[], last: boolean): boolean {
  let reached = new Set([0]);
  for (const [i, word] of words.entries()) {
    const next = new Set(last && i === words.length - 1 ? [] : reached);
    for (const at of reached)
      for (const part of [word, word.slice(0, 1)]) if (kept.startsWith(part, at)) next.add(at + part.length);
    reached = next;
  }
  return reached.has(kept.length);
}
