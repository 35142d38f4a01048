import type { Module } from '../../platform/http/module.ts';
import { assessmentEffects } from './assessments/assessment.effects.ts';
import { assessmentRoutes } from './assessments/assessment.routes.ts';
import { assessmentTexts } from './assessments/texts.ts';
import { barEffects } from './bars/bar.effects.ts';
import { barRoutes } from './bars/bar.routes.ts';
import { fall } from './bars/fall.ts';
import { checkEffects } from './checks/check.effects.ts';
import { checkTexts } from './checks/check.texts.ts';
import { spotCheckRoutes } from './checks/spot-check.routes.ts';
import { figureRoutes } from './figures/figures.routes.ts';
import { fallMark, lookForGrounds } from './levels/grounds.ts';
import { levelRoutes } from './levels/levels.routes.ts';
import { markEffects } from './levels/mark.effects.ts';
import { levelTexts } from './levels/texts.ts';
import { opinionEffects } from './opinions/opinion.effects.ts';
import { opinionRoutes } from './opinions/opinion.routes.ts';
import { proposeSupplements } from './opinions/propose-supplements.ts';
import { opinionTexts } from './opinions/texts.ts';
import { ownRoutes } from './own/own.routes.ts';
import { signEffects } from './signs/sign.effects.ts';
import { signRoutes } from './signs/sign.routes.ts';
import { signTexts } from './signs/texts.ts';
import { FALL_TOPIC, FELL_TOPIC, GROUND_TOPIC, SUPPLEMENT_TOPIC } from './topics.ts';

/** Early warning: small signs, levels, the special supervision list, what is in force of them, and figures. */
export const warning: Module = {
  name: 'warning',
  routes: (endpoints) => {
    barRoutes(endpoints);
    levelRoutes(endpoints);
    signRoutes(endpoints);
    ownRoutes(endpoints);
    figureRoutes(endpoints);
    spotCheckRoutes(endpoints);
    opinionRoutes(endpoints);
    assessmentRoutes(endpoints);
  },
  effects: {
    ...barEffects,
    ...checkEffects,
    ...markEffects,
    ...signEffects,
    ...opinionEffects,
    ...assessmentEffects,
  },
  daily: [SUPPLEMENT_TOPIC, GROUND_TOPIC],
  jobs: (endpoints) => ({
    [FALL_TOPIC]: ({ jurisdiction, payload }) =>
      endpoints.runAsSystem(jurisdiction, (ctx) => fall(ctx, String(payload.matter))),
    [SUPPLEMENT_TOPIC]: async ({ jurisdiction }) => {
      await endpoints.runAsSystem(jurisdiction, proposeSupplements);
    },
    [GROUND_TOPIC]: async ({ jurisdiction }) => {
      await endpoints.runAsSystem(jurisdiction, lookForGrounds);
    },
    [FELL_TOPIC]: ({ jurisdiction, payload }) =>
      endpoints.runAsSystem(jurisdiction, (ctx) =>
        fallMark(ctx, payload.kind === 'listing' ? 'listing' : 'warning', String(payload.matter)),
      ),
  }),
  texts: { ...checkTexts, ...levelTexts, ...signTexts, ...opinionTexts, ...assessmentTexts },
};
