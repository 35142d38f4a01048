import { z } from 'zod';
import { ClueSubject, ClueSummary } from './clue.ts';
import { Id, Moment, PageQuery, page } from './common.ts';
import { route } from './route.ts';
import { Candidate } from './submission-rows.ts';

const birthYear = z.string().nullable().describe('`YYYY`; null when unknown or out of sight');

/** A match that is less than certain: nothing is filed until a second person has looked (P1). */
export const Match = z.object({
  id: Id.describe('The matter'),
  version: z.int(),
  at: Moment,
  clue: ClueSummary,
  content: z.string().describe('What the clue says'),
  written: z
    .object({
      name: z.string().nullable(),
      idNumber: z.string().nullable().describe('Masked'),
      unit: z.string().nullable(),
      post: z.string().nullable(),
    })
    .describe('What the body wrote, without what was filled in later'),
  filled: z
    .object({ unit: z.string(), by: z.string().nullable().describe('Account that picked the subject') })
    .nullable()
    .describe('Taken from the record of the subject that was picked, so no evidence for the match'),
  proposed: ClueSubject.extend({ birthYear }),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  candidates: z.array(Candidate.extend({ birthYear })).describe('Everybody else who may be meant'),
  actions: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      requiresReason: z.boolean(),
      effect: z.enum(['confirm', 'refuse', 'amend']),
    }),
  ),
});
export type Match = z.infer<typeof Match>;

/** Steps are taken by `actOnMatter` with the codes given in `actions`. */
export const listMatches = route({
  id: 'listMatches',
  method: 'GET',
  path: '/api/matches',
  tag: 'clue',
  permission: 'clue.read',
  summary: { zh: '待复核匹配', en: 'Matches that wait for a second person, oldest first' },
  query: PageQuery.extend({ submissionId: Id.optional() }),
  reply: page(Match),
});
