import { Username } from '@plumbline/contract/identity';
import type { Pack } from '@plumbline/policy';
import type { FaultInput } from '../../../platform/errors/app-error.ts';
import { usernameKey } from '../accounts/account.store.ts';
import { conflictOf, placeFaults, type RoleFacts } from '../grants/grant.rules.ts';
import type { Key } from './columns.ts';
import type { SheetRow } from './read-sheet.ts';

/** What the database knows that a row may name. */
export interface Known {
  /** Taken user names, by key. */
  usernames: ReadonlySet<string>;
  organs: readonly {
    id: string;
    code: string;
    name: string;
    kind: string;
    activeFrom: string;
    activeTo: string | null;
  }[];
  /** Ids of open units by name or alias. */
  units: ReadonlyMap<string, readonly string[]>;
  roles: ReadonlyMap<string, RoleFacts>;
  today: string;
}

export interface CheckedRow {
  source: SheetRow;
  role: string | null;
  organId: string | null;
  unitId: string | null;
  from: string;
  to: string | null;
}

/** One account to be opened, with the roles of all its rows. */
export interface Draft {
  username: string;
  name: string;
  unitId: string | null;
  roles: { role: string; organId: string | null; unitId: string | null; from: string; to: string | null }[];
}

export interface Checked {
  rows: CheckedRow[];
  drafts: Draft[];
  faults: FaultInput[];
}

/** Where each pointer of a role's fault stands in the sheet. */
const COLUMN_OF: Record<string, Key> = {
  '/role': 'role',
  '/organId': 'organ',
  '/unitId': 'unit',
  '/from': 'from',
  '/to': 'to',
};

/** Role by code or by title in either language. */
export function findRole(pack: Pack, text: string): string | undefined {
  const same = (other: string) => other.toLowerCase() === text.toLowerCase();
  return pack.roles.find((role) => same(role.code) || same(role.title.zh) || same(role.title.en))?.code;
}

/** Says everything that is wrong with the rows of a workbook of accounts, and what they would become. Pure. */
export function checkRows(sheetRows: readonly SheetRow[], pack: Pack, known: Known): Checked {
  const faults: FaultInput[] = [];
  const drafts = new Map<string, Draft>();
  const rows = sheetRows.map((source) => {
    const fault = (key: Key, code: string, params: Record<string, unknown> = {}) => {
      const column = source.columns[key];
      faults.push({ sheet: source.sheet, row: source.row, ...(column ? { column } : {}), code, params });
    };
    const row = resolve(source, pack, known, fault);
    const draft = draftOf(source, row, drafts, known, fault);
    if (row.role) addRole(row, draft, known, fault);
    return row;
  });
  return { rows, drafts: [...drafts.values()], faults };
}

type Fault = (key: Key, code: string, params?: Record<string, unknown>) => void;

function resolve(source: SheetRow, pack: Pack, known: Known, fault: Fault): CheckedRow {
  const { role, organ, unit } = source.texts;
  const roleCode = role ? findRole(pack, role) : undefined;
  if (role && !roleCode) fault('role', 'unknown-code', { value: role });
  if (!role && organ) fault('role', 'role-for-organ');
  const organs = organ ? known.organs.filter((one) => one.code === organ || one.name === organ) : [];
  if (organ && organs.length !== 1)
    fault('organ', organs.length ? 'several-of-this-name' : 'no-such-organ', { value: organ });
  const units = unit ? (known.units.get(unit) ?? []) : [];
  if (unit && units.length !== 1)
    fault('unit', units.length ? 'several-of-this-name' : 'no-such-unit', { value: unit });
  return {
    source,
    role: roleCode ?? null,
    organId: organs.length === 1 ? organs[0]!.id : null,
    unitId: units.length === 1 ? units[0]! : null,
    from: source.from ?? known.today,
    to: source.to,
  };
}

/** The account of a row: a new one, or that of an earlier row of the same user name. */
function draftOf(
  source: SheetRow,
  row: CheckedRow,
  drafts: Map<string, Draft>,
  known: Known,
  fault: Fault,
): Draft {
  const { username, name } = source.texts;
  const parsed = Username.safeParse(username);
  if (!username) fault('username', 'required');
  else if (!parsed.success) fault('username', 'username-form', { value: username });
  if (!name) fault('name', 'required');
  if (name.length > 100) fault('name', 'text-too-long', { max: 100 });
  const key = usernameKey(username);
  if (username && known.usernames.has(key)) fault('username', 'username-taken');
  const before = drafts.get(key);
  if (!before) {
    const draft: Draft = { username, name, unitId: row.unitId, roles: [] };
    drafts.set(key, draft);
    return draft;
  }
  if (before.name !== name) fault('name', 'other-name-before', { value: before.name });
  if (row.unitId && before.unitId && row.unitId !== before.unitId) fault('unit', 'other-unit-before');
  before.unitId ??= row.unitId;
  return before;
}

function addRole(row: CheckedRow, draft: Draft, known: Known, fault: Fault): void {
  const facts = known.roles.get(row.role!);
  const organ = known.organs.find((one) => one.id === row.organId) ?? null;
  // A unit beside a role in an organ says for whom the account speaks, not where the role is held.
  const unitId = facts?.inUnit ? row.unitId : null;
  const place = { organ, unit: unitId ? { id: unitId } : null, accountUnitId: draft.unitId };
  for (const found of placeFaults(facts, place, row)) {
    const named = found.pointer === '/organId' ? row.source.texts.organ : row.source.texts.unit;
    // What could not be found was said already.
    if (['/organId', '/unitId'].includes(found.pointer) && named && !(organ ?? unitId)) continue;
    fault(COLUMN_OF[found.pointer]!, found.code, { value: row.role });
  }
  const wanted = {
    accountId: draft.username,
    role: row.role!,
    organId: row.organId,
    unitId,
    from: row.from,
    to: row.to,
  };
  const held = draft.roles.map((role) => ({ ...role, accountId: draft.username }));
  const conflict = conflictOf(wanted, held, known.roles);
  if (conflict) {
    const { role, from, to } = conflict.with;
    fault('role', 'role-conflict', { role, from, to: to ?? '—' });
  }
  draft.roles.push(wanted);
}
