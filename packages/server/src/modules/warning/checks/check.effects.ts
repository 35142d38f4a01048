import type { EffectHandlers } from '../../../platform/context/context.ts';
import { forgetAnswer, noteAnswer } from './answered.ts';
import { commitList } from './commit-list.ts';
import { drawLetters } from './draw-sample.ts';
import { endEffects } from './end-check.ts';

/** Answers to letters, and spot checks of their truthfulness. */
export const checkEffects: EffectHandlers = {
  'answer.given': noteAnswer,
  'answer.gone': forgetAnswer,
  'spot-check.commit': commitList,
  'spot-check.draw': drawLetters,
  ...endEffects,
};
