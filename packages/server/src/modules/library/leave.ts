import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { identifyingFaults, type Leaving, type LeavingPart } from './library.rules.ts';
import { isShared } from './shares.store.ts';

interface Kept extends Leaving {
  id: string;
  store: string;
  organ_id: string;
  opens: number;
}
interface Standing extends LeavingPart {
  item_id: string;
  version_id: string;
  note: string;
}

/**
 * What leaves the organ, by its audience or to a zone, names nobody by number: neither the text nor what stands
 * beside it. @throws 400 with the places
 */
export async function refuseIdentifying(
  ctx: Ctx,
  item: Kept,
  note: string,
  parts: readonly LeavingPart[],
): Promise<void> {
  if (item.opens > 0 || (await isShared(ctx, item))) refuse(identifyingFaults(item, note, parts));
}

/** The same of every text that stands, before the entries open wider. @throws 400 with the places */
export async function refuseStanding(ctx: Ctx, items: readonly (Leaving & { id: string })[]): Promise<void> {
  const faults = await faultsOf(ctx, items);
  refuse([...faults.values()].flat());
}

/** Entries of these whose texts that stand name somebody by number. */
export const identifyingAmong = async (
  ctx: Ctx,
  items: readonly (Leaving & { id: string })[],
): Promise<string[]> => [...(await faultsOf(ctx, items)).keys()];

type Faults = ReturnType<typeof identifyingFaults>;

async function faultsOf(
  ctx: Ctx,
  items: readonly (Leaving & { id: string })[],
): Promise<Map<string, Faults>> {
  if (!items.length) return new Map();
  const rows: Standing[] = await ctx.trx
    .selectFrom('library_version as v')
    .innerJoin('library_part as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('p.version_id', '=', 'v.id'),
    )
    .select(['v.item_id', 'p.version_id', 'v.note', 'p.label', 'p.text', 'p.text_en'])
    .select(['p.question', 'p.question_en'])
    .where('v.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(
      'v.item_id',
      'in',
      items.map(({ id }) => id),
    )
    .where('v.published_at', 'is not', null)
    .where('v.withdrawn_at', 'is', null)
    .orderBy('p.version_id')
    .orderBy('p.seq')
    .execute();
  const versions = Map.groupBy(rows, (row) => row.item_id);
  const faults = new Map<string, Faults>();
  for (const item of items) {
    const texts = Map.groupBy(versions.get(item.id) ?? [], (row) => row.version_id);
    const found = [...texts.values()].flatMap((parts) => identifyingFaults(item, parts[0]!.note, parts));
    if (found.length) faults.set(item.id, found);
  }
  return faults;
}

function refuse(faults: Faults): void {
  if (faults.length) throw new AppError('invalid', { faults: faults.slice(0, 50) });
}
