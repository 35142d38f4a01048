import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import type { Job } from '../../platform/jobs/worker.ts';
import { containment, similarityTo } from '../../platform/matching/similarity.ts';
import { notify } from '../../platform/notices/notify.ts';
import { actorOfAccount } from '../identity/index.ts';
import { type ClueRow, findClue, findSimilar, readClues } from './clue.store.ts';
import { textOf } from './likeness.ts';

/** Clues that were opened, whose like may lie with another organ. */
export const ALIKE_TOPIC = 'clue.look-elsewhere';

const PERMISSION = 'clue.supervise';
/** Compared for one clue; those that promise most come first. */
const MOST_COMPARED = 200;

/**
 * Looks with the platform's sight for near-identical clues that another organ keeps and whoever registered this one
 * can't see. That there is one is told to nobody but those who supervise clues in the lowest organ above both; where
 * there is none, to nobody. Runs after the registration is over, so that nothing of it can be felt there.
 *
 * @param rooms organs whose clues whoever registered it sees
 */
async function tellSuperiors(
  ctx: Ctx,
  id: string,
  registrar: { account: string; rooms: readonly string[] },
): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const clue = await findClue(ctx.trx, j, id);
  const { likeness: rule } = ctx.pack;
  if (!clue || !rule || clue.room > 1) return;
  const likenessOf = similarityTo(textOf(clue), containment(rule));
  const ids = await findSimilar(ctx.trx, clue, rule, MOST_COMPARED);
  const unseen = (await readClues(ctx.trx, j, ids)).filter(
    (row) =>
      row.id !== clue.id &&
      row.organ_id !== clue.organ_id &&
      !registrar.rooms.includes(row.organ_id) &&
      likenessOf(textOf(row)) >= rule.alike.from,
  );
  if (!unseen.length) return;
  const parents = await parentsOf(ctx);
  const told = new Set<string>();
  for (const [organId, rows] of Map.groupBy(unseen, (row) => row.organ_id)) {
    const above = lowestAbove(parents, clue.organ_id, organId);
    if (above === undefined) continue;
    for (const account of await supervisorsIn(ctx, above, [clue, ...rows])) told.add(account);
  }
  told.delete(registrar.account);
  notify(ctx, {
    to: [...told],
    kind: 'clue.alike-elsewhere',
    link: `/clues/${clue.id}`,
    matter: clue.matter_id,
  });
}

/** Looks for the like of clues that were just opened, each in a transaction of its own. */
export async function lookElsewhere(endpoints: Endpoints, { jurisdiction, payload }: Job): Promise<void> {
  const { clues, account } = payload as { clues: string[]; account: string };
  const actor = account ? await actorOfAccount(endpoints.services, jurisdiction, account) : undefined;
  const registrar = { account, rooms: actor?.settings.rooms ?? [] };
  for (const id of clues)
    await endpoints.runAsSystem(jurisdiction, (ctx) => tellSuperiors(ctx, id, registrar));
}

async function parentsOf(ctx: Ctx): Promise<Map<string, string | null>> {
  const organs = await ctx.trx
    .selectFrom('organ')
    .select(['id', 'parent_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .execute();
  return new Map(organs.map((organ) => [organ.id, organ.parent_id]));
}

/** The lowest organ that stands above both, or is one of them and stands above the other. */
function lowestAbove(
  parents: ReadonlyMap<string, string | null>,
  one: string,
  other: string,
): string | undefined {
  const chain = (from: string) => {
    const organs = new Set<string>();
    for (let at: string | null = from; at !== null && !organs.has(at); at = parents.get(at) ?? null)
      organs.add(at);
    return organs;
  };
  const above = chain(other);
  return [...chain(one)].find((organ) => above.has(organ));
}

/** Who supervises clues in the organ itself today, and is neither concerned by any of these clues nor kept from it. */
async function supervisorsIn(ctx: Ctx, organId: string, rows: readonly ClueRow[]): Promise<string[]> {
  const roles = ctx.pack.roles.flatMap((role) => (role.permissions.includes(PERMISSION) ? [role.code] : []));
  const kept = rows
    .flatMap((row) => [...row.barred, row.concerns_person_id ?? [], row.sealed_unit_id ?? []])
    .flat();
  const { rows: found } = await sql<{ id: string }>`
    select distinct a.id from role_grant g
    join account a on a.jurisdiction_id = g.jurisdiction_id and a.id = g.account_id
    where g.jurisdiction_id = ${ctx.actor.jurisdictionId} and g.organ_id = ${organId} and g.role = any (${roles}::text[])
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)
      and not coalesce(array[a.id, a.person_id, a.unit_id] && ${kept}::uuid[], false)`.execute(ctx.trx);
  return found.map((row) => row.id);
}
