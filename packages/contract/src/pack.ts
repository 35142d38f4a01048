import { z } from 'zod';
import { AuthorityEntry } from './authority.ts';
import { Day, Moment } from './common.ts';
import { ProcedureDetail } from './procedure.ts';
import { route } from './route.ts';

const tag = 'pack';
const permission = 'pack.read';
const Named = z.object({ code: z.string(), title: z.string() });
const Standing = z.enum(['law', 'local-rule', 'default']);

export const InstalledVersion = z.object({
  version: z.string(),
  installedAt: Moment,
  shipped: z.boolean().describe('It ships with the build that runs'),
  inForce: z.boolean().describe('New matters of jurisdictions that follow the pack begin under it'),
  since: Moment.nullable().describe('In force since; null when it is not'),
});

export const InstalledPack = Named.extend({
  own: z.boolean().describe('The jurisdiction of the caller follows it'),
  versions: z.array(InstalledVersion).describe('Newest first'),
});
export type InstalledPack = z.infer<typeof InstalledPack>;

/** One limit of time as the pack states it. */
export const PackLimit = Named.extend({
  length: z
    .object({ value: z.int(), unit: z.enum(['workday', 'day', 'month', 'year']) })
    .nullable()
    .describe('Null where it is a fixed day or a recurring duty'),
  yearly: z.object({ month: z.int(), day: z.int() }).nullable(),
  every: z.enum(['month', 'quarter', 'half-year', 'year']).nullable(),
  source: z.string(),
  standing: Standing,
  effectiveFrom: Day,
});
export type PackLimit = z.infer<typeof PackLimit>;

export const PackContent = Named.extend({
  version: z.string(),
  note: z.string().nullable(),
  effectiveFrom: Day,
  zone: z.string().describe('Time zone in which days are counted'),
  locales: z.array(z.string()),
  counts: z.array(z.object({ part: z.string(), title: z.string(), count: z.int() })),
  catalogue: z
    .array(Named.extend({ subject: z.enum(['person', 'unit']), items: z.array(z.string()) }))
    .describe('Groups of the dossier with the titles of their items'),
  procedures: z.array(
    Named.extend({
      states: z.int(),
      actions: z.int(),
      terms: z.int(),
      service: z.string().nullable().describe('Part of the platform that runs on it'),
    }),
  ),
  limits: z.array(PackLimit),
  authorities: z.array(AuthorityEntry),
  templates: z.array(
    Named.extend({
      layout: z.string(),
      fields: z.int(),
      work: z.array(z.string()).describe('Kinds of work in whose set it stands'),
    }),
  ),
});
export type PackContent = z.infer<typeof PackContent>;

export const PackCheck = z.object({
  sound: z.boolean(),
  problems: z.array(
    z.object({
      severity: z.enum(['error', 'warning']).describe('A pack with an error is refused whole'),
      code: z.string(),
      file: z.string(),
      line: z.int().nullable().describe('Null when the folder that it came from is not at hand'),
      pointer: z.string().describe('Place in the file'),
      text: z.string(),
    }),
  ),
});
export type PackCheck = z.infer<typeof PackCheck>;

const Version = z.object({ code: z.string().max(100), version: z.string().max(40) });

export const listPacks = route({
  id: 'listPacks',
  method: 'GET',
  path: '/api/packs',
  tag,
  permission,
  summary: { zh: '已安装的规则包', en: 'Installed policy packs and their versions' },
  reply: z.object({ items: z.array(InstalledPack) }),
});
export const getPackVersion = route({
  id: 'getPackVersion',
  method: 'GET',
  path: '/api/packs/:code/versions/:version',
  tag,
  permission,
  summary: { zh: '规则包内容', en: 'What a version of a pack holds' },
  params: Version,
  reply: PackContent,
});
export const checkPackVersion = route({
  id: 'checkPackVersion',
  method: 'GET',
  path: '/api/packs/:code/versions/:version/check',
  tag,
  permission,
  summary: { zh: '检查规则包', en: 'Whether a version of a pack is sound, and every problem with its place' },
  params: Version,
  reply: PackCheck,
});
export const getPackProcedure = route({
  id: 'getPackProcedure',
  method: 'GET',
  path: '/api/packs/:code/versions/:version/procedures/:procedure',
  tag,
  permission,
  summary: { zh: '规则包中的程序', en: 'States, steps and limits of a procedure of a pack' },
  params: Version.extend({ procedure: z.string().max(60) }),
  reply: ProcedureDetail,
});
