import type { Readable } from 'node:stream';
import type { Locale } from '@plumbline/contract/common';
import type { Route } from '@plumbline/contract/route';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { may } from '../access/actor.ts';
import { seeingAside } from '../access/set-aside.ts';
import { systemActor } from '../access/system-actor.ts';
import { type Ctx, contextOf, type Services } from '../context/context.ts';
import { AppError, forbidden } from '../errors/app-error.ts';
import { retrying } from '../errors/database-errors.ts';
import { refuseCrossSite } from './cross-site.ts';
import { isRepeated, KEY_HEADER, withIdempotency } from './idempotency.ts';
import { localeOf } from './problems.ts';
import { refuseBrokenText } from './refuse-broken-text.ts';

/** Finds out who asks. Implemented by the identity module. */
export interface Authenticator {
  /** @throws 401 when nobody is signed in */
  actor(request: FastifyRequest): Promise<Actor>;
}

export interface Input<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface Download {
  name: string;
  type: string;
  content: Readable | Buffer;
  /** Shown in the browser instead of being saved; only for types that can't run scripts. */
  inline?: boolean;
}

/**
 * Runs before the transaction is opened, for what must be kept even when the request is refused afterwards.
 * (A second transaction inside the first would let a full pool wait for itself.)
 */
export type Before<P, Q, B> = (actor: Actor, input: Input<P, Q, B>) => Promise<void>;

export type Handler<P, Q, B, R> = (ctx: Ctx, input: Input<P, Q, B>) => Promise<R>;

/** Registers a module's routes: each reads as its declaration, then one call. */
export class Endpoints {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly #authenticator: Authenticator;
  /** Who sent a request that is under way: known before its body is read. */
  readonly #actors = new WeakMap<FastifyRequest, Actor>();

  constructor(app: FastifyInstance, services: Services, authenticator: Authenticator) {
    this.app = app;
    this.services = services;
    this.#authenticator = authenticator;
    // A form of another site can send plain text without asking first; nothing here is plain text.
    app.removeContentTypeParser('text/plain');
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
  }

