/** Entries about these keep no supervisory content: accounts, roles, organs, the platform itself. */
const PLATFORM = new Set([
  'account',
  'api_token',
  'calendar_year',
  'grant',
  'jurisdiction',
  'limit_override',
  'organ',
  'organ_reach',
  'pack',
  'passkey',
  'password_sheet',
  'session',
]);

/** What tells how something was done and why, never what it says. */
const SHOWN = new Set([
  'action',
  'class',
  'count',
  'from',
  'item',
  'kind',
  'pack',
  'period',
  'procedure',
  'purpose',
  'reason',
  'register',
  'rows',
  'stage',
  'state',
  'status',
  'subjectKind',
  'to',
  'version',
]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The data of a ledger entry as its readers may see it. Entries carry enough to rebuild a record, so most of
 * what they carry is content, and the auditor sees none: ids, reasons and codes stay, the rest goes.
 */
export function redact(entity: string, data: unknown): unknown {
  return PLATFORM.has(entity) ? data : (keep('', data) ?? {});
}

function keep(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.map((one) => keep(key, one)).filter((one) => one !== undefined);
    return kept.length ? kept : undefined;
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value)
      .map(([name, one]) => [name, keep(name, one)] as const)
      .filter(([, one]) => one !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  if (typeof value === 'string' && UUID.test(value)) return value;
  return SHOWN.has(key) ? value : undefined;
}

/** Names of what an entry keeps, whether it is shown or not. */
export const fieldsOf = (data: unknown): string[] =>
  typeof data === 'object' && data !== null ? Object.keys(data) : [];
