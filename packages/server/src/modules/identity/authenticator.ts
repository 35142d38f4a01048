import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Actor, actorOf } from '../../platform/access/actor.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx, Services } from '../../platform/context/context.ts';
import { Listener } from '../../platform/db/listener.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import type { Authenticator } from '../../platform/http/endpoints.ts';
import { type FoundSession, findActorFacts, findSession } from './identity.store.ts';
import { digestOf } from './token.ts';

export const SESSION_COOKIE = 'plumbline_session';
/** Announced in the transaction of every change to what actors are made of. */
const IDENTITY_CHANNEL = 'plumbline_identity';

/** To be called by every command that changes sessions, accounts, grants, organs or reaches. */
export function identityChanged(ctx: Ctx): void {
  ctx.send({ compile: () => sql`select pg_notify(${IDENTITY_CHANNEL}, '')`.compile(ctx.trx) });
  ctx.after(ctx.services.forgetSessions);
}

/** How long an answer may be remembered while changes are being heard. */
const REMEMBER_MS = 30_000;
const REMEMBERED = 5_000;
/** A session unused for this long has ended. */
export const IDLE_MS = 60 * 60_000;
const SEEN_STEP_MS = 5 * 60_000;

interface Remembered {
  actor: Actor;
  session: FoundSession;
  until: number;
  day: string;
}

/** Turns the cookie or bearer token of a request into an actor, remembering answers for a moment. */
export class SessionAuthenticator implements Authenticator {
  readonly #services: Services;
  readonly #listener: Listener;
  readonly #remembered = new Map<string, Remembered>();

  constructor(services: Services, databaseUrl: string) {
    this.#services = services;
    this.#listener = new Listener(databaseUrl, IDENTITY_CHANNEL, () => this.forget());
  }

  start(): Promise<void> {
    return this.#listener.start();
  }

  /** Drops everything remembered; the next request of each session asks the database. */
  forget(): void {
    this.#remembered.clear();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async actor(request: FastifyRequest): Promise<Actor> {
    return (await this.session(request)).actor;
  }

  /** @throws 401 `not-signed-in` without a token, `session-ended` with one that no longer holds */
  async session(request: FastifyRequest): Promise<{ actor: Actor; session: FoundSession }> {
    const token = tokenOf(request);
    if (!token) throw new AppError('not-signed-in');
    const now = this.#services.clock.now();
    const digest = digestOf(token);
    const known = this.#remembered.get(digest);
    const fresh =
      known && this.#listener.connected && known.until > now.getTime() && known.day === dayOf(now);
    const found = fresh ? known : await this.#load(digest, now);
    if (found.session.expiresAt <= now) throw new AppError('session-ended');
    request.actorLocale = found.actor.locale;
    return found;
  }

  async #load(digest: string, now: Date): Promise<Remembered> {
    const { db, packs } = this.#services;
    const session = await db.transaction({ jurisdiction: 0, token: digest }, (trx) =>
      findSession(trx, digest),
    );
    const idle =
      session?.kind === 'session' &&
      session.lastSeenAt &&
      now.getTime() - session.lastSeenAt.getTime() > IDLE_MS;
    if (!session || idle) throw new AppError('session-ended');
    const owner = { jurisdiction: session.jurisdictionId, account: session.accountId };
    const facts = await db.transaction(owner, async (trx) => {
      if (!session.lastSeenAt || now.getTime() - session.lastSeenAt.getTime() > SEEN_STEP_MS) {
        const seen =
          session.kind === 'session'
            ? trx.updateTable('session').set({ last_seen_at: now }).where('token_hash', '=', digest)
            : trx.updateTable('api_token').set({ last_used_at: now }).where('token_hash', '=', digest);
        await seen.execute();
      }
      return findActorFacts(trx, session, dayOf(now));
    });
    if (!facts) throw new AppError('session-ended');
    const entry = {
      actor: actorOf(facts, packs.of(session.jurisdictionId)),
      session,
      until: now.getTime() + REMEMBER_MS,
      day: dayOf(now),
    };
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(digest, entry);
    return entry;
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  if (header?.startsWith('Bearer ')) return header.slice(7).trim();
  return request.cookies[SESSION_COOKIE];
}
