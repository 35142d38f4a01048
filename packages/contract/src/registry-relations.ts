import { z } from 'zod';
import { Day, Id, IdParams, PageQuery, page } from './common.ts';
import { DatesBody, EndBody, PackCode, Ref, TAG, Written } from './registry-common.ts';
import { route } from './route.ts';

/** Which organ supervises which unit, in which kind, for how long. */
export const Supervision = z.object({
  id: Id,
  organId: Id,
  organName: z.string(),
  unitId: Id,
  unitName: z.string(),
  kind: z.string(),
  from: Day,
  to: Day.nullable(),
  version: z.int(),
});
export type Supervision = z.infer<typeof Supervision>;

/** The officer responsible for a contact unit or person (联系单位、联系干部). */
export const Contact = z.object({
  id: Id,
  accountId: Id,
  accountName: z.string(),
  organId: Id,
  organName: z.string(),
  unit: Ref.nullable(),
  person: Ref.nullable(),
  from: Day,
  to: Day.nullable(),
  version: z.int(),
});
export type Contact = z.infer<typeof Contact>;

export const NewSupervision = z.object({
  organId: Id,
  unitId: Id,
  kind: PackCode,
  from: Day,
  to: Day.nullable().optional(),
  endPrevious: z
    .boolean()
    .default(false)
    .describe('Ends the present supervision of that kind on the day before'),
});
export type NewSupervision = z.infer<typeof NewSupervision>;

export const NewContact = z.object({
  accountId: Id,
  organId: Id,
  unitId: Id.optional(),
  personId: Id.optional(),
  from: Day,
  to: Day.nullable().optional(),
  endPrevious: z.boolean().default(false).describe('Ends the present responsibility on the day before'),
});
export type NewContact = z.infer<typeof NewContact>;

export const listSupervisions = route({
  id: 'listSupervisions',
  method: 'GET',
  path: '/api/supervisions',
  tag: TAG,
  permission: null,
  summary: { zh: '监督关系', en: 'Supervision relations, latest first' },
  query: PageQuery.extend({
    organId: Id.optional(),
    unitId: Id.optional(),
    kind: PackCode.optional(),
    on: Day.optional().describe('Only those in force on this day'),
  }),
  reply: page(Supervision),
});
export const createSupervision = route({
  id: 'createSupervision',
  method: 'POST',
  path: '/api/supervisions',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '登记监督关系', en: 'Let an organ supervise a unit' },
  body: NewSupervision,
  reply: Written,
});
export const correctSupervision = route({
  id: 'correctSupervision',
  method: 'PATCH',
  path: '/api/supervisions/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '更正监督关系起止', en: 'Correct the days of a supervision' },
  params: IdParams,
  body: DatesBody,
  reply: Written,
});
export const endSupervision = route({
  id: 'endSupervision',
  method: 'POST',
  path: '/api/supervisions/:id/end',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '终止监督关系', en: 'End a supervision' },
  params: IdParams,
  body: EndBody,
  reply: Written,
});

export const listContacts = route({
  id: 'listContacts',
  method: 'GET',
  path: '/api/contacts',
  tag: TAG,
  permission: null,
  summary: { zh: '联系关系', en: 'Contact officers, latest first' },
  query: PageQuery.extend({
    organId: Id.optional(),
    accountId: Id.optional(),
    unitId: Id.optional(),
    personId: Id.optional(),
    on: Day.optional().describe('Only those in force on this day'),
  }),
  reply: page(Contact),
});
export const createContact = route({
  id: 'createContact',
  method: 'POST',
  path: '/api/contacts',
  tag: TAG,
  permission: 'registry.write',
  status: 201,
  summary: { zh: '确定联系干部', en: 'Make an officer responsible for a unit or person' },
  body: NewContact,
  reply: Written,
});
export const correctContact = route({
  id: 'correctContact',
  method: 'PATCH',
  path: '/api/contacts/:id',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '更正联系关系起止', en: 'Correct the days of a responsibility' },
  params: IdParams,
  body: DatesBody,
  reply: Written,
});
export const endContact = route({
  id: 'endContact',
  method: 'POST',
  path: '/api/contacts/:id/end',
  tag: TAG,
  permission: 'registry.write',
  summary: { zh: '终止联系关系', en: 'End a responsibility' },
  params: IdParams,
  body: EndBody,
  reply: Written,
});

/** Who is responsible for what, by organ and officer (S0.9). */
export const getContactMap = route({
  id: 'getContactMap',
  method: 'GET',
  path: '/api/contact-map',
  tag: TAG,
  permission: 'registry.read',
  summary: { zh: '联系分工图', en: 'Which officer is responsible for which units and persons' },
  query: z.object({ on: Day.optional() }),
  reply: z.object({
    on: Day,
    organs: z.array(
      Ref.extend({
        officers: z.array(Ref.extend({ units: z.array(Ref), persons: z.array(Ref) })),
      }),
    ),
    withoutContact: z.int().describe('Active units that nobody is responsible for'),
  }),
});

/** The units of the caller's own organs first (S4.2). */
export const WorkspaceUnit = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  tags: z.array(z.string()),
  power: z.boolean(),
  supervisions: z.array(z.object({ kind: z.string(), organId: Id, organName: z.string() })),
  mine: z.boolean().describe('The caller is the contact officer'),
  heads: z.array(z.object({ personId: Id, name: z.string(), title: z.string() })),
  persons: z.int().describe('Persons who hold a post today'),
  keyPersons: z.int().describe('Of these, the key minority'),
});
export type WorkspaceUnit = z.infer<typeof WorkspaceUnit>;
export const listWorkspaceUnits = route({
  id: 'listWorkspaceUnits',
  method: 'GET',
  path: '/api/workspace/units',
  tag: TAG,
  permission: 'registry.read',
  summary: { zh: '本机关监督的单位', en: "Units that the caller's own organs supervise" },
  query: PageQuery.extend({
    supervision: PackCode.optional(),
  }),
  reply: page(WorkspaceUnit).extend({
    organs: z.array(Ref).describe('The organs meant'),
    total: z.int(),
  }),
});
