import { recordRecusal } from '@plumbline/policy';
import { sql } from 'kysely';
import { nearRelations } from '../../platform/access/near-kin.ts';
import type { Ctx } from '../../platform/context/context.ts';
import type { Parted } from '../../platform/jobs/topics.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { machineOfMatter } from './procedures.ts';
import { recordStep } from './record-step.ts';
import { standsByModule } from './standing.ts';
import { kinOf } from './world.ts';

/**
 * Whoever is kin by the registry no more stays out of what runs by then, as somebody recused: the entry is one
 * officer's to change, and changing it opens nothing (P14). Whoever has no account has nothing to be kept out of.
 */
export async function keepApart(ctx: Ctx, { persons, relation }: Parted): Promise<void> {
  if (!nearRelations(ctx.pack).includes(relation)) return;
  const kin = await kinOf(
    ctx,
    persons.map((id) => ({ kind: 'person', id })),
  );
  const [one, other] = persons;
  if (kin.get(one)?.includes(other)) return;
  const accounts = await accountsOf(ctx, persons);
  for (const row of await runningAround(ctx, persons)) {
    const machine = await machineOfMatter(ctx, row);
    if (standsByModule(machine)) continue;
    for (const person of persons) {
      const account = accounts.get(person);
      // An earlier one of the two may have been recorded on it.
      const matter = toEngine(row);
      const about = new Set(matter.subjects.map(({ id }) => id));
      const near = persons.some((id) => about.has(id)) || row.barred.includes(person);
      if (!account || about.has(person) || !near) continue;
      const recused = recordRecusal(matter, { account, person }, ctx.now.toISOString());
      if (recused) await recordStep(ctx, machine, row, [recused]);
    }
  }
}

/** What runs about one of them, or is kept from one of them for whom else it is about, such as a unit that kin head. */
function runningAround(ctx: Ctx, persons: readonly string[]): Promise<MatterRow[]> {
  return ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`(subject_id = any (${[...persons]}::uuid[]) or barred && ${[...persons]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Person → one of the open accounts. */
async function accountsOf(ctx: Ctx, persons: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.trx
    .selectFrom('account')
    .select(['id', 'person_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('person_id', 'in', [...persons])
    .where('closed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, person_id }) => [person_id!, id]));
}