  /** A read: one transaction, nothing written but openings (events of kind `open`). */
  query<P, Q, B, R>(route: Route<P, Q, B, R>, handler: Handler<P, Q, B, R>, before?: Before<P, Q, B>): void {
    this.#add(route, async (input) => {
      const actor = this.#sightOf(route, input);
      await before?.(actor, input);
      return this.run(actor, (ctx) => handler(ctx, input), localeOf(input.request));
    });
  }

  /** A write: one transaction, answered again from memory when the client repeats its key. */
  command<P, Q, B, R>(
    route: Route<P, Q, B, R>,
    handler: Handler<P, Q, B, R>,
    before?: Before<P, Q, B>,
  ): void {
    this.#add(route, async (input) => {
      const actor = this.#sightOf(route, input);
      await before?.(actor, input);
      const key = route.rereads ? undefined : input.request.headers[KEY_HEADER];
      const call = { key, route: route.id, input, status: route.status ?? 200, sealed: route.sealed };
      const once = (ctx: Ctx) => withIdempotency(ctx, call, () => handler(ctx, input));
      return retrying(() => this.run(actor, once, localeOf(input.request))).catch((error: unknown) => {
        if (isRepeated(error)) return error.reply;
        throw error;
      });
    });
  }

  /** A route that needs no session; the handler opens its own transactions. */
  open<P, Q, B, R>(route: Route<P, Q, B, R>, handler: (input: Input<P, Q, B>) => Promise<R>): void {
    this.#add(route, handler);
  }

  /** A reply that is a file. The handler may record an opening; the content streams after the commit. */
  download<P, Q, B>(route: Route<P, Q, B, undefined>, handler: Handler<P, Q, B, Download>): void {
    this.#add(route, async (input) => {
      const actor = this.#sightOf(route, input);
      const file = await this.run(actor, (ctx) => handler(ctx, input), localeOf(input.request));
      return sendFile(input.reply, file);
    });
  }

  /** Runs work as the actor in one transaction, outside of any route (imports, jobs, uploads). */
  async run<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, locale?: Locale): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.services.db.transaction(actor.settings, (trx, send) =>
      work(contextOf(this.services, actor, trx, send, { afterCommit, ...(locale ? { locale } : {}) })),
    );
    for (const step of afterCommit) step();
    return result;
  }

  /** Runs work as the platform itself in one transaction: it reaches every organ of the jurisdiction. */
  async runAsSystem<T>(jurisdiction: number, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const organs = await this.services.db.transaction({ jurisdiction }, (trx) =>
      trx.selectFrom('organ').select('id').where('jurisdiction_id', '=', jurisdiction).execute(),
    );
    return this.run(
      systemActor(
        jurisdiction,
        organs.map((organ) => organ.id),
      ),
      work,
    );
  }

  /** Who asks, for handlers that manage their own transactions. @throws 401 */
  authenticate(request: FastifyRequest): Promise<Actor> {
    return this.#authenticator.actor(request);
  }

  /** For routes that take their body in a way of their own. @throws 403 when another site sent the request */
  refuseCrossSite(request: FastifyRequest): void {
    refuseCrossSite(request, this.services.origin);
  }

  /** Who asks, with the sight that the route gives. */
  #sightOf<P, Q, B, R>(route: Route<P, Q, B, R>, { request, query }: Input<P, Q, B>): Actor {
    const actor = this.#actorOf(request);
    const { aside } = route;
    const asked = aside === true || (aside && (query as Record<string, unknown> | undefined)?.[aside]);
    return asked ? seeingAside(actor, this.services.packs.of(actor.jurisdictionId)) : actor;
  }

  #actorOf(request: FastifyRequest): Actor {
    const actor = this.#actors.get(request);
    if (!actor) throw new AppError('not-signed-in');
    return actor;
  }

  /** Who asks, if the route is open to them; for routes that take their body in a way of their own. @throws 401, 403 */
  async authorise(route: Route<never, never, never, never> | Route, request: FastifyRequest): Promise<Actor> {
    const actor = await this.#authenticator.actor(request);
    // A page that was opened under one account is not carried on with under another.
    const opened = request.headers['x-account'];
    if (opened !== undefined && opened !== actor.accountId) throw new AppError('other-account');
    if (actor.mustChangePassword && !OPEN_TO_INITIAL_PASSWORD.has(route.id))
      throw new AppError('password-change-due');
    if (route.permission !== null && !may(actor, route.permission)) throw forbidden(route.permission);
    return actor;
  }

  #add<P, Q, B, R>(route: Route<P, Q, B, R>, run: (input: Input<P, Q, B>) => Promise<unknown>): void {
    this.app.route({
      method: route.method,
      url: route.path,
      ...(route.upload ? { bodyLimit: route.upload.maxBytes } : {}),
      // Before the body is read: strangers can't make the server take in or judge what they send.
      onRequest: async (request: FastifyRequest) => {
        if (route.permission !== 'public') this.#actors.set(request, await this.authorise(route, request));
        if (route.method !== 'GET') this.refuseCrossSite(request);
      },
      preValidation: async (request: FastifyRequest) => refuseBrokenText(request),
      schema: {
        operationId: route.id,
        tags: [route.tag],
        summary: route.summary.en,
        description: route.summary.zh,
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: route.query } : {}),
        ...(route.upload ? { consumes: ['application/octet-stream'] } : {}),
        ...(route.body ? { body: route.body } : {}),
        ...(route.reply ? { response: { [route.status ?? 200]: route.reply } } : {}),
      },
      handler: async (request, reply) => {
        const result = await run({
          params: request.params as P,
          query: request.query as Q,
          body: request.body as B,
          request,
          reply,
        });
        if (reply.sent || result === reply) return reply;
        reply.status(route.status ?? 200);
        return route.status === 204 ? reply.send() : result;
      },
    });
  }
}

/** Routes that an account may use before it has replaced its initial password. */
const OPEN_TO_INITIAL_PASSWORD = new Set(['getSession', 'endSession', 'changePassword', 'getMessages']);

function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  const disposition = file.inline ? 'inline' : 'attachment';
  return reply
    .header('content-type', file.type)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(file.content);
}
