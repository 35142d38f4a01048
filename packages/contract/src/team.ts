import { z } from 'zod';
import { Day, Id } from './common.ts';
import { NamedRef, TeamMember } from './dossier.ts';
import { route } from './route.ts';

export const compareTeam = route({
  id: 'compareTeam',
  method: 'GET',
  path: '/api/units/:unitId/team-comparison',
  tag: 'dossier',
  permission: 'dossier.compare',
  summary: { zh: '班子成员对照', en: 'A leadership team side by side' },
  params: z.object({ unitId: Id }),
  reply: z.object({
    unit: NamedRef,
    members: z.array(
      TeamMember.extend({
        post: z.string().describe('All posts in the team'),
        born: z.string().nullable().describe('`YYYY-MM`, or `YYYY`; null when unknown or out of sight'),
        missing: z.int(),
        stale: z.int(),
        visible: z.boolean(),
      }),
    ),
    rows: z.array(
      z.object({
        item: z.string(),
        itemTitle: z.string(),
        title: z.string(),
        cells: z
          .array(
            z
              .object({
                values: z.array(z.string()),
                day: Day,
                state: z.enum(['fresh', 'ageing', 'stale']),
                materialId: Id,
                masked: z.boolean(),
                withheld: z.boolean(),
              })
              .nullable(),
          )
          .describe('In the order of the members; null: nothing that may be stated'),
      }),
    ),
  }),
});
