import { z } from 'zod';
import { Allowed, Flag, Id, IdParams, Locale, line, Moment, PageQuery, page, Version } from './common.ts';
import { Ref, RoleGrant } from './identity-grants.ts';
import { route } from './route.ts';

const tag = 'identity';

/** Letters that look like those of another script: `secаdmin` with a Cyrillic а would pass for `secadmin`. */
const LOOKALIKE = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u];
const isMixed = (text: string) => LOOKALIKE.filter((script) => script.test(text)).length > 1;

/**
 * Letters of any script, digits, dot, hyphen and underscore; of Latin, Greek and Cyrillic only one in a name.
 * Compared after NFKC and without regard to case.
 */
export const Username = z
  .string()
  .trim()
  .min(2)
  .max(50)
  .overwrite((text) => text.normalize('NFKC'))
  .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]*$/u)
  .refine((text) => !isMixed(text), { params: { fault: 'mixed-scripts' } })
  .describe('Letters (Chinese too), digits, dot, hyphen, underscore; unique in the jurisdiction');

export const AccountSummary = z.object({
  id: Id,
  username: z.string(),
  name: z.string(),
  unit: Ref.nullable().describe('The supervised unit for which the account speaks'),
  closedAt: Moment.nullable(),
  lockedUntil: Moment.nullable(),
  initialPassword: z.boolean().nullable().describe('Still has its initial password; null: not shown to you'),
  resetWaits: z.boolean().describe('A new password waits for a second administrator'),
  secondFactor: z.boolean().nullable().describe('Has an authenticator or a passkey; null: not shown to you'),
  lastSeenAt: Moment.nullable(),
  roles: z
    .array(z.object({ role: z.string(), title: z.string(), place: z.string().nullable() }))
    .describe('Roles in force today'),
});
export type AccountSummary = z.infer<typeof AccountSummary>;

export const Account = AccountSummary.extend({
  locale: Locale,
  person: Ref.nullable().describe('The person of the registry behind the account'),
  createdAt: Moment,
  authenticator: z.boolean().nullable(),
  passkeys: z.int().nullable(),
  reset: z
    .object({
      id: Id,
      requestedBy: z.string(),
      requestedAt: Moment,
      reason: z.string(),
      validUntil: Moment,
    })
    .nullable()
    .describe('The request for a new password that waits for a second administrator'),
  grants: z.array(RoleGrant).describe('Every role ever held, newest first'),
  version: z.int(),
  allowed: Allowed,
});
export type Account = z.infer<typeof Account>;

export const listAccounts = route({
  id: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  tag,
  permission: 'account.read',
  summary: { zh: '账号列表', en: 'Accounts by user name' },
  query: PageQuery.extend({
    q: z.string().trim().max(100).optional().describe('Part of the user name or name'),
    organId: Id.optional().describe('Holds a role in this organ today'),
    role: z.string().max(60).optional().describe('Holds this role today'),
    state: z.enum(['open', 'closed', 'locked', 'without-role', 'reset-waits']).optional(),
  }),
  reply: page(AccountSummary),
});
export const getAccount = route({
  id: 'getAccount',
  method: 'GET',
  path: '/api/accounts/:id',
  tag,
  permission: 'account.read',
  summary: { zh: '账号详情', en: 'One account with its roles' },
  params: IdParams,
  reply: Account,
});

const Secret = z.object({
  id: Id,
  version: z.int(),
  initialPassword: z.string().describe('Shown this once; must be changed at the first sign-in'),
  validUntil: Moment.describe('Unused until then, it no longer opens the account'),
});

const ResetSecret = Secret.extend({
  part: z
    .enum(['whole', 'first', 'second'])
    .describe(
      '`first` and `second`: halves of the password, joined by a hyphen; each administrator hands over one',
    ),
});

