import { textOfValue } from '../catalogue/facts.ts';
import { nodeAt, valuesAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { DifferenceRule, DifferenceSide } from '../pack/screening.schema.ts';

/** An entry that may be compared: read by the reader, and of a status that may stand beside others. */
export interface Comparable {
  id: string;
  item: string;
  /** Day of the entry, where the rule names no field that says it. */
  day: string;
  /** The version of the pack under which it was filed. */
  pack: Pack;
  form: unknown;
}

export interface Said {
  title: PackText;
  value: unknown;
  text?: PackText;
  /** Concerns kin or third persons: to be masked (P12). */
  kin: boolean;
}

/** One side of a difference: what the entry says, and of which day. */
export interface Statement {
  material: string;
  day: string;
  says: Said[];
}

/** What a declaration and another record say differently. It finds nobody guilty: there may be good reasons. */
export interface RecordDifference {
  rule: DifferenceRule;
  declared: Statement;
  recorded: Statement;
}

interface Row extends Statement {
  key: string[];
  value: string | null;
  from: string | null;
  until: string | null;
  year: number | null;
}

/** All differences that the rules find among the entries; the order of entries and rows makes none. */
export function recordDifferences(
  rules: readonly DifferenceRule[],
  entries: readonly Comparable[],
): RecordDifference[] {
  return rules.flatMap((rule) => {
    const of = (side: DifferenceSide) => entries.filter(({ item }) => item === side.item);
    const records = of(rule.recorded).flatMap((entry) => rowsOf(rule.recorded, entry));
    const found = of(rule.declared).flatMap((entry) => differencesWith(rule, entry, records));
    return found.sort((a, b) => compare(sortKey(a), sortKey(b)));
  });
}

function differencesWith(
  rule: DifferenceRule,
  entry: Comparable,
  records: readonly Row[],
): RecordDifference[] {
  const rows = rowsOf(rule.declared, entry);
  const pair = (declared: Statement, recorded: Row): RecordDifference => ({
    rule,
    declared: { material: declared.material, day: declared.day, says: declared.says },
    recorded: { material: recorded.material, day: recorded.from ?? recorded.day, says: recorded.says },
  });
  const day = dayOf(rule.declared, entry);
  const like = (a: Row, b: Row) => a.key.every((part, i) => same(part, b.key[i] ?? '', rule.loosely));
  switch (rule.how) {
    case 'absent': {
      // Nothing is left out where it is not asked for: an entry without the list says nothing of it.
      const whole: Statement = { material: entry.id, day, says: [] };
      return records
        .filter((record) => stoodOn(record, day) && known(record) && !rows.some((row) => like(row, record)))
        .map((record) => pair(whole, record));
    }
    case 'differs':
      return rows.flatMap((row) => {
        const told = records.filter((record) => stoodOn(record, day) && known(record) && like(row, record));
        if (row.value === null || told.some(({ value }) => value === null || same(value, row.value!, true)))
          return [];
        return told.map((record) => pair(row, record));
      });
    case 'same-year':
      return rows.flatMap((row) =>
        records
          .filter((record) => row.year !== null && record.day.startsWith(`${row.year}-`) && like(row, record))
          .map((record) => pair(row, record)),
      );
    case 'after':
      return rows.flatMap((row) =>
        records
          .filter((record) => record.day > day && known(record) && like(row, record))
          .map((record) => pair(row, record)),
      );
  }
}

/** It was so on the day: begun by then, and not ended. */
const stoodOn = ({ from, until }: Row, day: string): boolean =>
  from !== null && from <= day && (until === null || until > day);

/** What has no name can not be looked for on the other side. */
const known = ({ key }: Row): boolean => key.length > 0 && key.every((part) => part !== '');

/** Spaces, marks and width aside; `loosely`: also where one names it more fully than the other. */
function same(a: string, b: string, loosely: boolean): boolean {
  if (a === b) return true;
  if (!loosely || a.length < 4 || b.length < 4) return false;
  return a.includes(b) || b.includes(a);
}

const plain = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : String(value)
        .normalize('NFKC')
        .replaceAll(/[\s\p{P}\p{S}]+/gu, '')
        .toLowerCase();

const dayOf = (side: DifferenceSide, entry: Comparable): string => {
  const [day] = side.day ? valuesAt(entry.form, side.day) : [];
  return typeof day === 'string' ? day : entry.day;
};

function rowsOf(side: DifferenceSide, entry: Comparable): Row[] {
  const filled = (path: string) =>
    valuesAt(entry.form, path).some(
      (value) => value !== false && !(Array.isArray(value) && value.length === 0),
    );
  if (!side.filled.every(filled)) return [];
  const form =
    entry.pack.forms[entry.pack.catalogue.items.find(({ code }) => code === side.item)?.form ?? ''];
  if (!form) return [];
  const rows = side.rows ? valuesAt(entry.form, `${side.rows}[]`) : [entry.form];
  const day = dayOf(side, entry);
  return rows.flatMap((row): Row[] => {
    if (typeof row !== 'object' || row === null) return [];
    const at = (field: string): unknown => (row as Record<string, unknown>)[field];
    if (!Object.entries(side.only).every(([field, values]) => values.includes(String(at(field))))) return [];
    const text = (field: string | undefined): string | null => {
      const value = field === undefined ? undefined : at(field);
      return typeof value === 'string' && value !== '' ? value : null;
    };
    const year = side.year === undefined ? undefined : at(side.year);
    return [
      {
        material: entry.id,
        day,
        key: side.key.map((field) => plain(at(field))),
        value: side.value === undefined ? null : plain(at(side.value)) || null,
        from: text(side.from),
        until: text(side.until),
        year: typeof year === 'number' ? year : null,
        says: side.says.flatMap((field) =>
          said(entry.pack, form as unknown as FormNode, side, field, at(field)),
        ),
      },
    ];
  });
}

function said(pack: Pack, form: FormNode, side: DifferenceSide, field: string, value: unknown): Said[] {
  const found = nodeAt(form, side.rows ? `${side.rows}[]/${field}` : field);
  if (!found || value === undefined || value === null || value === '') return [];
  const { node, kin } = found;
  const title = node['x-title'] ?? { zh: field, en: field };
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => {
    const text = textOfValue(pack, node, one);
    return { title, value: one, kin, ...(text ? { text } : {}) };
  });
}

const sortKey = ({ declared, recorded }: RecordDifference): string =>
  JSON.stringify([
    recorded.day,
    declared.day,
    declared.material,
    recorded.material,
    recorded.says,
    declared.says,
  ]);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
