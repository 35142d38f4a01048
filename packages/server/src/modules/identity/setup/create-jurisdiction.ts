import type { OwnJurisdiction } from '@plumbline/contract/setup';
import type { Pack } from '@plumbline/policy';
import type { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Services } from '../../../platform/context/context.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { newId } from '../../../platform/db/id.ts';
import { AppError, type FaultInput, invalid } from '../../../platform/errors/app-error.ts';
import { type EventInput, eventRow } from '../../../platform/ledger/event.ts';
import { seedCalendar } from '../../../platform/terms/calendar.store.ts';
import { usernameKey } from '../accounts/account.store.ts';
import { initialUntil } from '../accounts/create-account.ts';
import { hashPassword, newInitialPassword } from '../password.ts';

type Input = z.infer<typeof OwnJurisdiction>;

/** The first jurisdiction of a server; later ones are added by its operator. */
const FIRST = 1;

export interface FirstAccount {
  id: string;
  username: string;
  name: string;
  role: string;
  roleTitle: { zh: string; en: string };
  password: string;
}

/** What is wrong with a set-up: every administrator's role once, each a person of its own, a place to hold them. */
export function setupFaults(pack: Pack | undefined, input: Input): FaultInput[] {
  if (!pack)
    return [
      { pointer: '/jurisdiction/pack', code: 'unknown-code', params: { value: input.jurisdiction.pack } },
    ];
  const roles = pack.roles.filter((role) => role.administrator);
  const faults: FaultInput[] = [];
  if (!pack.organKinds.some((kind) => kind.code === input.organ.kind && kind.parents.length === 0))
    faults.push({ pointer: '/organ/kind', code: 'unknown-code', params: { value: input.organ.kind } });
  else if (!roles.every((role) => role.organKinds.includes(input.organ.kind)))
    faults.push({ pointer: '/organ/kind', code: 'role-not-in-this-organ' });
  const names = new Set<string>();
  const people = new Set<string>();
  const given = new Set<string>();
  for (const [i, account] of input.administrators.entries()) {
    const at = `/administrators/${i}`;
    if (!roles.some((role) => role.code === account.role))
      faults.push({ pointer: `${at}/role`, code: 'unknown-code', params: { value: account.role } });
    if (given.has(account.role)) faults.push({ pointer: `${at}/role`, code: 'administrator-twice' });
    if (names.has(usernameKey(account.username)))
      faults.push({ pointer: `${at}/username`, code: 'username-taken' });
    if (people.has(usernameKey(account.name))) faults.push({ pointer: `${at}/name`, code: 'three-persons' });
    given.add(account.role);
    names.add(usernameKey(account.username));
    people.add(usernameKey(account.name));
  }
  const missing = roles.filter((role) => !given.has(role.code));
  for (const role of missing)
    faults.push({
      pointer: '/administrators',
      code: 'administrator-missing',
      params: { role: role.title.zh },
    });
  return faults;
}

/**
 * Makes the jurisdiction, its root organ and its administrators in one transaction. Of several at once exactly
 * one succeeds: they meet at the jurisdiction's row. @throws 400, 409 already-set-up
 */
export async function createJurisdiction(
  services: Services,
  packs: readonly Pack[],
  input: Input,
): Promise<FirstAccount[]> {
  const pack = packs.find((one) => one.head.code === input.jurisdiction.pack);
  const faults = setupFaults(pack, input);
  if (!pack || faults.length) throw invalid(...faults);
  const accounts = input.administrators.map((account) => ({
    ...account,
    id: newId(),
    roleTitle: pack.roles.find((role) => role.code === account.role)!.title,
    password: newInitialPassword(),
  }));
  const hashes = await Promise.all(accounts.map((account) => hashPassword(account.password)));
  await services.keys.addJurisdiction(FIRST);
  await services.db.transaction({ jurisdiction: FIRST, accounts: true }, async (trx) => {
    const write = new Writer(trx, services.clock.now());
    await write.jurisdiction(input, pack);
    const organId = await write.organ(input);
    await seedCalendar(trx, FIRST, pack, services.clock.now());
    for (const [i, account] of accounts.entries()) await write.administrator(account, hashes[i]!, organId);
  });
  return accounts.map(({ id, username, name, role, roleTitle, password }) => ({
    id,
    username,
    name,
    role,
    roleTitle,
    password,
  }));
}

class Writer {
  readonly #trx: Trx;
  readonly #now: Date;

  constructor(trx: Trx, now: Date) {
    this.#trx = trx;
    this.#now = now;
  }

  async jurisdiction(input: Input, pack: Pack): Promise<void> {
    const { code, name, nameEn = name } = input.jurisdiction;
    const made = await this.#trx
      .insertInto('jurisdiction')
      .values({
        id: FIRST,
        code,
        name,
        name_en: nameEn,
        pack_code: pack.head.code,
        pack_version: pack.head.version,
        created_at: this.#now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) throw new AppError('already-set-up');
    await this.#record({
      type: 'jurisdiction.created',
      entity: 'jurisdiction',
      entityId: null,
      data: { code, name, nameEn, pack: pack.head.code, version: pack.head.version },
    });
  }

  async organ(input: Input): Promise<string> {
    const id = newId(this.#now.getTime());
    const row = {
      kind: input.organ.kind,
      code: input.organ.kind,
      name: input.organ.name,
      active_from: dayOf(this.#now),
    };
    await this.#trx
      .insertInto('organ')
      .values({ jurisdiction_id: FIRST, id, ...row })
      .execute();
    await this.#record({ type: 'organ.created', entity: 'organ', entityId: id, data: { after: row } });
    return id;
  }

  async administrator(
    account: { id: string; username: string; name: string; role: string },
    passwordHash: string,
    organId: string,
  ): Promise<void> {
    const key = { jurisdiction_id: FIRST };
    const { id, username, name, role } = account;
    await this.#trx
      .insertInto('account')
      .values({ ...key, id, username, name, created_at: this.#now })
      .execute();
    await this.#trx
      .insertInto('credential')
      .values({
        ...key,
        account_id: id,
        password_hash: passwordHash,
        must_change: true,
        initial_until: initialUntil(this.#now),
      })
      .execute();
    const grant = {
      account_id: id,
      role,
      organ_id: organId,
      from_day: dayOf(this.#now),
      basis: '初始设置 · Set-up',
    };
    const grantId = newId(this.#now.getTime());
    await this.#trx
      .insertInto('role_grant')
      .values({ ...key, id: grantId, ...grant, granted_at: this.#now })
      .execute();
    await this.#record({
      type: 'account.created',
      entity: 'account',
      entityId: id,
      data: { after: { username, name } },
    });
    await this.#record({ type: 'grant.created', entity: 'grant', entityId: grantId, data: { after: grant } });
  }

  async #record(event: EventInput): Promise<void> {
    const author = { jurisdictionId: FIRST, accountId: null, organId: null };
    await this.#trx
      .insertInto('event')
      .values(eventRow(author, this.#now, event))
      .execute();
  }
}
