/**
 * What row-level security knows of the actor. Every value is serialised from checked integers and UUIDs,
 * because SET LOCAL takes no parameters (and set_config() does not reach the workers of a distributed
 * PostgreSQL).
 */
export interface DbSettings {
  /** The tenant; 0 only for the sign-in of an as yet unknown account. */
  jurisdiction: number;
  account?: string | null;
  person?: string | null;
  unit?: string | null;
  /** Relations by which somebody is near kin of the person, as the pack calls them. */
  near?: readonly string[];
  clearance?: number;
  /** Organs whose dossiers and records the actor may see. */
  reach?: readonly string[];
  /** Organs whose clue room (clues, cases and what belongs to them) the actor may enter. */
  rooms?: readonly string[];
  /** Ids under which a row may name the actor: the account, the unit it speaks for, its person. */
  principals?: readonly string[];
  /** May read the registry of persons, units and posts. */
  registry?: boolean;
  /** May read the ledger of the jurisdiction. */
  ledger?: boolean;
  /** May manage accounts and grants. */
  accounts?: boolean;
  /** SHA-256 of a session or API token, hex: lets exactly this session be read before its owner is known. */
  token?: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CODE = /^[a-z][a-z0-9-]*$/;
const HEX = /^[0-9a-f]{64}$/;

function uuid(value: string): string {
  if (!UUID.test(value)) throw new TypeError('Not a UUID in database settings');
  return value;
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new TypeError('Not a whole number in database settings');
  return String(value);
}

function code(value: string): string {
  if (!CODE.test(value)) throw new TypeError('Not a code in database settings');
  return value;
}

const uuids = (values: readonly string[]) => `{${values.map(uuid).join(',')}}`;

/** The SET LOCAL statements of an actor. Absent values are left unset, which every policy reads as "no". */
export const setLocal = (settings: DbSettings): string =>
  valuesOf(settings)
    .filter(([, value]) => value !== '')
    .map(statementOf)
    .join(';');

/** The same one by one for a transaction that has an actor already: what the new one lacks is emptied. */
export const setAnew = (settings: DbSettings): string[] => valuesOf(settings).map(statementOf);

const statementOf = ([name, value]: readonly [string, string]) => `set local app.${name}='${value}'`;

/** Every setting with its checked text; empty where the actor has none. */
function valuesOf(settings: DbSettings): (readonly [string, string])[] {
  const {
    account,
    person,
    unit,
    near,
    clearance,
    reach,
    rooms,
    principals,
    registry,
    ledger,
    accounts,
    token,
  } = settings;
  if (token && !HEX.test(token)) throw new TypeError('Not a token digest in database settings');
  return [
    ['jurisdiction', integer(settings.jurisdiction)],
    ['account', account ? uuid(account) : ''],
    ['person', person ? uuid(person) : ''],
    ['unit', unit ? uuid(unit) : ''],
    ['near', near?.length ? `{${near.map(code).join(',')}}` : ''],
    ['clearance', clearance ? integer(clearance) : ''],
    ['reach', reach?.length ? uuids(reach) : ''],
    ['rooms', rooms?.length ? uuids(rooms) : ''],
    ['principals', principals?.length ? uuids(principals) : ''],
    ['registry', registry ? '1' : ''],
    ['ledger', ledger ? '1' : ''],
    ['accounts', accounts ? '1' : ''],
    ['token', token ?? ''],
  ];
}
