import { randomInt } from 'node:crypto';
import type {
  confirmAddress as confirmRoute,
  Delivery,
  setDelivery as route,
} from '@plumbline/contract/delivery';
import type { Body } from '@plumbline/contract/route';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, invalid } from '../../../platform/errors/app-error.ts';
import {
  changeDelivery,
  type DeliveryRow,
  findDelivery,
  lockDelivery,
  sealFor,
  unreadIds,
  unsealFor,
} from './delivery.store.ts';

/** Work that sends the code for a new address. */
export const CODE_TOPIC = 'delivery.code';
const CODE_MS = 30 * 60_000;
const MOST_TRIES = 5;
/** Codes a day and account: nobody fills somebody else's mailbox with them, or guesses one by asking anew. */
const MOST_CODES = 10;
const DAY_MS = 86_400_000;

const addressOf = (ctx: Ctx, row: DeliveryRow | undefined): string | null =>
  row?.address_sealed
    ? unsealFor(ctx.services.keys, ctx.actor.jurisdictionId, ctx.actor.accountId, row.address_sealed)
    : null;

export async function getDelivery(ctx: Ctx): Promise<Delivery> {
  return describe(ctx, await findDelivery(ctx.trx, ctx.actor.jurisdictionId, ctx.actor.accountId));
}

function describe(ctx: Ctx, row: DeliveryRow | undefined): Delivery {
  return {
    mailPossible: ctx.services.mailer !== undefined,
    mode: (row?.mode ?? 'off') as Delivery['mode'],
    address: addressOf(ctx, row),
    confirmed: row?.confirmed_at != null,
    calendarSince: row?.calendar_since?.toISOString() ?? null,
  };
}

/**
 * Chooses how notices reach the caller. A new address gets a code; until it is typed in, no mail goes there.
 * @throws 400 when mail is wanted without an address, 409 while the server has no mail server, 429 after too many codes
 */
export async function setDelivery(ctx: Ctx, input: Body<typeof route>): Promise<Delivery> {
  const { jurisdictionId: j, accountId } = ctx.actor;
  if (input.mode !== 'off' && !ctx.services.mailer) throw new AppError('no-mail-server');
  if (input.mode !== 'off' && input.address === null)
    throw invalid({ pointer: '/address', code: 'required' });
  const row = await lockDelivery(ctx.trx, j, accountId);
  const isNew = input.address !== addressOf(ctx, row);
  // Somebody who asks again for the code of the same address gets a fresh one.
  const needsCode = input.address !== null && (isNew || row.confirmed_at === null);
  if (needsCode && (await countCodes(ctx)) >= MOST_CODES) throw new AppError('too-many-requests');
  await changeDelivery(ctx.trx, j, accountId, {
    mode: input.mode,
    ...(isNew
      ? {
          address_sealed: input.address ? sealFor(ctx.services.keys, j, accountId, input.address) : null,
          confirmed_at: null,
        }
      : {}),
    ...(needsCode ? freshCode(ctx) : {}),
    // What lay unread before mails were wanted is not mailed afterwards.
    ...(row.mode === 'off' && input.mode !== 'off' ? { mailed: await unreadIds(ctx.trx, j) } : {}),
  });
  if (needsCode && ctx.services.mailer) ctx.later(CODE_TOPIC, { accountId });
  ctx.record({
    type: 'delivery.changed',
    entity: 'delivery',
    entityId: accountId,
    data: { mode: input.mode, newAddress: isNew, ...(needsCode ? { code: true } : {}) },
  });
  return getDelivery(ctx);
}

/** How many codes were made for the caller within a day; the row of the caller is locked. */
async function countCodes(ctx: Ctx): Promise<number> {
  const { count } = await ctx.trx
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('entity_id', '=', ctx.actor.accountId)
    .where('type', '=', 'delivery.changed')
    .where('at', '>', new Date(ctx.now.getTime() - DAY_MS))
    .where(sql<boolean>`data ? 'code'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function freshCode(ctx: Ctx) {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  return {
    code_sealed: sealFor(ctx.services.keys, ctx.actor.jurisdictionId, ctx.actor.accountId, code),
    code_until: new Date(ctx.now.getTime() + CODE_MS),
    code_tries: 0,
  };
}

type Outcome = { delivery: Delivery } | { refused: AppError };

/** Tries the code that was sent to the address. A wrong try is kept, so the refusal is returned, not thrown. */
export async function tryCode(ctx: Ctx, { code }: Body<typeof confirmRoute>): Promise<Outcome> {
  const { jurisdictionId: j, accountId } = ctx.actor;
  const row = await lockDelivery(ctx.trx, j, accountId);
  if (row.confirmed_at) return { delivery: describe(ctx, row) };
  const refused = (fault: string) => ({ refused: invalid({ pointer: '/code', code: fault }) });
  if (!row.code_sealed || !row.code_until || row.code_until <= ctx.now || row.code_tries >= MOST_TRIES)
    return refused('code-over');
  if (unsealFor(ctx.services.keys, j, accountId, row.code_sealed) !== code) {
    await changeDelivery(ctx.trx, j, accountId, { code_tries: row.code_tries + 1 });
    ctx.record({ type: 'delivery.code-wrong', entity: 'delivery', entityId: accountId });
    return refused('code-wrong');
  }
  await changeDelivery(ctx.trx, j, accountId, {
    confirmed_at: ctx.now,
    code_sealed: null,
    code_until: null,
  });
  ctx.record({ type: 'delivery.confirmed', entity: 'delivery', entityId: accountId });
  return { delivery: await getDelivery(ctx) };
}
