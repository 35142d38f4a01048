import * as contract from '@plumbline/contract/session';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/access/actor.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { localeOf } from '../../platform/http/problems.ts';
import { identityChanged, SESSION_COOKIE, type SessionAuthenticator } from './authenticator.ts';
import { changeOwnPassword } from './change-password.ts';
import { provePassword } from './failures.ts';
import { describeSession } from './session.view.ts';
import { addressOf, type NewSession, SESSION_SECONDS, signIn } from './sign-in.ts';
import { digestOf } from './token.ts';

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, session: NewSession): void {
  reply.setCookie(SESSION_COOKIE, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    // A span, not a moment: the clocks of office computers are often wrong.
    maxAge: SESSION_SECONDS,
  });
}

/** A request as the new session would send it, to see who it is. */
export const asBearer = (session: NewSession): FastifyRequest =>
  ({ headers: { authorization: `Bearer ${session.token}` }, cookies: {} }) as FastifyRequest;

/** A stolen API token must not become a way to stay: what concerns the own account needs a session. */
export const needsSession =
  (authenticator: SessionAuthenticator) =>
  async (_actor: Actor, { request }: { request: FastifyRequest }): Promise<void> => {
    const { session } = await authenticator.session(request);
    if (session.kind === 'token') throw new AppError('session-required');
  };

export function sessionRoutes(endpoints: Endpoints, authenticator: SessionAuthenticator): void {
  const { services } = endpoints;

  endpoints.open(contract.signIn, async ({ body, request, reply }) => {
    const session = await signIn(services, body, addressOf(request));
    setSessionCookie(request, reply, session);
    const found = await authenticator.session(asBearer(session));
    return endpoints.run(found.actor, (ctx) => describeSession(ctx, found.session), localeOf(request));
  });

  endpoints.query(contract.getSession, async (ctx, { request }) => {
    const { session } = await authenticator.session(request);
    return describeSession(ctx, session);
  });

  endpoints.command(contract.endSession, async (ctx, { request, reply }) => {
    const { session } = await authenticator.session(request);
    const token = request.cookies[SESSION_COOKIE];
    if (session.kind === 'session' && token) {
      ctx.send(
        ctx.trx.updateTable('session').set({ revoked_at: ctx.now }).where('token_hash', '=', digestOf(token)),
      );
      ctx.record({ type: 'session.ended', entity: 'session', entityId: session.id });
      identityChanged(ctx);
    }
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return undefined;
  });

  const inSession = needsSession(authenticator);
  endpoints.command(
    contract.changePassword,
    (ctx, { body }) => changeOwnPassword(ctx, body),
    async (actor, input) => {
      await inSession(actor, input);
      await provePassword(services, actor, input.body.current);
    },
  );

  endpoints.open(contract.listJurisdictions, async () => {
    const rows = await services.db.transaction({ jurisdiction: 0 }, (trx) =>
      trx.selectFrom('jurisdiction').select(['code', 'name', 'name_en as nameEn']).orderBy('id').execute(),
    );
    return { items: rows, needsSetup: rows.length === 0 };
  });
}
