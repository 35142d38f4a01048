import type { EffectHandlers } from '../../../platform/context/context.ts';
import { forgetAnswer, noteAnswer } from './answered.ts';

/** Answers to letters, and spot checks of their truthfulness. */
export const checkEffects: EffectHandlers = {
  'answer.given': noteAnswer,
  'answer.gone': forgetAnswer,
};
