import { z } from 'zod';
import { Id } from './common.ts';
import { route } from './route.ts';
import { Period } from './submission.ts';

const TAG = 'special-file';

export const Share = z.object({
  officials: z.int().describe('Officials of section level in office today'),
  covered: z.int().describe('Those of them with an entry in the special file'),
});

export const Coverage = z.object({
  total: Share,
  units: z.array(
    Share.extend({
      unitId: Id,
      unitName: z.string(),
      organId: Id.nullable().describe('The organ that keeps the dossier of the unit'),
      organName: z.string().nullable(),
    }),
  ),
  organs: z.array(Share.extend({ organId: Id.nullable(), organName: z.string().nullable() })),
});
export type Coverage = z.infer<typeof Coverage>;

export const getCoverage = route({
  id: 'getCoverage',
  method: 'GET',
  path: '/api/special-file/coverage',
  tag: TAG,
  permission: 'coverage.read',
  summary: {
    zh: '科级干部建档覆盖率',
    en: 'Share of section-level officials with a file, by unit and organ',
  },
  reply: Coverage,
});

/** The officials of one unit who have no file yet. */
export const listUncovered = route({
  id: 'listUncovered',
  method: 'GET',
  path: '/api/special-file/uncovered',
  tag: TAG,
  permission: 'coverage.read',
  summary: { zh: '尚未建档的科级干部', en: 'Section-level officials of a unit without a file' },
  query: z.object({ unitId: Id }),
  reply: z.object({
    items: z.array(z.object({ personId: Id, name: z.string(), post: z.string(), level: z.string() })),
  }),
});

export const Volume = z.object({
  organId: Id.nullable(),
  organName: z.string().nullable(),
  period: Period,
  class: z.string(),
  polarity: z.enum(['positive', 'negative']),
  entries: z.int(),
  subjects: z.int().describe('Volumes: subjects with an entry of this body, quarter, class and polarity'),
});
export type Volume = z.infer<typeof Volume>;

export const listVolumes = route({
  id: 'listVolumes',
  method: 'GET',
  path: '/api/special-file/volumes',
  tag: TAG,
  permission: 'leading-group.read',
  summary: {
    zh: '专项监督档案卷数与条目数',
    en: 'Volumes and entries of the special file per body and quarter, by class and polarity',
  },
  query: z.object({ from: Period.optional(), to: Period.optional() }),
  reply: z.object({
    from: Period,
    to: Period,
    items: z.array(Volume),
    bodies: z
      .array(z.object({ organId: Id, organName: z.string(), kind: z.string(), kindTitle: z.string() }))
      .describe('Member bodies of the leading group'),
    classes: z.array(z.object({ code: z.string(), title: z.string() })),
  }),
});
