import type { BarInForce } from '@plumbline/contract/bar';
import { pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { namesOf } from '../../matter/index.ts';
import { barKinds } from './bar.effects.ts';
import { type BarRow, listInForce } from './bar.store.ts';

/**
 * What each of these persons is barred from today, as far as the caller may see it: the row of the bar with what the pack
 * says of its kind. A kind that the pack in force no longer has is left out.
 * @param use of uses.yaml; left out: whatever the use
 */
export async function barsInForce(
  ctx: Ctx,
  personIds: readonly string[],
  use?: string,
): Promise<(BarRow & { title: string; bars: string; against: readonly string[] })[]> {
  if (personIds.length === 0) return [];
  const kinds = new Map(barKinds(ctx).map((kind) => [kind.code, kind]));
  return (await listInForce(ctx, [...personIds], ctx.today)).flatMap((row) => {
    const kind = kinds.get(row.kind);
    if (!kind || (use !== undefined && !kind.uses.includes(use))) return [];
    const { title, bars, against } = kind;
    return [{ ...row, title: pick(title, ctx.locale), bars: pick(bars, ctx.locale), against }];
  });
}

/** What stands beside somebody's portrait. */
export async function viewBars(ctx: Ctx, personId: string): Promise<z.infer<typeof BarInForce>[]> {
  const bars = await barsInForce(ctx, [personId], 'portrait-summary');
  const names = await namesOf(ctx, [
    ...bars.map((bar) => ({ kind: 'account' as const, id: bar.owner_id })),
    ...bars.map((bar) => ({ kind: 'organ' as const, id: bar.organ_id })),
  ]);
  return bars.map((bar) => ({
    id: bar.id,
    kind: bar.kind,
    title: bar.title,
    bars: bar.bars,
    from: bar.from_on,
    until: bar.until_on,
    owner: names.get(bar.owner_id ?? '') ?? null,
    organ: names.get(bar.organ_id) ?? '',
    matterId: bar.matter_id,
  }));
}
