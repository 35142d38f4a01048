import type {
  importAccounts as importRoute,
  previewAccounts as previewRoute,
} from '@plumbline/contract/identity';
import type { Reply } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { json } from '../../../platform/db/sql.ts';
import { AppError, type FaultInput, invalid } from '../../../platform/errors/app-error.ts';
import { faultText } from '../../../platform/errors/fault-texts.ts';
import { usernameKey } from '../accounts/account.store.ts';
import { openAccount } from '../accounts/create-account.ts';
import { roleFacts } from '../grants/grant.rules.ts';
import { roleTitles } from '../grants/grant.view.ts';
import { hashPassword, newInitialPassword } from '../password.ts';
import { unitsNamed } from '../registry-names.ts';
import { type Checked, checkRows, type Draft } from './check-rows.ts';
import { readSheet } from './read-sheet.ts';

const SHEET_LIFE_MS = 24 * 3_600_000;
/** Two hashes at once fill the two threads that they may take; more would only wait. */
const HASHES_AT_ONCE = 4;

/** The file of the request. @throws 400 when there is none */
export function fileOf(body: unknown): Uint8Array {
  if (!(body instanceof Uint8Array) || body.length === 0) throw new AppError('invalid');
  return body;
}

async function check(ctx: Ctx, file: Uint8Array): Promise<Checked> {
  const { rows, faults } = await readSheet(file);
  const j = ctx.actor.jurisdictionId;
  const keys = [...new Set(rows.map((row) => usernameKey(row.texts.username)))];
  const [taken, organs, units] = await Promise.all([
    ctx.trx
      .selectFrom('account')
      .select('username')
      .where('jurisdiction_id', '=', j)
      .where(sql<boolean>`lower(username) = any(${keys}::text[])`)
      .execute(),
    ctx.trx
      .selectFrom('organ')
      .select(['id', 'code', 'name', 'kind', 'active_from as activeFrom', 'active_to as activeTo'])
      .where('jurisdiction_id', '=', j)
      .where(sql<boolean>`(active_to is null or active_to >= ${ctx.today}::date)`)
      .execute(),
    unitsNamed(ctx, [...new Set(rows.flatMap((row) => row.texts.unit || []))]),
  ]);
  const usernames = new Set(taken.map((row) => usernameKey(row.username)));
  const known = { usernames, organs, units, roles: roleFacts(ctx.pack), today: ctx.today };
  const checked = checkRows(rows, ctx.pack, known);
  const title = roleTitles(ctx);
  // Conflicts name a role; people know it by its title.
  const worded = checked.faults.map((fault) =>
    fault.params?.role
      ? { ...fault, params: { ...fault.params, role: title(String(fault.params.role)) } }
      : fault,
  );
  return { ...checked, faults: [...faults, ...worded] };
}

/** What a workbook would do, with everything that is wrong with it. Nothing is kept. */
export async function previewAccounts(ctx: Ctx, file: Uint8Array): Promise<Reply<typeof previewRoute>> {
  const { rows, drafts, faults } = await check(ctx, file);
  const title = roleTitles(ctx);
  return {
    rows: rows.map(({ source, role, from, to }) => ({
      sheet: source.sheet,
      row: source.row,
      username: source.texts.username,
      name: source.texts.name,
      role,
      roleTitle: role ? title(role) : source.texts.role || null,
      organ: source.texts.organ || null,
      unit: source.texts.unit || null,
      from: role ? from : null,
      to,
    })),
    accounts: drafts.length,
    roles: rows.filter((row) => row.role).length,
    faults: faults.map((fault) => describe(ctx, fault)),
  };
}

function describe(ctx: Ctx, { params, text, ...fault }: FaultInput) {
  return { ...fault, detail: text?.[ctx.locale] ?? faultText(fault.code, params ?? {}, ctx.locale) };
}

export interface Credential {
  username: string;
  name: string;
  password: string;
}

/**
 * Opens all accounts of a workbook or none, and leaves its roles for the security administrator to decide.
 * @throws 400 naming each fault by sheet, row and column; 422; 409 when a name was taken in between
 */
export async function importAccounts(ctx: Ctx, file: Uint8Array): Promise<Reply<typeof importRoute>> {
  const { drafts, faults } = await check(ctx, file);
  if (faults.length) throw invalid(...faults);
  const credentials = drafts.map((draft) => ({ ...draft, password: newInitialPassword() }));
  const hashes: string[] = [];
  for (let i = 0; i < credentials.length; i += HASHES_AT_ONCE) {
    const some = credentials.slice(i, i + HASHES_AT_ONCE);
    hashes.push(...(await Promise.all(some.map(({ password }) => hashPassword(password)))));
  }
  for (const [i, draft] of drafts.entries()) await enter(ctx, draft, hashes[i]!);
  const id = newId(ctx.now.getTime());
  keepPasswords(ctx, id, credentials);
  const roles = drafts.reduce((sum, draft) => sum + draft.roles.length, 0);
  ctx.record({
    type: 'account.imported',
    entity: 'password_sheet',
    entityId: id,
    data: { accounts: drafts.length, roles },
  });
  return { id, accounts: drafts.length, roles };
}

async function enter(ctx: Ctx, draft: Draft, passwordHash: string): Promise<void> {
  const { username, name, unitId } = draft;
  const accountId = await openAccount(ctx, {
    username,
    name,
    unitId,
    personId: null,
    locale: 'zh',
    passwordHash,
  });
  for (const role of draft.roles) {
    ctx.send(
      ctx.trx.insertInto('grant_proposal').values({
        jurisdiction_id: ctx.actor.jurisdictionId,
        id: newId(ctx.now.getTime()),
        account_id: accountId,
        role: role.role,
        organ_id: role.organId,
        unit_id: role.unitId,
        from_day: role.from,
        to_day: role.to,
        proposed_by: ctx.actor.accountId,
        proposed_at: ctx.now,
      }),
    );
  }
}

function keepPasswords(ctx: Ctx, id: string, credentials: readonly Credential[]): void {
  const rows = credentials.map(({ username, name, password }) => ({ username, name, password }));
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  ctx.send(
    ctx.trx.insertInto('password_sheet').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      id,
      account_id: ctx.actor.accountId,
      sealed: keys.encrypt('passwords', json(rows), id),
      expires_at: new Date(ctx.now.getTime() + SHEET_LIFE_MS),
    }),
  );
}
