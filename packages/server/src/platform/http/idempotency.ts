import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Ctx } from '../context/context.ts';
import { json } from '../db/sql.ts';
import { AppError } from '../errors/app-error.ts';

export const KEY_HEADER = 'idempotency-key';
const GONE = 410;
const KEY = /^[\w-]{8,100}$/;

interface Call {
  key: string | string[] | undefined;
  route: string;
  input: { params: unknown; query: unknown; body: unknown };
  status: number;
  /** The reply is kept sealed: it holds a secret. */
  sealed?: boolean | undefined;
}

/** Thrown to roll the repeated work back; carries the reply that was given the first time. */
class Repeated extends Error {
  readonly reply: unknown;
  constructor(reply: unknown) {
    super('repeated');
    this.reply = reply;
  }
}

/**
 * Runs a write once per key. The key's row travels with the first query of the work; a second request
 * with the same key waits for it, finds the row taken, rolls its own work back and gets the first reply.
 */
export async function withIdempotency<R>(ctx: Ctx, call: Call, work: () => Promise<R>): Promise<R> {
  if (call.key === undefined) return work();
  if (typeof call.key !== 'string' || !KEY.test(call.key)) {
    throw new AppError('invalid', { faults: [{ parameter: KEY_HEADER, code: 'bad-key' }] });
  }
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  // Keyed, because bodies may hold passwords.
  const hmac = keys.hmacStream('idempotency');
  const { params, query, body } = call.input;
  hmac.update(JSON.stringify([call.route, params, query]));
  const digest = hmac.update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)).digest('hex');
  const row = { jurisdiction_id: ctx.actor.jurisdictionId, account_id: ctx.actor.accountId, key: call.key };
  const taken = ctx.trx
    .insertInto('idempotency')
    .values({ ...row, route: call.route, digest, created_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  taken.catch(() => undefined);
  const outcome = await work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!(await taken)) throw new Repeated(await firstReply(ctx, row, digest, call.sealed));
  if ('error' in outcome) throw outcome.error;
  const text = json(outcome.value ?? null);
  const reply = call.sealed ? json(keys.encrypt('idempotency', text, row.key).toString('base64')) : text;
  const done = {
    status: call.status,
    reply,
    rights: rightsOf(ctx.actor),
    shown: sql<string[]>`app.seen_among(${idsIn(text)}::uuid[])`,
  };
  ctx.send(
    ctx.trx
      .updateTable('idempotency')
      .set(done)
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('account_id', '=', row.account_id)
      .where('key', '=', row.key),
  );
  return outcome.value;
}

async function firstReply(
  ctx: Ctx,
  row: { jurisdiction_id: number; account_id: string; key: string },
  digest: string,
  sealed: boolean | undefined,
): Promise<unknown> {
  const first = await ctx.trx
    .selectFrom('idempotency')
    .select(['digest', 'status', 'reply', 'rights', 'shown'])
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('account_id', '=', row.account_id)
    .where('key', '=', row.key)
    .executeTakeFirst();
  if (first && first.digest !== digest) throw new AppError('key-reused');
  if (!first || first.status === null) throw new AppError('key-in-progress');
  // What it told of was destroyed or set aside since, it was told under other rights, or is out of sight by now.
  if (first.status === GONE) throw new AppError('reply-gone');
  if (first.rights !== rightsOf(ctx.actor) || !(await seesStill(ctx, first.shown)))
    throw new AppError('reply-gone');
  if (!sealed) return first.reply;
  const keys = ctx.services.keys.jurisdiction(row.jurisdiction_id);
  const text = keys.decrypt('idempotency', Buffer.from(String(first.reply), 'base64'), row.key);
  return JSON.parse(text.toString());
}

export const isRepeated = (error: unknown): error is Repeated => error instanceof Repeated;

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const idsIn = (text: string) => [...new Set(text.match(ID) ?? [])];

/** Whether the caller still sees everything that the reply told of and that was in sight then. */
async function seesStill(ctx: Ctx, shown: readonly string[]): Promise<boolean> {
  if (shown.length === 0) return true;
  const { rows } = await sql<{
    seen: string[];
  }>`select app.seen_among(${[...shown]}::uuid[]) as seen`.execute(ctx.trx);
  return rows[0]?.seen.length === shown.length;
}

/** What an account may do and see, as one line that changes with any of it. */
function rightsOf({ settings, permissions }: Actor): string {
  const held = [...permissions].map(([code, organs]) => [code, ...[...organs].sort()]).sort();
  const { clearance, reach = [], rooms = [], principals = [], person, unit } = settings;
  const seen = [clearance, [...reach].sort(), [...rooms].sort(), [...principals].sort(), person, unit];
  return createHash('sha256')
    .update(JSON.stringify([held, seen]))
    .digest('hex');
}
