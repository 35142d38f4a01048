/** One part of a text, in its order. */
export interface ParsedPart {
  kind: 'heading' | 'article' | 'paragraph';
  level: number;
  number: string | null;
  label: string | null;
  text: string;
  question: string | null;
}

/** Something to look at; `line` counts from 1. */
export interface TextNote {
  code: 'library.repeated' | 'library.jump' | 'library.no-article' | 'library.too-many';
  params: Record<string, string>;
  line: number;
}

/** More parts than this is not one regulation. */
const MOST = 4000;

/** What a line begins with is looked for in so many characters; every repetition is bounded. */
const HEAD = 40;
/** Longer than this, a line is no heading. */
const HEADING_LENGTH = 120;
/** No regulation has more articles, nor so many inserted behind one. */
const HIGHEST = 9999;

const DIGITS = '零〇一二两三四五六七八九十百千0-9０-９';
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
const HEADING = new RegExp(`^第[${DIGITS}]{1,12}(编|分编|章|节)(?:\\s|$)`);
const LEVELS: Readonly<Record<string, number>> = { 编: 1, 分编: 2, 章: 3, 节: 4 };
const ARTICLE = new RegExp(`^第([${DIGITS}]{1,12})条(?:之([${DIGITS}]{1,8})(?![${DIGITS}]))?`);
const ENGLISH_HEADING = /^(Part|Chapter|Section)\s{1,4}(?:[IVXLC]{1,8}|\d{1,4})\b/i;
const ENGLISH_LEVELS: Readonly<Record<string, number>> = { part: 1, chapter: 3, section: 4 };
const ENGLISH_ARTICLE = /^(?:Article|Art\.)\s{1,4}(\d{1,4})(?:-(\d{1,4}))?[.:]?(?:\s|$)/i;
const OUTLINE = /^[一二三四五六七八九十]{1,6}、\S/;
const QUESTION = /^(?:对照|Check)\s{0,4}[:：]/i;
const CONTENTS = /^目\s{0,8}录$/;

const VALUES: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** A number as laws write it: 一百三十二, 十, 132, １３２. Undefined when it is none. */
export function numberOf(text: string): number | undefined {
  const plain = text.normalize('NFKC');
  if (/^\d{1,9}$/.test(plain)) return Number(plain);
  let total = 0;
  let digit: number | undefined;
  for (const character of plain) {
    const unit = UNITS[character];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
      continue;
    }
    const value = VALUES[character];
    if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
    digit = value;
  }
  return total + (digit ?? 0);
}

interface Begun {
  number: string;
  label: string;
  rest: string;
}

/**
 * Cuts a text into headings, articles and paragraphs. An article begins at the start of a line; without a space
 * behind its number only where it is the next one, so that a sentence that begins with a reference stays a
 * sentence. A table of contents is left out.
 */
export function parseText(
  text: string,
  holds: 'articles' | 'text',
): { parts: ParsedPart[]; notes: TextNote[] } {
  const parts: ParsedPart[] = [];
  const notes: TextNote[] = [];
  const seen = new Set<string>();
  let last = 0;
  let skipUntil: string | true | undefined;
  for (const [i, raw] of text.split(BREAK).entries()) {
    const line = raw.trim();
    if (!line) continue;
    if (parts.length >= MOST) {
      notes.push({ code: 'library.too-many', params: { most: String(MOST) }, line: i + 1 });
      break;
    }
    if (CONTENTS.test(line)) {
      skipUntil = true;
      continue;
    }
    const heading = headingOf(line, holds);
    if (skipUntil !== undefined) {
      if (heading && skipUntil === true) {
        skipUntil = line;
        continue;
      }
      if (heading && line !== skipUntil) continue;
      if (!heading && !articleOf(line, last)) continue;
      skipUntil = undefined;
    }
    if (heading) {
      parts.push(heading);
      continue;
    }
    const current = parts.at(-1);
    const question = questionOf(line);
    if (question && current && current.kind === 'article' && current.question === null) {
      current.question = question;
      continue;
    }
    const article = holds === 'articles' ? articleOf(line, last) : undefined;
    if (!article) {
      if (current?.kind === 'article') current.text += current.text ? `\n${line}` : line;
      else parts.push({ kind: 'paragraph', level: 0, number: null, label: null, text: line, question: null });
      continue;
    }
    const main = Number(article.number.split('-')[0]);
    const params = { label: article.label };
    if (seen.has(article.number)) notes.push({ code: 'library.repeated', params, line: i + 1 });
    else if (seen.size > 0 && main > last + 1) notes.push({ code: 'library.jump', params, line: i + 1 });
    seen.add(article.number);
    last = main;
    parts.push({
      kind: 'article',
      level: 0,
      number: article.number,
      label: article.label,
      text: article.rest,
      question: null,
    });
  }
  if (holds === 'articles' && seen.size === 0 && parts.length > 0)
    notes.push({ code: 'library.no-article', params: {}, line: 1 });
  return { parts, notes };
}

