import type { createAccount as route } from '@plumbline/contract/identity';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { hashPassword, INITIAL_DAYS, newInitialPassword } from '../password.ts';
import { refuseTaken, refuseUnknownSubjects } from './account.store.ts';

const DAY_MS = 86_400_000;

/** When an initial password given now stops working unless it was used. */
export const initialUntil = (now: Date): Date => new Date(now.getTime() + INITIAL_DAYS * DAY_MS);

/** Opens an account. @throws 400, 409 `duplicate` */
export async function createAccount(ctx: Ctx, input: Body<typeof route>): Promise<Reply<typeof route>> {
  await Promise.all([refuseTaken(ctx, input.username), refuseUnknownSubjects(ctx, input)]);
  const initialPassword = newInitialPassword();
  const id = await openAccount(ctx, {
    username: input.username,
    name: input.name,
    locale: input.locale,
    unitId: input.unitId ?? null,
    personId: input.personId ?? null,
    passwordHash: await hashPassword(initialPassword),
  });
  return { id, version: 1, initialPassword, validUntil: initialUntil(ctx.now).toISOString() };
}

export interface NewAccount {
  username: string;
  name: string;
  locale: 'zh' | 'en';
  unitId: string | null;
  personId: string | null;
  /** Of the initial password. */
  passwordHash: string;
}

/** Enters an account that must change its password. @throws 409 (by the unique index) */
export async function openAccount(ctx: Ctx, account: NewAccount): Promise<string> {
  const { trx, actor, now } = ctx;
  const id = newId(now.getTime());
  const row = {
    username: account.username.normalize('NFKC'),
    name: account.name,
    locale: account.locale,
    unit_id: account.unitId,
    person_id: account.personId,
  };
  const key = { jurisdiction_id: actor.jurisdictionId };
  await trx
    .insertInto('account')
    .values({ ...key, id, ...row, created_at: now })
    .execute();
  ctx.send(
    trx.insertInto('credential').values({
      ...key,
      account_id: id,
      password_hash: account.passwordHash,
      must_change: true,
      initial_until: initialUntil(now),
    }),
  );
  ctx.record({ type: 'account.created', entity: 'account', entityId: id, data: { after: row } });
  return id;
}
