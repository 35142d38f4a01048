import { childrenOfSubject, type Matter, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { toEngine } from './matter.types.ts';
import { machineOfMatter } from './procedures.ts';

export interface Related {
  title: string;
  stateTitle: string;
  dueOn: string | null;
}

/**
 * The matters that one began, and the one that began it, as far as the caller may see them. Once the one that began it
 * was moved to another subject, neither tells of the other.
 */
export async function listRelated(
  ctx: Ctx,
  { id, parent }: Pick<Matter, 'id' | 'parent'>,
  children: Matter['children'],
): Promise<Map<string, Related>> {
  const ids = [...(parent ? [parent.matter] : []), ...children.map((one) => one.id)];
  if (ids.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', ids)
    .execute();
  const entries = rows.map(async (row) => {
    const machine = await machineOfMatter(ctx, row);
    const other = toEngine(row);
    const began = other.children.some((one) => one.id === id);
    if (began && !childrenOfSubject(machine, other).some((one) => one.id === id)) return [];
    const stateTitle = pick(machine.states[row.state]!.title, ctx.locale);
    const title = `${pick(machine.title, ctx.locale)} · ${row.title}`;
    return [[row.id, { title, stateTitle, dueOn: row.closed_at ? null : row.due_on }] as const];
  });
  return new Map((await Promise.all(entries)).flat());
}