export const createAccount = route({
  id: 'createAccount',
  method: 'POST',
  path: '/api/accounts',
  tag,
  permission: 'account.manage',
  status: 201,
  sealed: true,
  summary: { zh: '新建账号', en: 'Open an account with an initial password' },
  body: z.object({
    username: Username,
    name: line(100),
    locale: Locale.default('zh'),
    unitId: Id.nullish(),
    personId: Id.nullish(),
  }),
  reply: Secret,
});
export const editAccount = route({
  id: 'editAccount',
  method: 'PATCH',
  path: '/api/accounts/:id',
  tag,
  permission: 'account.manage',
  summary: { zh: '修改账号', en: 'Change an account' },
  params: IdParams,
  body: z.object({
    version: Version,
    username: Username.optional(),
    name: line(100).optional(),
    unitId: Id.nullish(),
    personId: Id.nullish(),
  }),
  reply: Account,
});
export const closeAccount = route({
  id: 'closeAccount',
  method: 'POST',
  path: '/api/accounts/:id/close',
  tag,
  permission: 'account.manage',
  status: 204,
  summary: { zh: '注销账号', en: 'Close an account: its sessions, tokens and roles end' },
  params: IdParams,
  body: z.object({ version: Version, reason: line(500) }),
});
export const resetPassword = route({
  id: 'resetPassword',
  method: 'POST',
  path: '/api/accounts/:id/password',
  tag,
  permission: 'account.manage',
  sealed: true,
  summary: {
    zh: '重置密码；有角色的账号须由另一管理员确认',
    en: 'Give a new initial password; of an account that holds a role only once a second administrator confirms',
  },
  params: IdParams,
  body: z.object({ reason: line(500) }),
  reply: ResetSecret,
});
export const confirmReset = route({
  id: 'confirmReset',
  method: 'POST',
  path: '/api/accounts/:id/password/confirm',
  tag,
  permission: 'account.read',
  sealed: true,
  summary: {
    zh: '确认重置密码（须有账号管理或授权权限，且非申请人）',
    en: 'Let a new password take effect, as the second one who keeps accounts or grants roles; sessions and tokens end',
  },
  params: IdParams,
  body: z.object({ reset: Id.describe('The request that was looked at') }),
  reply: ResetSecret,
});
export const refuseReset = route({
  id: 'refuseReset',
  method: 'POST',
  path: '/api/accounts/:id/password/refuse',
  tag,
  permission: 'account.read',
  status: 204,
  summary: { zh: '拒绝或撤回重置密码', en: 'Refuse a new password, or take the request back' },
  params: IdParams,
  body: z.object({ reset: Id, reason: line(500) }),
});
export const unlockAccount = route({
  id: 'unlockAccount',
  method: 'POST',
  path: '/api/accounts/:id/unlock',
  tag,
  permission: 'account.manage',
  status: 204,
  summary: { zh: '解除锁定', en: 'Lift the lock after failed sign-ins' },
  params: IdParams,
});
export const resetFactors = route({
  id: 'resetFactors',
  method: 'POST',
  path: '/api/accounts/:id/factors/reset',
  tag,
  permission: 'session.revoke',
  status: 204,
  summary: { zh: '清除动态验证码和通行密钥', en: 'Remove a lost authenticator and passkeys; sessions end' },
  params: IdParams,
  body: z.object({ reason: line(500) }),
});
export const findAccountSubjects = route({
  id: 'findAccountSubjects',
  method: 'GET',
  path: '/api/account-subjects',
  tag,
  permission: 'account.manage',
  summary: {
    zh: '查找账号对应的单位或人员',
    en: 'Units by part of the name, persons by the whole name, to link an account to',
  },
  query: z.object({ kind: z.enum(['unit', 'person']), q: line(100) }),
  reply: z.object({
    items: z.array(Ref.extend({ note: z.string().nullable().describe('Present unit of a person') })),
    more: z.boolean().describe('There are more than shown; write a longer name'),
  }),
});

export const SessionView = z.object({
  id: Id,
  method: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  expiresAt: Moment,
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const listAccountSessions = route({
  id: 'listAccountSessions',
  method: 'GET',
  path: '/api/accounts/:id/sessions',
  tag,
  permission: 'session.revoke',
  summary: { zh: '账号的会话', en: 'Live sessions of an account' },
  params: IdParams,
  reply: z.object({ items: z.array(SessionView), tokens: z.int().describe('Live API tokens') }),
});
export const endAccountSessions = route({
  id: 'endAccountSessions',
  method: 'DELETE',
  path: '/api/accounts/:id/sessions',
  tag,
  permission: 'session.revoke',
  status: 204,
  summary: { zh: '终止账号全部会话和令牌', en: 'End every session and API token of an account' },
  params: IdParams,
  query: z.object({ tokens: Flag.optional().describe('false keeps the API tokens') }),
});
export const endSessionOf = route({
  id: 'endSessionOf',
  method: 'DELETE',
  path: '/api/sessions/:id',
  tag,
  permission: 'session.revoke',
  status: 204,
  summary: { zh: '终止一个会话', en: 'End one session of an account' },
  params: IdParams,
});
