import { availableParallelism } from 'node:os';
import type { Credentials } from '@plumbline/contract/session';
import type { FastifyRequest } from 'fastify';
import pLimit from 'p-limit';
import type { z } from 'zod';
import type { Services } from '../../platform/context/context.ts';
import type { Trx } from '../../platform/db/database.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { eventRow } from '../../platform/ledger/event.ts';
import { countFailure, countStranger } from './failures.ts';
import { passwordMatches } from './password.ts';
import { digestOf, newToken } from './token.ts';
import { verifyCode } from './totp.ts';

/** A working day; nobody stays signed in over night. */
export const SESSION_SECONDS = 12 * 3600;
export interface NewSession {
  token: string;
  expiresAt: Date;
}

type Input = z.infer<typeof Credentials>;

/** Passwords are dear to check: one processor is left to those who are signed in, and nobody waits without end. */
export const LANES = Math.max(1, availableParallelism() - 1);
export const MOST_WAITING = 50;
/** No address takes up the whole gate: of one only so many wait or are being checked. */
export const MOST_OF_ADDRESS = 20;
const checking = pLimit(LANES);
/** How many of each address are at the gate now; kept nowhere else. */
const atGate = new Map<string, number>();

/**
 * Checks a password (and code) and opens a session. A wrong name, a wrong password and a closed account
 * look alike from outside, being locked out too; failures are counted in a transaction of their own, which is kept.
 * @throws 401 bad-credentials, initial-password-expired, code-required, bad-code; 429 locked-out, too-many-requests
 */
export async function signIn(services: Services, input: Input, address: string): Promise<NewSession> {
  const here = atGate.get(address) ?? 0;
  if (here >= MOST_OF_ADDRESS || checking.pendingCount >= MOST_WAITING)
    throw new AppError('too-many-requests');
  atGate.set(address, here + 1);
  try {
    return await checking(() => check(services, input));
  } finally {
    const left = atGate.get(address)! - 1;
    if (left > 0) atGate.set(address, left);
    else atGate.delete(address);
  }
}

const THIS_MACHINE = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Where a request comes from; through a proxy on this machine, where that proxy says that it comes from. */
export function addressOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): string {
  const handedOn = THIS_MACHINE.has(ip) ? headers['x-forwarded-for'] : undefined;
  return [handedOn].flat().join(',').split(',').at(-1)!.trim() || ip;
}

async function check(services: Services, input: Input): Promise<NewSession> {
  const jurisdiction = await findJurisdiction(services, input.jurisdiction);
  const account =
    jurisdiction === undefined ? undefined : await findAccount(services, jurisdiction, input.username);
  if (jurisdiction === undefined || !account || account.closed_at) {
    countStranger(services, `${jurisdiction ?? ''} ${input.username.normalize('NFKC').toLowerCase()}`);
    await passwordMatches(undefined, input.password);
    throw new AppError('bad-credentials');
  }
  const settings = { jurisdiction, account: account.id };
  const outcome = await services.db.transaction(settings, (trx) =>
    attempt(services, trx, jurisdiction, account.id, input),
  );
  if (outcome instanceof AppError) throw outcome;
  return outcome;
}

async function findJurisdiction(services: Services, code: string | undefined): Promise<number | undefined> {
  const rows = await services.db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('jurisdiction').select(['id', 'code']).orderBy('id').execute(),
  );
  if (code) return rows.find((row) => row.code === code)?.id;
  return rows.length === 1 ? rows[0]!.id : undefined;
}

function findAccount(services: Services, jurisdiction: number, username: string) {
  return services.db.transaction({ jurisdiction }, (trx) =>
    trx
      .selectFrom('account')
      .select(['id', 'closed_at'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where((eb) => eb(eb.fn<string>('lower', ['username']), '=', username.normalize('NFKC').toLowerCase()))
      .executeTakeFirst(),
  );
}

/** Returns the refusal instead of throwing it: the counted failure must be committed. */
async function attempt(
  services: Services,
  trx: Trx,
  j: number,
  accountId: string,
  input: Input,
): Promise<NewSession | AppError> {
  const now = services.clock.now();
  const credential = await trx
    .selectFrom('credential')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (credential?.locked_until && credential.locked_until > now) return new AppError('locked-out');
  if (!(await passwordMatches(credential?.password_hash, input.password))) {
    await countFailure(trx, j, accountId, (credential?.failed_count ?? 0) + 1, now);
    return new AppError('bad-credentials');
  }
  if (credential?.must_change && credential.initial_until && credential.initial_until <= now)
    return new AppError('initial-password-expired');
  let step: number | undefined;
  if (credential?.totp_secret && credential.totp_confirmed_at) {
    if (!input.code) return new AppError('code-required');
    const secret = services.keys
      .jurisdiction(j)
      .decrypt('totp', credential.totp_secret, Buffer.from(accountId))
      .toString();
    step = verifyCode(secret, input.code, now, credential.totp_last_step);
    if (step === undefined) {
      await countFailure(trx, j, accountId, credential.failed_count + 1, now);
      return new AppError('bad-code');
    }
  }
  return openSession(services, trx, {
    j,
    accountId,
    initial: credential?.must_change ?? false,
    method: step === undefined ? 'password' : 'password+code',
    step,
  });
}

/** Opens a session for an account whose identity was proved, in the given transaction. */
export async function openSession(
  services: Services,
  trx: Trx,
  proof: { j: number; accountId: string; method: string; step?: number | undefined; initial?: boolean },
): Promise<NewSession> {
  const now = services.clock.now();
  const token = newToken();
  const id = newId(now.getTime());
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  const author = { jurisdictionId: proof.j, accountId: proof.accountId, organId: null };
  await Promise.all([
    trx
      .insertInto('session')
      .values({
        token_hash: digestOf(token),
        id,
        jurisdiction_id: proof.j,
        account_id: proof.accountId,
        method: proof.method,
        created_at: now,
        last_seen_at: now,
        expires_at: expiresAt,
      })
      .execute(),
    trx
      .updateTable('credential')
      .set({
        failed_count: 0,
        locked_until: null,
        ...(proof.step === undefined ? {} : { totp_last_step: proof.step }),
      })
      .where('jurisdiction_id', '=', proof.j)
      .where('account_id', '=', proof.accountId)
      .execute(),
    trx
      .insertInto('event')
      .values(
        eventRow(author, now, {
          type: 'session.opened',
          entity: 'session',
          entityId: id,
          data: { method: proof.method, ...(proof.initial ? { initial: true } : {}) },
        }),
      )
      .execute(),
  ]);
  return { token, expiresAt };
}
