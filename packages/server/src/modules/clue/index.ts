import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Module } from '../../platform/http/module.ts';
import { acceptJob } from './accept-submission.ts';
import { clueEffects, followClue, recordOfClue, resightClue } from './clue.effects.ts';
import { clueRoutes } from './clue.routes.ts';
import { coverageRoutes } from './coverage.routes.ts';
import { ACCEPT_TOPIC, REGISTER_TOPIC, REMIND_TOPIC, STAGE_TOPIC } from './jobs.ts';
import { matchEffects } from './match.effects.ts';
import { mergeEffects } from './merge.effects.ts';
import { remindAll } from './periods.ts';
import { remindRegisters } from './remind-registers.ts';
import { submissionEffects } from './submission.effects.ts';
import { submissionRoutes } from './submission.routes.ts';
import { ALIKE_TOPIC, lookElsewhere } from './tell-superiors.ts';
import { clueTexts } from './texts.ts';
import { transferEffects } from './transfer.effects.ts';
import { stageJob } from './upload-workbook.ts';

export { beginSubmission } from './begin-submission.ts';
export { openRows } from './row.view.ts';
export { SubjectLookup } from './subject-lookup.ts';
export { receiveLocal, takeFile } from './upload-workbook.ts';

export const clue: Module = {
  name: 'clue',
  routes(endpoints) {
    submissionRoutes(endpoints);
    clueRoutes(endpoints);
    coverageRoutes(endpoints);
  },
  effects: { ...submissionEffects, ...clueEffects, ...mergeEffects, ...matchEffects, ...transferEffects },
  projections: { clue: asPlatform(followClue) },
  sights: { clue: resightClue },
  records: { clue: recordOfClue },
  daily: [REMIND_TOPIC, REGISTER_TOPIC],
  jobs: (endpoints) => ({
    [STAGE_TOPIC]: (job) => stageJob(endpoints, job),
    [ACCEPT_TOPIC]: (job) => acceptJob(endpoints, job),
    [ALIKE_TOPIC]: (job) => lookElsewhere(endpoints, job),
    [REMIND_TOPIC]: async ({ jurisdiction }) => {
      await endpoints.runAsSystem(jurisdiction, remindAll);
    },
    [REGISTER_TOPIC]: async ({ jurisdiction }) => {
      await endpoints.runAsSystem(jurisdiction, remindRegisters);
    },
  }),
  texts: clueTexts,
};
