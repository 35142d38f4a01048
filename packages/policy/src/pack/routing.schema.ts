import { z } from 'zod';
import { Code, PackText, Standing } from './common.schema.ts';
import { RuleRef } from './library.schema.ts';

/** Who manages the post of whom a report is about, as seen from the organ that has the report. */
export const STANDINGS = ['own-leader', 'superior', 'own', 'lower', 'other', 'nobody'] as const;
export const PostStanding = z
  .enum(STANDINGS)
  .describe(
    'own-leader: leads the organ itself; superior, own, lower, other: the organ that manages the post stands above, is this one, stands below, stands beside; nobody: no organ manages it',
  );
export type PostStanding = z.infer<typeof PostStanding>;

export const RouteLine = z.strictObject({
  code: Code,
  title: PackText.describe('What becomes of the report'),
  who: PostStanding,
  found: z
    .boolean()
    .optional()
    .describe('Only for what the organ found itself (true) or what it was sent (false); left out: either'),
  registers: z.boolean().describe('What it says may be registered here'),
  way: z
    .enum(['keep', 'stub', 'transfer', 'return'])
    .describe(
      'keep: handled here; stub: the package goes on unopened and a stub stays; transfer: handed over with a receipt; return: sent back',
    ),
  limit: z.string().optional().describe('Code of the limit in terms.yaml'),
  todo: PackText.describe('What to do now'),
  source: PackText.describe('Rule or practice that the line comes from'),
  standing: Standing,
  rules: z.array(RuleRef).max(10).optional().describe('Articles that the line rests on'),
});
export type RouteLine = z.infer<typeof RouteLine>;

/** By whom a post is managed where the registry does not say, and what follows for a report. */
export const Routing = z
  .strictObject({
    inside: z
      .array(Code)
      .describe('Kinds of organ that are parts of the organ above, not organs of their own'),
    oneLevel: z
      .array(Code)
      .describe('Kinds of organ that manage together at one level: two of them under the same organ are one'),
    tiers: z
      .array(
        z.strictObject({
          levels: z.array(Code).min(1).describe('Levels of posts'),
          by: z
            .array(Code)
            .describe('Kinds of organ that manage them; none: an organ above all that are registered'),
          nearest: z
            .boolean()
            .default(false)
            .describe('Of these organs the one that supervises the unit; false: the one over the whole area'),
        }),
      )
      .describe(
        'Who manages posts of which level, highest first; where the registry names who does, that counts',
      ),
    leaders: z.array(Code).describe('Roles whose holders lead their organ'),
    ownFinds: z.array(Code).describe('Sources that are finds of the organ itself'),
    stub: Code.describe('Procedure that keeps the stub of what goes up unopened'),
    split: RouteLine.omit({ who: true, found: true }).describe('Several subjects that go different ways'),
    lines: z.array(RouteLine).min(1).describe('What becomes of a report; every standing has its line'),
  })
  .nullable()
  .default(null)
  .describe('Who handles a report, by who manages the post of whom it is about');
export type Routing = NonNullable<z.infer<typeof Routing>>;
