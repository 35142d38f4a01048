import { z } from 'zod';
import { Id, Locale, line, Moment } from './common.ts';
import { route } from './route.ts';

export const Grant = z.object({
  role: z.string(),
  roleTitle: z.string(),
  organId: Id.nullable(),
  organName: z.string().nullable(),
  unitId: Id.nullable(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
});

/** Who is signed in and what this account may do anywhere. */
export const Session = z.object({
  accountId: Id,
  username: z.string(),
  name: z.string(),
  locale: Locale,
  jurisdiction: z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    timeZone: z.string().describe('IANA name; days and times of day are told in it'),
  }),
  organId: Id.nullable(),
  organName: z.string().nullable(),
  unitId: Id.nullable(),
  personId: Id.nullable(),
  grants: z.array(Grant),
  permissions: z.array(z.string()).describe('Permissions held in at least one organ'),
  mustChangePassword: z.boolean(),
  method: z.string(),
  expiresAt: Moment,
});
export type Session = z.infer<typeof Session>;

export const Credentials = z.object({
  jurisdiction: z.string().trim().max(100).optional().describe('Code; left out when the server has one only'),
  username: line(100),
  password: z.string().min(1).max(500),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/)
    .optional()
    .describe('Code of the authenticator, where one is set up'),
});

export const signIn = route({
  id: 'signIn',
  method: 'POST',
  path: '/api/session',
  tag: 'identity',
  permission: 'public',
  status: 201,
  writes: false,
  summary: { zh: '登录', en: 'Sign in' },
  body: Credentials,
  reply: Session,
});
export const getSession = route({
  id: 'getSession',
  method: 'GET',
  path: '/api/session',
  tag: 'identity',
  permission: null,
  summary: { zh: '当前登录', en: 'Who is signed in' },
  reply: Session,
});
export const endSession = route({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/session',
  tag: 'identity',
  permission: null,
  status: 204,
  summary: { zh: '退出登录', en: 'Sign out' },
});
export const changePassword = route({
  id: 'changePassword',
  method: 'POST',
  path: '/api/session/password',
  tag: 'identity',
  permission: null,
  status: 204,
  summary: { zh: '修改密码', en: 'Change the own password' },
  body: z.object({ current: z.string().min(1).max(500), next: z.string().min(12).max(500) }),
});
export const listJurisdictions = route({
  id: 'listJurisdictions',
  method: 'GET',
  path: '/api/jurisdictions',
  tag: 'identity',
  permission: 'public',
  summary: { zh: '辖区列表', en: 'Jurisdictions of this server' },
  reply: z.object({
    items: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
    needsSetup: z.boolean(),
  }),
});