function headingOf(line: string, holds: 'articles' | 'text'): ParsedPart | undefined {
  const one = (level: number): ParsedPart => ({
    kind: 'heading',
    level,
    number: null,
    label: null,
    text: line,
    question: null,
  });
  const head = line.slice(0, HEAD);
  if (line.length <= HEADING_LENGTH) {
    const chinese = HEADING.exec(head);
    if (chinese) return one(LEVELS[chinese[1]!]!);
    const english = ENGLISH_HEADING.exec(head);
    if (english) return one(ENGLISH_LEVELS[english[1]!.toLowerCase()]!);
  }
  return holds === 'text' && line.length <= HEAD && OUTLINE.test(line) ? one(3) : undefined;
}

function questionOf(line: string): string | undefined {
  const begun = QUESTION.exec(line.slice(0, HEAD));
  return begun ? line.slice(begun[0].length).trim() : undefined;
}

const isNumber = (n: number | undefined): n is number => n !== undefined && n > 0 && n <= HIGHEST;

function articleOf(line: string, last: number): Begun | undefined {
  const head = line.slice(0, HEAD);
  const chinese = ARTICLE.exec(head);
  if (chinese) {
    const main = numberOf(chinese[1]!);
    const behind = chinese[2] === undefined ? undefined : numberOf(chinese[2]);
    if (!isNumber(main) || (chinese[2] !== undefined && !isNumber(behind))) return undefined;
    const label = chinese[0];
    const rest = line.slice(label.length);
    const apart = rest === '' || /^[\s【[（(]/.test(rest);
    if (!apart && main !== last + 1) return undefined;
    return { number: behind ? `${main}-${behind}` : String(main), label, rest: rest.trim() };
  }
  const english = ENGLISH_ARTICLE.exec(head);
  if (!english || !Number(english[1])) return undefined;
  const number = [english[1]!, ...(english[2] ? [english[2]] : [])].map(Number).join('-');
  return { number, label: `Article ${number}`, rest: line.slice(english[0].length).trim() };
}

export interface Difference {
  label: string;
  change: 'added' | 'removed' | 'changed' | 'same';
  before: string | null;
  after: string | null;
}

type Compared = { number: string | null; label: string | null; text: string };

/** What changed between two texts, article by article in the order of the newer one; removed ones stand where they stood. */
export function differencesOf(before: readonly Compared[], after: readonly Compared[]): Difference[] {
  const key = (part: Compared) => part.number ?? `§${part.text}`;
  const old = new Map(before.map((part) => [key(part), part]));
  const fresh = new Set(after.map(key));
  const rows: Difference[] = [];
  const gone = before.map((part, at) => ({ part, at })).filter(({ part }) => !fresh.has(key(part)));
  let next = 0;
  const removedUpTo = (position: number) => {
    for (; next < gone.length && gone[next]!.at < position; next++) {
      const { part } = gone[next]!;
      rows.push({ label: part.label ?? '', change: 'removed', before: part.text, after: null });
    }
  };
  const positions = new Map(before.map((part, at) => [key(part), at]));
  for (const part of after) {
    const was = old.get(key(part));
    if (was) removedUpTo(positions.get(key(part))!);
    const change = was ? (was.text === part.text ? 'same' : 'changed') : 'added';
    rows.push({ label: part.label ?? '', change, before: was?.text ?? null, after: part.text });
  }
  removedUpTo(Number.POSITIVE_INFINITY);
  return rows;
}
