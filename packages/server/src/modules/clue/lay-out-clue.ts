import type { ClueLayout, LaidAllegation } from '@plumbline/contract/layout';
import { type Alleged, actionsWith, allegedIn, type Bearing, bearingOn, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { forbidden, found } from '../../platform/errors/app-error.ts';
import { type Beside, layBeside, recordOpening } from '../dossier/index.ts';
import { availableActions, getMatter, type MatterRow, machineOfMatter, toEngine } from '../matter/index.ts';
import { type ClueRow, findClue } from './clue.store.ts';
import { titleOf } from './clue.summary.ts';

/**
 * Beside each point that a clue alleges, what the subject's dossier holds that bears on it. It is for who may take a
 * step now by which evidence is weighed, and for nobody else who sees the file; that it was laid out is on record with
 * the clue, and not under the subject's name, which may turn out to be the wrong one.
 * @throws 404 when the caller does not see the clue; 403 when the caller does not work on it
 */
export async function layOutClue(ctx: Ctx, id: string): Promise<ClueLayout> {
  const clue = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, id));
  const matter = await getMatter(ctx, clue.matter_id);
  await refuseIdle(ctx, matter);
  await recordOpening(ctx, {
    type: 'clue.laid-out',
    entity: 'clue',
    entityId: id,
    organId: clue.organ_id,
  });
  const points = allegedIn(ctx.pack, toEngine(matter).data).map((point) => ({
    point,
    bearings: bearingsOf(ctx, clue, point),
  }));
  const items = [...new Set(points.flatMap(({ bearings }) => bearings.map(({ item }) => item)))];
  const beside = clue.subject_id ? await layBeside(ctx, clue.subject_id, items, clue.material_id) : null;
  return {
    card: beside?.card ?? null,
    aspects: ctx.pack.screening.aspects.map(({ code, title }) => ({ code, title: pick(title, ctx.locale) })),
    allegations: points.map(({ point, bearings }) => viewPoint(ctx, clue, point, bearings, beside)),
    entries: beside?.entries ?? [],
  };
}

async function refuseIdle(ctx: Ctx, matter: MatterRow): Promise<void> {
  const [machine, allowed] = await Promise.all([machineOfMatter(ctx, matter), availableActions(ctx, matter)]);
  if (!actionsWith(machine, 'clue.screen').some((action) => allowed.includes(action))) throw forbidden();
}

const kindOf = (clue: ClueRow, point: Alleged): string | null => point.kind ?? clue.problem;

const bearingsOf = (ctx: Ctx, clue: ClueRow, point: Alleged): Bearing[] =>
  bearingOn(ctx.pack, clue.subject_kind === 'unit' ? 'unit' : 'person', kindOf(clue, point));

function viewPoint(
  ctx: Ctx,
  clue: ClueRow,
  point: Alleged,
  bearings: readonly Bearing[],
  beside: Beside | null,
): LaidAllegation {
  const kind = kindOf(clue, point);
  return {
    no: point.no,
    what: point.what,
    kind,
    kindTitle: kind ? titleOf(ctx.pack.problemKinds, kind, ctx.locale) : null,
    kindOf: point.kind ? 'allegation' : kind ? 'clue' : 'nobody',
    bearings: bearings.flatMap(({ item, aspect, note, source, standing }) => {
      const standsAs = beside?.items.get(item);
      if (!standsAs) return [];
      return [
        {
          aspect,
          item,
          itemTitle: standsAs.title,
          note: pick(note, ctx.locale),
          source: pick(source, ctx.locale),
          standing,
          freshness: standsAs.freshness,
          required: standsAs.required,
          entries: beside!.entries.filter((entry) => entry.item === item).map((entry) => entry.id),
        },
      ];
    }),
  };
}
