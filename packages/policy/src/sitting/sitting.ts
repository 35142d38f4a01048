import type { PackText } from '../pack/common.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';
import type { Sitting } from '../pack/sitting.schema.ts';
import type { DecisionTable } from '../pack/table.schema.ts';
import { evaluateTable, type TableValue } from '../tables/evaluate-table.ts';
import { ageOn } from '../terms/age.ts';
import { isDay } from '../terms/days.ts';

type Fields = Readonly<Record<string, unknown>>;

/** When and where people sit together; minutes of the day, 0 to 1439. */
export interface SittingTime {
  day: string;
  from: number;
  until: number;
  place: string;
}

export interface SittingFault {
  field: string;
  code: string;
  text: PackText;
}

/** Inputs of a table of rules that the platform knows by itself. */
export const KNOWN_INPUTS = ['from', 'until', 'minutes', 'age'] as const;

/** Minutes of the day of a time `hh:mm`; undefined for anything else. */
export function minutesOf(time: unknown): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(time)) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The sitting that the forms say; undefined while day, time or place is not said. */
export function sittingOf(fields: Sitting, data: Fields): SittingTime | undefined {
  const [day, from, until, place] = [
    data[fields.day],
    minutesOf(data[fields.from]),
    minutesOf(data[fields.until]),
    data[fields.place],
  ];
  if (typeof day !== 'string' || !isDay(day) || from === undefined || until === undefined) return undefined;
  return typeof place === 'string' && place.trim() ? { day, from, until, place: place.trim() } : undefined;
}

/** What of a sitting that was held departs from the rules, by what the record says in place of the plan. */
export const departuresOf = (
  pack: Pick<Pack, 'tables'>,
  fields: Sitting,
  data: Fields,
  births: readonly (string | null)[],
): SittingFault[] => {
  const found = Object.entries(fields.found ?? {}).flatMap(([input, field]) =>
    data[field] === undefined ? [] : [[input, data[field]] as const],
  );
  // No day lies before the beginning of time: what was held has passed.
  return sittingFaults(pack, fields, { ...data, ...Object.fromEntries(found) }, births, '');
};

/**
 * What is wrong with the time: it ends before it begins, its day has passed, or a rule of the pack refuses it, with the
 * words and the source of the rule.
 * @param data all that the forms say
 * @param births days of birth of the subjects, as far as known
 */
export function sittingFaults(
  pack: Pick<Pack, 'tables'>,
  fields: Sitting,
  data: Fields,
  births: readonly (string | null)[],
  today: string,
): SittingFault[] {
  const time = sittingOf(fields, data);
  if (!time) return [];
  const { day, from, until } = time;
  if (day < today)
    return [
      {
        field: fields.day,
        code: 'sitting.past',
        text: { zh: '日期不得早于今天', en: 'The day has passed already' },
      },
    ];
  if (until <= from)
    return [
      {
        field: fields.until,
        code: 'sitting.order',
        text: { zh: '结束时间须晚于开始时间', en: 'It has to end after it begins' },
      },
    ];
  const table = pack.tables[fields.rules ?? ''];
  if (!table) return [];
  const age = Math.max(0, ...births.flatMap((birth) => (birth === null ? [] : [ageOn(birth, day)])));
  const known = { from, until, minutes: until - from, age };
  const answer = evaluateTable(table, valuesFor(table, known, data));
  if ('unfit' in answer) return answer.unfit.map((field) => lacking(table, field));
  return answer.fired.map(({ row, gives }) => ({
    field: fields.from,
    code: 'sitting.refused',
    text: wordsOf(table, row, gives),
  }));
}

function valuesFor(table: DecisionTable, known: Fields, data: Fields): Record<string, TableValue> {
  return Object.fromEntries(
    table.inputs.flatMap(({ name, domain }) => {
      const value = known[name] ?? data[name] ?? ('flag' in domain ? false : undefined);
      return value === undefined ? [] : [[name, value as TableValue]];
    }),
  );
}

function lacking(table: DecisionTable, field: string): SittingFault {
  const { zh, en } = table.inputs.find(({ name }) => name === field)!.title;
  return { field, code: 'sitting.unknown', text: { zh: `须先写明${zh}`, en: `Say first: ${en}` } };
}

/** What the row says, and where it comes from. */
function wordsOf(table: DecisionTable, row: string, gives: Readonly<Record<string, string>>): PackText {
  const { source } = table.rows.find(({ id }) => id === row)!;
  const said = table.outputs.flatMap(
    ({ name, oneOf }) => oneOf.find(({ code }) => code === gives[name])?.title ?? [],
  );
  return {
    zh: `${said.map(({ zh }) => zh).join('；')}（${source.zh}）`,
    en: `${said.map(({ en }) => en).join('; ')} (${source.en})`,
  };
}

/** Whether two sittings of one day overlap; one that ends when the other begins does not. */
export const overlaps = (
  a: Pick<SittingTime, 'from' | 'until'>,
  b: Pick<SittingTime, 'from' | 'until'>,
): boolean => a.from < b.until && b.from < a.until;

/** How places are compared: width, spaces and case aside. */
export const placeKey = (place: string): string =>
  place.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase();
