import { z } from 'zod';
import { Day, Id, IdParams, Locale, line, Moment } from './common.ts';
import { SessionView } from './identity-accounts.ts';
import { route } from './route.ts';
import { Session } from './session.ts';

const tag = 'account';
const password = z.string().min(1).max(500);

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  expiresAt: Moment,
  lastUsedAt: Moment.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** The own account. The name is kept by the administrators. */
export const Profile = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  locale: Locale,
  authenticatorSince: Moment.nullable(),
  passkeys: z.array(Passkey),
  passkeysPossible: z.boolean().describe('False where the server is reached over plain http'),
});
export type Profile = z.infer<typeof Profile>;

export const getProfile = route({
  id: 'getProfile',
  method: 'GET',
  path: '/api/account',
  tag,
  permission: null,
  summary: { zh: '我的账号', en: 'The own account and its factors' },
  reply: Profile,
});
export const editProfile = route({
  id: 'editProfile',
  method: 'PATCH',
  path: '/api/account',
  tag,
  permission: null,
  summary: { zh: '修改语言', en: 'Change the own language' },
  body: z.object({ locale: Locale }),
  reply: Profile,
});

export const beginAuthenticator = route({
  id: 'beginAuthenticator',
  method: 'POST',
  path: '/api/account/authenticator',
  tag,
  permission: null,
  sealed: true,
  summary: {
    zh: '开始绑定身份验证器',
    en: 'A secret for an authenticator; nothing changes until it is confirmed',
  },
  body: z.object({ password }),
  reply: z.object({
    secret: z.string().describe('Base32, to be typed where the picture can not be scanned'),
    address: z.string().describe('otpauth:// address, to be drawn as a QR code'),
  }),
});
export const confirmAuthenticator = route({
  id: 'confirmAuthenticator',
  method: 'POST',
  path: '/api/account/authenticator/confirm',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '确认身份验证器', en: 'Confirm the authenticator with its first code' },
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
});
export const removeAuthenticator = route({
  id: 'removeAuthenticator',
  method: 'POST',
  path: '/api/account/authenticator/remove',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '解绑身份验证器', en: 'Remove the authenticator' },
  body: z.object({ password }),
});

/** Options and answers of WebAuthn in their JSON forms (W3C Web Authentication Level 3, §5.1). */
const Options = z.looseObject({ challenge: z.string() });
const Answer = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(20_000) }),
  clientExtensionResults: z.looseObject({}),
});

export const beginPasskey = route({
  id: 'beginPasskey',
  method: 'POST',
  path: '/api/account/passkeys/options',
  tag,
  permission: null,
  writes: false,
  summary: { zh: '开始添加通行密钥', en: 'Options for a new passkey' },
  body: z.object({ password }),
  reply: Options,
});
export const addPasskey = route({
  id: 'addPasskey',
  method: 'POST',
  path: '/api/account/passkeys',
  tag,
  permission: null,
  status: 201,
  summary: { zh: '添加通行密钥', en: 'Add the passkey that answered' },
  body: z.object({ name: line(60), answer: Answer }),
  reply: Passkey,
});
export const renamePasskey = route({
  id: 'renamePasskey',
  method: 'PATCH',
  path: '/api/account/passkeys/:id',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '给通行密钥改名', en: 'Name a passkey' },
  params: IdParams,
  body: z.object({ name: line(60) }),
});
export const removePasskey = route({
  id: 'removePasskey',
  method: 'POST',
  path: '/api/account/passkeys/:id/remove',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '删除通行密钥', en: 'Remove a passkey' },
  params: IdParams,
  body: z.object({ password }),
});
export const beginPasskeySignIn = route({
  id: 'beginPasskeySignIn',
  method: 'POST',
  path: '/api/session/passkey/options',
  tag,
  permission: 'public',
  writes: false,
  summary: { zh: '开始用通行密钥登录', en: 'Options for signing in by passkey' },
  reply: Options,
});
export const signInByPasskey = route({
  id: 'signInByPasskey',
  method: 'POST',
  path: '/api/session/passkey',
  tag,
  permission: 'public',
  status: 201,
  writes: false,
  summary: { zh: '用通行密钥登录', en: 'Sign in by passkey' },
  body: z.object({ answer: Answer }),
  reply: Session,
});

export const listOwnSessions = route({
  id: 'listOwnSessions',
  method: 'GET',
  path: '/api/account/sessions',
  tag,
  permission: null,
  summary: { zh: '我的会话', en: 'The own live sessions' },
  reply: z.object({ items: z.array(SessionView) }),
});
export const endOwnSession = route({
  id: 'endOwnSession',
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '终止我的一个会话', en: 'End one of the own sessions' },
  params: IdParams,
});
export const endOtherSessions = route({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/account/sessions',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '终止我的其他会话', en: 'End all own sessions but this one' },
});

export const listOwnTokens = route({
  id: 'listOwnTokens',
  method: 'GET',
  path: '/api/account/tokens',
  tag,
  permission: null,
  summary: { zh: '我的接口令牌', en: 'The own live API tokens' },
  reply: z.object({ items: z.array(ApiToken) }),
});
export const createToken = route({
  id: 'createToken',
  method: 'POST',
  path: '/api/account/tokens',
  tag,
  permission: null,
  status: 201,
  sealed: true,
  summary: { zh: '新建接口令牌', en: 'A new API token with the own permissions' },
  body: z.object({ password, name: line(60), until: Day.describe('Last day, at most one year from today') }),
  reply: ApiToken.extend({ token: z.string().describe('Shown this once') }),
});
export const revokeToken = route({
  id: 'revokeToken',
  method: 'DELETE',
  path: '/api/account/tokens/:id',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '作废接口令牌', en: 'Revoke an API token' },
  params: IdParams,
});
