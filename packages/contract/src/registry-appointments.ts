import { z } from 'zod';
import { Day, Id, IdParams, line, Version } from './common.ts';
import { Precision, TAG, Written } from './registry-common.ts';
import { PostAuthority } from './registry-posts.ts';
import { route } from './route.ts';

export const AppointmentKind = z
  .enum(['appointed', 'acting', 'concurrent'])
  .describe('appointed 任职, acting 主持工作, concurrent 兼任');
export type AppointmentKind = z.infer<typeof AppointmentKind>;

/** One step of a career. */
export const PersonAppointment = z.object({
  id: Id,
  postId: Id,
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  level: z.string().nullable(),
  tags: z.array(z.string()),
  kind: AppointmentKind,
  from: Day.nullable(),
  fromPrecision: Precision,
  to: Day.nullable(),
  toPrecision: Precision,
  basis: z.string().nullable(),
  present: z.boolean().describe('Held on the day looked at'),
  authority: PostAuthority.nullable().describe('Who manages the post on the day looked at'),
  version: z.int(),
});
export type PersonAppointment = z.infer<typeof PersonAppointment>;

const AppointmentFields = z.object({
  postId: Id,
  kind: AppointmentKind,
  from: Day.nullable(),
  fromPrecision: Precision,
  to: Day.nullable(),
  toPrecision: Precision,
  basis: line(300).nullable().describe('Decision or document it rests on'),
});

/** An appointment as it comes with a new person. */
export const NewAppointmentOf = AppointmentFields.partial().required({ postId: true, from: true });
export const NewAppointment = NewAppointmentOf.extend({ personId: Id });
export type NewAppointment = z.infer<typeof NewAppointment>;
/** Corrects what was entered wrongly, the person and the post included; the ledger keeps what stood before. */
export const AppointmentChange = AppointmentFields.partial().extend({
  personId: Id.optional(),
  version: Version,
});
export type AppointmentChange = z.infer<typeof AppointmentChange>;

export const createAppointment = route({
  id: 'createAppointment',
  method: 'POST',
  path: '/api/appointments',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记任职', en: 'Enter an appointment' },
  body: NewAppointment,
  reply: Written,
});
export const correctAppointment = route({
  id: 'correctAppointment',
  method: 'PATCH',
  path: '/api/appointments/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '更正任职', en: 'Correct an appointment' },
  params: IdParams,
  body: AppointmentChange,
  reply: Written,
});
export const endAppointment = route({
  id: 'endAppointment',
  method: 'POST',
  path: '/api/appointments/:id/end',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '免去任职', en: 'End an appointment' },
  params: IdParams,
  body: z.object({
    version: Version,
    on: Day.describe('Last day in the post'),
    precision: Precision.default('day'),
  }),
  reply: Written,
});
