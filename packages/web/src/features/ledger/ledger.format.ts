import { comma } from '../../lib/language.ts';
import { beginningOf } from '../../lib/time.ts';

/** What stands behind `?` on the ledger page. */
export const FILTERS = ['accountId', 'kind', 'type', 'subjectId', 'entityId', 'from', 'to'] as const;
export type LedgerFilter = Partial<Record<(typeof FILTERS)[number], string>>;

/** Midnight at the beginning of a day, `days` later, as the moment the server compares with. */
function midnight(day: string, days: number): string | undefined {
  const noon = Date.parse(`${day}T12:00Z`) + days * 86_400_000;
  return Number.isNaN(noon)
    ? undefined
    : beginningOf(new Date(noon).toISOString().slice(0, 10))?.toISOString();
}

/** The query of a filter: days are whole days of the jurisdiction's calendar, the last one included. */
export function queryOf({ from, to, ...rest }: LedgerFilter): Record<string, string | undefined> {
  return {
    ...rest,
    from: from ? midnight(from, 0) : undefined,
    to: to ? midnight(to, 1) : undefined,
  };
}

export interface Detail {
  /** Path of names inside the entry: `after.name`. */
  path: string;
  value: string;
}

/** The data of an entry line by line; lists on one line each, nothing left out. */
export function detailsOf(data: unknown, path = ''): Detail[] {
  if (data === null || data === undefined) return path ? [{ path, value: '—' }] : [];
  if (Array.isArray(data)) {
    if (data.every((one) => typeof one !== 'object' || one === null))
      return path ? [{ path, value: data.map(String).join(comma()) }] : [];
    return data.flatMap((one, index) => detailsOf(one, `${path}.${index + 1}`));
  }
  if (typeof data === 'object')
    return Object.entries(data).flatMap(([name, value]) => detailsOf(value, path ? `${path}.${name}` : name));
  return [{ path, value: String(data) }];
}

/** Names that say how an entry is kept, not what was done: they number steps and point from one to another. */
const KEEPING: ReadonlySet<string> = new Set(['at', 'effects', 'seq', 'type', 'request', 'approval']);
/** Codes that the particulars of an entry say in words. */
const SAID: ReadonlySet<string> = new Set([
  ...['account', 'action', 'as', 'asked', 'authority', 'chain', 'for', 'from', 'organ', 'person'],
  ...['repeats', 'seat', 'step', 'to'],
]);

/** What an entry shows besides its particulars, and which of its fields it keeps back. */
export function readableOf(entry: {
  particulars: readonly unknown[];
  data: unknown;
  fields: readonly string[];
}): { shown: Detail[]; withheld: string[] } {
  const told = (name: string) => entry.particulars.length > 0 && (SAID.has(name) || KEEPING.has(name));
  const all = detailsOf(entry.data);
  const names = new Set(all.map(({ path }) => path.split('.')[0]));
  return {
    shown: all.filter(({ path }) => !told(path.split('.')[0]!)),
    withheld: entry.fields.filter((name) => !names.has(name) && !told(name)),
  };
}

const WHYS = ['reason', 'basis', 'purpose'] as const;

/** Why it was done, in the words of who did it; of what was entered, the basis that was given for it. */
export function whyOf(data: unknown): string | undefined {
  const fields = (data ?? {}) as Record<string, unknown>;
  const why = WHYS.map((name) => fields[name]).find((text) => typeof text === 'string' && text !== '');
  return (why as string | undefined) ?? (fields.after ? whyOf(fields.after) : undefined);
}
