import type { getOwnPage, OwnPaper } from '@plumbline/contract/own';
import type { Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { type IssuedPaper, listIssuedTo } from '../../document/index.ts';
import { listOwnMatters, namesOf, outwardOrgan, ownNames } from '../../matter/index.ts';
import { barsInForce } from '../bars/bars-in-force.ts';
import { readOwnReadings } from './own-readings.ts';

/** Papers that one page tells of. */
const MOST_PAPERS = 200;

/**
 * What concerns the caller and was told to them. It is made of nothing but what is shown to them by row-level security:
 * what is set aside, narrow or not yet told leaves no trace in it, neither in a line nor in a number.
 */
export async function readOwnPage(ctx: Ctx): Promise<Reply<typeof getOwnPage>> {
  const [{ items, more }, papers, bars, readings] = await Promise.all([
    listOwnMatters(ctx),
    listIssuedTo(ctx, ownNames(ctx), MOST_PAPERS),
    readOwnBars(ctx),
    readOwnReadings(ctx),
  ]);
  const shown = new Set(items.map(({ id }) => id));
  return {
    items: items.map((item) => ({
      ...item,
      papers: papers.filter(({ matter_id }) => matter_id === item.id).map(viewPaper),
    })),
    more,
    papers: papers.filter(({ matter_id }) => matter_id === null || !shown.has(matter_id)).map(viewPaper),
    bars,
    readings,
  };
}

/** What the caller is barred from today, by the organ under whose name it was decided. */
async function readOwnBars(ctx: Ctx): Promise<Reply<typeof getOwnPage>['bars']> {
  const { personId } = ctx.actor;
  const bars = await barsInForce(ctx, personId ? [personId] : []);
  const keepers = await Promise.all(bars.map(({ organ_id }) => outwardOrgan(ctx, organ_id)));
  const names = await namesOf(
    ctx,
    keepers.map((id) => ({ kind: 'organ' as const, id })),
  );
  return bars.map(({ title, bars: what, from_on, until_on }, i) => ({
    title,
    bars: what,
    from: from_on,
    until: until_on,
    organ: names.get(keepers[i]!) ?? '',
  }));
}

const viewPaper = ({ id, title, number, issuer, issued_on, voided_at }: IssuedPaper): OwnPaper => ({
  id,
  title,
  number,
  issuer,
  issuedOn: issued_on,
  voided: voided_at !== null,
});
