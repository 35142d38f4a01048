import { type Machine, type Matter, openTerms, standingOf, type TermRules } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import type { Standing } from './matter.store.ts';
import { sightOf } from './sight.ts';
import { readWorlds } from './world.ts';

/** The first day on which one of the running terms is due; null when none is. */
export function dueOnOf(matter: Matter, rules: TermRules, today: string): string | null {
  const days = openTerms(matter).flatMap((record) => standingOf(record, rules, today)?.due ?? []);
  return days.toSorted()[0] ?? null;
}

/**
 * Columns that follow from a matter. A service of the platform sets sight and due day of its matters itself; all
 * others follow from procedure, terms and who has a place in them.
 */
export async function standingAfter(ctx: Ctx, machine: Machine, matter: Matter): Promise<Standing> {
  const closedAt = machine.states[matter.state]?.final ? ctx.now : null;
  if (machine.service) return { closedAt };
  const [worlds, rules] = await Promise.all([
    readWorlds(ctx, [matter], { allKin: true }),
    ctx.terms(matter.custodian),
  ]);
  return {
    closedAt,
    dueOn: closedAt ? null : dueOnOf(matter, rules, ctx.today),
    sight: sightOf(machine, matter, worlds.of(matter)),
  };
}
