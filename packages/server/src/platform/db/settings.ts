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

const uuids = (values: readonly string[]) => `{${values.map(uuid).join(',')}}`;

/** The SET LOCAL statements of an actor. Absent values are left unset, which every policy reads as "no". */
export function setLocal(settings: DbSettings): string {
  const parts = [`set local app.jurisdiction='${integer(settings.jurisdiction)}'`];
  if (settings.account) parts.push(`set local app.account='${uuid(settings.account)}'`);
  if (settings.person) parts.push(`set local app.person='${uuid(settings.person)}'`);
  if (settings.unit) parts.push(`set local app.unit='${uuid(settings.unit)}'`);
  if (settings.clearance) parts.push(`set local app.clearance='${integer(settings.clearance)}'`);
  if (settings.reach?.length) parts.push(`set local app.reach='${uuids(settings.reach)}'`);
  if (settings.rooms?.length) parts.push(`set local app.rooms='${uuids(settings.rooms)}'`);
  if (settings.principals?.length) parts.push(`set local app.principals='${uuids(settings.principals)}'`);
  if (settings.registry) parts.push("set local app.registry='1'");
  if (settings.ledger) parts.push("set local app.ledger='1'");
  if (settings.accounts) parts.push("set local app.accounts='1'");
  if (settings.token) {
    if (!HEX.test(settings.token)) throw new TypeError('Not a token digest in database settings');
    parts.push(`set local app.token='${settings.token}'`);
  }
  return parts.join(';');
}
