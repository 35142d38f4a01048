import {
  type Machine,
  type Matter,
  openTerms,
  type Service,
  standingOf,
  type TermRules,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { Standing } from './matter.store.ts';
import { isNarrow, sightOf } from './sight.ts';
import { readWorlds } from './world.ts';

/** The first day on which one of the running terms is due; null when none is. */
export function dueOnOf(matter: Matter, rules: TermRules, today: string): string | null {
  const days = openTerms(matter).flatMap((record) => standingOf(record, rules, today)?.due ?? []);
  return days.toSorted()[0] ?? null;
}

/** Services whose modules set sight and due day of their matters themselves. */
const BY_MODULE: ReadonlySet<Service> = new Set<Service>([
  'submission',
  'material',
  'match',
  'reading',
  'collection',
  'instruction',
  'library',
]);
export const standsByModule = ({ service }: { service?: Service | undefined }): boolean =>
  service !== undefined && BY_MODULE.has(service);

/** Whether a state of the procedure sets its matters aside. */
const setsAside = ({ states }: Machine): boolean =>
  Object.values(states).some(({ seenBy }) => seenBy !== undefined);

/**
 * Columns that follow from a matter: from its procedure, its terms and who has a place in it. Some services of the
 * platform set them themselves.
 */
export async function standingAfter(ctx: Ctx, machine: Machine, matter: Matter): Promise<Standing> {
  const closedAt = machine.states[matter.state]?.final ? ctx.now : null;
  if (standsByModule(machine)) return { closedAt };
  const [worlds, rules] = await Promise.all([
    readWorlds(ctx, [matter], { allKin: true }),
    ctx.terms(matter.custodian),
  ]);
  const narrows = Object.values(machine.states).some((state) => state.narrow);
  return {
    closedAt,
    ...(narrows ? { room: isNarrow(machine, matter.state) ? 1 : 0 } : {}),
    dueOn: closedAt ? null : dueOnOf(matter, rules, ctx.today),
    sight: sightOf(machine, matter, worlds.of(matter)),
    ...(setsAside(machine) ? { aside: machine.states[matter.state]?.seenBy !== undefined } : {}),
  };
}
