import { z } from 'zod';
import { Allowed, Day, Flag, Id, Moment, PageQuery, page, prose } from './common.ts';
import { PortraitFact, PortraitSection, Silence } from './portrait.ts';
import { route } from './route.ts';

export const SubjectKind = z.enum(['person', 'unit']);
export type SubjectKind = z.infer<typeof SubjectKind>;
export const SubjectParams = z.object({ subjectId: Id });
export const Precision = z.enum(['day', 'month', 'year']);

/** A record by name: enough for a link. */
export const NamedRef = z.object({
  kind: z.enum(['person', 'unit', 'organ', 'account']),
  id: Id,
  name: z.string(),
});
export type NamedRef = z.infer<typeof NamedRef>;

/** A code of the pack with its title in the caller's language. */
export const Coded = z.object({ code: z.string(), title: z.string() });
export type Coded = z.infer<typeof Coded>;

export const Freshness = z.object({
  state: z.enum(['fresh', 'ageing', 'stale', 'missing']),
  last: Day.nullable().describe('Day of the newest entry that counts'),
  staleFrom: Day.nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

/** An entry as lists show it. Without a slip, a restricted one shows no more than item, day and classification. */
export const MaterialHead = z.object({
  id: Id,
  item: z.string(),
  itemTitle: z.string().describe('As the catalogue called it when the entry was filed'),
  title: z.string().nullable().describe('Null while the content is withheld'),
  day: Day.describe('Day of the content, else of receipt'),
  classification: z.int(),
  classificationTitle: z.string(),
  status: z.string(),
  statusTitle: z.string(),
  factual: z.boolean().describe('May be stated as a fact'),
  source: z.string().nullable(),
  sourceTitle: z.string().nullable(),
  files: z.int(),
  packVersion: z.string(),
  withheld: z.boolean().describe('Content opens with a reading slip only'),
  supersedesId: Id.nullable(),
  version: z.int(),
});
export type MaterialHead = z.infer<typeof MaterialHead>;

export const Career = z.object({
  appointmentId: Id,
  unitId: Id,
  unitName: z.string(),
  post: z.string(),
  level: z.string().nullable(),
  kind: z.string(),
  from: Day.nullable(),
  fromPrecision: Precision,
  to: Day.nullable(),
  toPrecision: Precision,
  present: z.boolean(),
});
export const TeamMember = z.object({
  personId: Id,
  name: z.string(),
  post: z.string(),
  level: z.string().nullable(),
  heads: z.boolean().describe('Heads the unit'),
  flags: z.array(Coded),
  since: Day.nullable(),
});
export const DossierKin = z.object({
  id: Id,
  relation: z.string(),
  relationTitle: z.string(),
  name: z.string(),
  employer: z.string().nullable(),
  masked: z.boolean(),
  materialId: Id.nullable(),
});

export const SubjectHeader = z.object({
  kind: SubjectKind,
  id: Id,
  name: z.string(),
  nameEn: z.string().nullable(),
  sex: z.string().nullable(),
  birth: z.string().nullable().describe('As exactly as it is known: 1975, 1975-05 or 1975-05-05'),
  unit: NamedRef.nullable().describe('Where the person serves; for a unit its superior'),
  post: z.string().nullable(),
  level: Coded.nullable(),
  flags: z.array(Coded.extend({ group: z.string() })),
  topLeader: z.boolean(),
  keyMinority: z.boolean(),
  keyPosts: z.array(z.string()),
  unitKind: Coded.nullable(),
  industry: Coded.nullable(),
  power: z.boolean().describe('Unit with power over money, things, people or approval'),
  career: z.array(Career),
  team: z.array(TeamMember).describe('Leadership team in office today'),
  kin: z.array(DossierKin),
  supervising: z.array(NamedRef.extend({ supervision: Coded })),
  contacts: z.array(NamedRef.extend({ organName: z.string() })),
});
export type SubjectHeader = z.infer<typeof SubjectHeader>;

export const OpenMatter = z.object({
  id: Id,
  procedure: z.string(),
  procedureTitle: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  stateTitle: z.string(),
  openedAt: Moment,
  dueOn: Day.nullable(),
  provisional: z.boolean().describe('The due day was counted through a year whose holidays are not known'),
  overdue: z.boolean(),
  link: z.string().describe('Where it is worked on in the client'),
});

export const CatalogueEntry = z.object({
  code: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  form: z.string(),
  classification: z.int(),
  required: z.boolean(),
  why: z.string().nullable().describe('Why this dossier needs the item'),
  freshness: Freshness,
  gap: z.enum(['missing', 'stale']).nullable(),
  since: Day.nullable().describe('Since when the gap has stood'),
  owedBy: z.array(NamedRef).describe('Who may be asked, the nearest first'),
  asked: z.object({ matterId: Id, dueOn: Day, provisional: z.boolean(), overdue: z.boolean() }).nullable(),
  sealed: z
    .enum(['shown', 'together', 'few'])
    .nullable()
    .describe('shown: by itself; together: authors enough; few: not enough authors, or none'),
  kept: z
    .boolean()
    .nullable()
    .describe(
      'Whether the special file, which the platform fills, has entries; null for who sees no coverage',
    ),
  files: z.boolean(),
  paper: z.boolean().describe('Its form is read from files of other programs and printed'),
  byHand: z.boolean().describe('Entered by people; otherwise filed by procedures or instructions'),
  followUp: z.boolean().describe('Entries are instructions with a follow-up each'),
  current: z.boolean().describe('Part of the catalogue in force; old entries keep their item'),
  materials: z.array(MaterialHead),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;
export const CatalogueGroup = z.object({
  code: z.string(),
  title: z.string(),
  items: z.array(CatalogueEntry),
});

export const TimeLineEntry = z.object({
  day: Day,
  precision: Precision,
  kind: z.enum(['material', 'appointment', 'departure', 'matter', 'instruction']),
  title: z.string(),
  detail: z.string().nullable(),
  refId: Id,
  withheld: z.boolean(),
});
export type TimeLineEntry = z.infer<typeof TimeLineEntry>;

export const SlipInForce = z.object({
  matterId: Id,
  until: Day,
  items: z.array(z.string()).describe('Items it opens; empty: all'),
});

/** Everything that a dossier's page shows, in one reply. */
export const Dossier = z.object({
  subject: SubjectHeader,
  custodian: NamedRef,
  classification: z.int(),
  catalogueVersion: z.string(),
  open: z.array(OpenMatter),
  portrait: z.object({
    sections: z.array(PortraitSection),
    facts: z.array(PortraitFact),
    silences: z.array(Silence),
  }),
  counts: z.object({ required: z.int(), missing: z.int(), stale: z.int(), present: z.int() }),
  catalogue: z.array(CatalogueGroup),
  moreMaterials: z.boolean().describe('Older entries are left out here; list them by item'),
  timeLine: z.array(TimeLineEntry),
  slip: SlipInForce.nullable(),
  allowed: Allowed,
  version: z.int(),
});
export type Dossier = z.infer<typeof Dossier>;

export const DossierSummary = z.object({
  subjectKind: SubjectKind,
  subjectId: Id,
  name: z.string(),
  unit: NamedRef.nullable(),
  post: z.string().nullable(),
  level: z.string().nullable(),
  topLeader: z.boolean(),
  keyMinority: z.boolean(),
  keyPosts: z.array(z.string()),
  custodian: NamedRef,
  classification: z.int(),
  missing: z.int(),
  stale: z.int(),
  last: Day.nullable().describe('Day of the newest entry that counts'),
});
export type DossierSummary = z.infer<typeof DossierSummary>;

export const listDossiers = route({
  id: 'listDossiers',
  method: 'GET',
  path: '/api/dossiers',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '电子数据包列表', en: 'Dossiers that the caller may see' },
  query: PageQuery.extend({
    kind: SubjectKind.optional(),
    organId: Id.optional().describe('Custodian'),
    unitId: Id.optional().describe('A unit and the people who serve there'),
    q: z.string().trim().max(100).optional().describe('Part of a name, or of its pinyin'),
    flag: z.enum(['top-leader', 'key-minority', 'key-post', 'power']).optional(),
    gaps: Flag.optional().describe('Only dossiers with missing items'),
    stale: Flag.optional().describe('Only dossiers with stale items'),
  }),
  reply: page(DossierSummary),
});

export const getDossier = route({
  id: 'getDossier',
  method: 'GET',
  path: '/api/dossiers/:subjectId',
  tag: 'dossier',
  permission: 'dossier.read',
  summary: { zh: '电子数据包', en: 'A whole dossier: portrait, gaps, catalogue, time line' },
  params: SubjectParams,
  reply: Dossier,
});

export const beginDossier = route({
  id: 'beginDossier',
  method: 'POST',
  path: '/api/dossiers',
  tag: 'dossier',
  permission: 'material.write',
  status: 201,
  summary: { zh: '建档', en: 'Begin the dossier of a registered person or unit' },
  body: z.object({ subjectKind: SubjectKind, subjectId: Id, organId: Id.optional() }),
  reply: z.object({ subjectId: Id, custodian: Id }),
});

export const openDossier = route({
  id: 'openDossier',
  method: 'POST',
  path: '/api/dossiers/:subjectId/openings',
  tag: 'dossier',
  permission: 'dossier.read',
  status: 201,
  summary: { zh: '登记查阅', en: 'Record that the caller opens the dossier, and why' },
  params: SubjectParams,
  body: z.object({ purpose: prose(500).optional() }),
  reply: z.object({ recorded: z.boolean().describe('False when this opening is on record already') }),
});
