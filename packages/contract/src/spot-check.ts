import { z } from 'zod';
import { Day, Id, IdParams, Moment, PageQuery, page } from './common.ts';
import { route } from './route.ts';

const tag = 'warning';
const Hash = z.string().describe('SHA-256, 64 hex digits');

/** One spot check of the truthfulness of answers. */
export const SpotCheck = z.object({
  id: Id.describe('The matter that it is'),
  number: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  final: z.boolean(),
  organ: z.string(),
  openedAt: Moment,
  committed: z
    .object({
      from: Day.describe('First day of the answers that are listed'),
      to: Day,
      letters: z.int().describe('Letters in the list'),
      draws: z.int().describe('How many are drawn'),
      source: z.string().describe('Which published number decides'),
      sourceOn: Day.describe('Day on which it is published'),
      digits: z.int(),
      at: Moment,
      voided: z.boolean(),
    })
    .nullable()
    .describe('What was committed to; null before'),
  checked: z.int().describe('Of the letters drawn those whose check has ended'),
});
export type SpotCheck = z.infer<typeof SpotCheck>;

export const CheckedLetter = z.object({
  drawn: z.int().describe('In which turn it was drawn'),
  letterId: Id,
  letterNumber: z.string(),
  check: z
    .object({ id: Id, stateTitle: z.string(), link: z.string() })
    .nullable()
    .describe('Its check, as far as the caller sees it'),
  result: z.enum(['truthful', 'inaccurate', 'false', 'set-aside']).nullable(),
});

export const SpotCheckDetail = SpotCheck.extend({
  listHash: Hash.nullable(),
  commitment: Hash.nullable(),
  committedBy: z.string().nullable(),
  number: z.string().nullable(),
  published: z
    .object({
      number: z.string(),
      in: z.string().describe('Where it was published'),
      seed: Hash,
      at: Moment,
      by: z.string().nullable(),
    })
    .nullable(),
  faults: z
    .array(z.string())
    .describe('What does not agree when list, number and sample are computed anew; none when all is sound'),
  sample: z.array(CheckedLetter),
});

export const listSpotChecks = route({
  id: 'listSpotChecks',
  method: 'GET',
  path: '/api/spot-checks',
  tag,
  permission: null,
  summary: { zh: '真实性抽查', en: 'Spot checks that the caller sees, newest first' },
  query: PageQuery,
  reply: page(SpotCheck).extend({
    procedure: z.string().nullable().describe('Procedure to begin one on; null where the caller may not'),
  }),
});

export const getSpotCheck = route({
  id: 'getSpotCheck',
  method: 'GET',
  path: '/api/spot-checks/:id',
  tag,
  permission: null,
  summary: { zh: '真实性抽查详情', en: 'A spot check with its sample; the reading is recorded' },
  params: IdParams,
  reply: SpotCheckDetail,
});

export const getSpotCheckProof = route({
  id: 'getSpotCheckProof',
  method: 'GET',
  path: '/api/spot-checks/:id/proof',
  tag,
  permission: null,
  summary: {
    zh: '抽查凭证：名单、号码和结果，可离线验证',
    en: 'List, number and sample as a file for `plumbline spot-check verify`',
  },
  params: IdParams,
});
