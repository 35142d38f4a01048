import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { checkReferences } from './check-references.ts';

const CHECKS: readonly ((pack: Pack) => PackProblem[])[] = [checkReferences];

/** Proves a pack sound: every problem is an error, a pack with any is refused whole. */
export function checkPack(pack: Pack): PackProblem[] {
  return CHECKS.flatMap((check) => check(pack));
}
