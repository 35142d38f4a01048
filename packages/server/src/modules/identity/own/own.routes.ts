import * as contract from '@plumbline/contract/identity';
import type { Actor } from '../../../platform/access/actor.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Endpoints, Input } from '../../../platform/http/endpoints.ts';
import { localeOf } from '../../../platform/http/problems.ts';
import { endAllSessions } from '../accounts/account.store.ts';
import { endSession, liveSessions } from '../accounts/sessions-of.ts';
import { identityChanged, type SessionAuthenticator } from '../authenticator.ts';
import { provePassword } from '../failures.ts';
import { asBearer, needsSession, setSessionCookie } from '../session.routes.ts';
import { describeSession } from '../session.view.ts';
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator } from './authenticator-app.ts';
import { beginPasskeySignIn, signInByPasskey } from './passkey-sign-in.ts';
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from './passkeys.ts';
import { changeLocale, getProfile } from './profile.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

export function ownRoutes(endpoints: Endpoints, authenticator: SessionAuthenticator): void {
  const { services } = endpoints;
  const inSession = needsSession(authenticator);
  const withPassword = async (actor: Actor, input: Input<unknown, unknown, { password: string }>) => {
    await inSession(actor, input);
    await provePassword(services, actor, input.body.password);
  };

  endpoints.query(contract.getProfile, (ctx) => getProfile(ctx));
  endpoints.command(contract.editProfile, (ctx, { body }) => changeLocale(ctx, body.locale), inSession);

  endpoints.command(contract.beginAuthenticator, (ctx) => beginAuthenticator(ctx), withPassword);
  endpoints.command(
    contract.confirmAuthenticator,
    (ctx, { body }) => confirmAuthenticator(ctx, body.code),
    inSession,
  );
  endpoints.command(contract.removeAuthenticator, (ctx) => removeAuthenticator(ctx), withPassword);

  endpoints.query(contract.beginPasskey, (ctx) => beginPasskey(ctx), withPassword);
  endpoints.command(contract.addPasskey, (ctx, { body }) => addPasskey(ctx, body), inSession);
  endpoints.command(
    contract.renamePasskey,
    (ctx, { params, body }) => renamePasskey(ctx, params.id, body.name),
    inSession,
  );
  endpoints.command(contract.removePasskey, (ctx, { params }) => removePasskey(ctx, params.id), withPassword);

  endpoints.query(
    contract.listOwnSessions,
    async (ctx) => ({ items: await liveSessions(ctx, ctx.actor.accountId) }),
    inSession,
  );
  endpoints.command(
    contract.endOwnSession,
    (ctx, { params }) => endSession(ctx, params.id, ctx.actor),
    inSession,
  );
  endpoints.command(contract.endOtherSessions, endOthers, inSession);

  endpoints.query(contract.listOwnTokens, (ctx) => listTokens(ctx), inSession);
  endpoints.command(contract.createToken, (ctx, { body }) => createToken(ctx, body), withPassword);
  endpoints.command(contract.revokeToken, (ctx, { params }) => revokeToken(ctx, params.id), inSession);

  endpoints.open(contract.beginPasskeySignIn, () => beginPasskeySignIn(services));
  endpoints.open(contract.signInByPasskey, async ({ body, request, reply }) => {
    const session = await signInByPasskey(services, body.answer);
    setSessionCookie(request, reply, session);
    const found = await authenticator.session(asBearer(session));
    return endpoints.run(found.actor, (ctx) => describeSession(ctx, found.session), localeOf(request));
  });
}

async function endOthers(ctx: Ctx): Promise<undefined> {
  endAllSessions(ctx, ctx.actor.accountId, { exceptSession: ctx.actor.sessionId });
  ctx.record({ type: 'session.others-ended', entity: 'account', entityId: ctx.actor.accountId });
  identityChanged(ctx);
  return undefined;
}
