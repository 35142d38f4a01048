import { type Column, type Pack, pick } from '@plumbline/policy';
import { cleanText, halfWidth } from '../../../platform/workbook/cells.ts';
import type { ColumnSpec } from '../../../platform/workbook/headers.ts';

/** Codes by every way in which a person may write them. */
export type Words = ReadonlyMap<string, string>;

/** The pack's sheet, made ready for reading many rows. */
export interface SheetSpec {
  columns: readonly Column[];
  byCode: ReadonlyMap<string, Column>;
  headings: readonly ColumnSpec[];
  classes: Words;
  /** By class. */
  subTypes: ReadonlyMap<string, Words>;
  sources: Words;
  polarity: Words;
  yesNo: Words;
}

const POLARITY_WORDS = {
  positive: ['positive', '正面', '正', '+'],
  negative: ['negative', '反面', '反', '负面', '负', '-'],
};
const YES_NO_WORDS = {
  yes: ['是', '有', '清楚', 'yes', 'y', 'true', '1', '√', '✓', '对'],
  no: ['否', '无', '不清楚', '不', 'no', 'n', 'false', '0', '×', 'x'],
};

const keys = new Map<string, string>();
const MOST_KEYS = 5000;

/** What doesn't count when words of a list are compared: width, case, spaces, points, brackets. */
export function wordKey(text: string): string {
  // Coded columns say the same few words in every row.
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = halfWidth(cleanText(text))
    .toLowerCase()
    .replace(/[\s·、，,。.;；:：()（）“”"'‘’\-—_/]+/g, '');
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(text, key);
  return key;
}

interface Titled {
  code: string;
  title: { zh: string; en: string };
}

function wordsOf(entries: readonly Titled[], more: (entry: Titled) => string[] = () => []): Words {
  const words = new Map<string, string>();
  for (const entry of entries) {
    for (const text of [entry.code, entry.title.zh, entry.title.en, ...more(entry)]) {
      if (!words.has(wordKey(text))) words.set(wordKey(text), entry.code);
    }
  }
  return words;
}

const fixed = (table: Record<string, readonly string[]>): Words =>
  new Map(
    Object.entries(table).flatMap(([code, texts]) =>
      texts.map((text) => [wordKey(text) || text, code] as const),
    ),
  );

const specs = new WeakMap<Pack, SheetSpec>();

/** The sheet of a pack; made once for each. */
export function sheetSpec(pack: Pack): SheetSpec {
  const known = specs.get(pack);
  if (known) return known;
  const { columns } = pack.submission;
  const spec: SheetSpec = {
    columns,
    byCode: new Map(columns.map((column) => [column.code, column])),
    headings: columns.map((column) => ({
      key: column.code,
      labels: [column.label.zh, column.label.en, ...column.aliases],
      required: column.required,
    })),
    // 信访 is written for 信访类 as often as not.
    classes: wordsOf(pack.classes, ({ title }) => [title.zh.replace(/类$/, '')]),
    subTypes: new Map(pack.classes.map((cls) => [cls.code, wordsOf(cls.subTypes)])),
    sources: wordsOf(pack.sources.filter((source) => source.forClues)),
    polarity: fixed(POLARITY_WORDS),
    yesNo: fixed(YES_NO_WORDS),
  };
  specs.set(pack, spec);
  return spec;
}

export interface Option {
  code: string;
  title: string;
  /** The class of a sub-type. */
  parent: string | null;
}

/** What may be written into a column of the pack; null where anything may. */
export function optionsOf(pack: Pack, column: Column, locale: 'zh' | 'en'): Option[] | null {
  const plain = (entries: readonly Titled[]): Option[] =>
    entries.map((entry) => ({ code: entry.code, title: pick(entry.title, locale), parent: null }));
  switch (column.listOf) {
    case 'classes':
      return plain(pack.classes);
    case 'sub-types':
      return pack.classes.flatMap((cls) =>
        plain(cls.subTypes).map((option) => ({ ...option, parent: cls.code })),
      );
    case 'sources':
      return plain(pack.sources.filter((source) => source.forClues));
    case 'polarity':
      return [
        { code: 'positive', title: locale === 'zh' ? '正面' : 'positive', parent: null },
        { code: 'negative', title: locale === 'zh' ? '反面' : 'negative', parent: null },
      ];
    case 'yes-no':
      return [
        { code: 'yes', title: locale === 'zh' ? '是' : 'yes', parent: null },
        { code: 'no', title: locale === 'zh' ? '否' : 'no', parent: null },
      ];
    default:
      return null;
  }
}
