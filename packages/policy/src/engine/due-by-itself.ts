import type { Procedure } from '../pack/procedure.schema.ts';
import { refuseAction } from './refuse.ts';
import { hasCome } from './step-by-itself.ts';
import { type Matter, SYSTEM } from './types.ts';
import type { World } from './world.ts';

/**
 * Steps that the platform owes the matter now, in the order of the procedure. Taking the first and asking again comes to
 * an end: such a step closes its term or ends the matter, and counts the child it waited for (`checkByItself`).
 * @param world with the rules and the day that terms are counted by; without them no term is over
 */
export const dueByItself = (procedure: Procedure, matter: Matter, world: World | undefined): string[] =>
  Object.entries(procedure.actions).flatMap(([name, { byItself }]) =>
    byItself &&
    hasCome(procedure, matter, name, world) &&
    typeof refuseAction(procedure, matter, name, SYSTEM, world) === 'string'
      ? [name]
      : [],
  );
