import type { ClueLayout, LaidAllegation } from '@plumbline/contract/layout';
import {
  type Alleged,
  actionsWith,
  allegedIn,
  type Bearing,
  bearingOn,
  type DifferenceRule,
  type Machine,
  pick,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { forbidden, found } from '../../platform/errors/app-error.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { type Beside, layBeside } from '../dossier/index.ts';
import { availableActions, getMatter, type MatterRow, machineOfMatter, toEngine } from '../matter/index.ts';
import { type ClueRow, findClue } from './clue.store.ts';
import { titleOf } from './clue.summary.ts';
import { evidenceStandings } from './evidence-standing.ts';

/**
 * Beside each point that a clue alleges, what the subject's dossier holds that bears on it. It is for who may take a
 * step now by which evidence is weighed, and for nobody else who sees the file; that it was laid out is on record with
 * the clue, and not under the subject's name, which may turn out to be the wrong one.
 * @throws 404 when the caller does not see the clue; 403 when the caller does not work on it
 */
export async function layOutClue(ctx: Ctx, id: string): Promise<ClueLayout> {
  const clue = found(await findClue(ctx.trx, ctx.actor.jurisdictionId, id));
  const matter = await getMatter(ctx, clue.matter_id);
  const machine = await workedOn(ctx, matter);
  await recordOpening(ctx, {
    type: 'clue.laid-out',
    entity: 'clue',
    entityId: id,
    organId: clue.organ_id,
  });
  const { data } = toEngine(matter);
  const points = allegedIn(ctx.pack, data).map((point) => ({
    point,
    bearings: bearingsOf(ctx, clue, point),
  }));
  const rules = ctx.pack.screening.differences.filter((rule) => pointsOf(ctx, clue, rule, points).length > 0);
  const asked = {
    items: [
      ...new Set([
        ...points.flatMap(({ bearings }) => bearings.map(({ item }) => item)),
        ...rules.flatMap(({ declared, recorded }) => [declared.item, recorded.item]),
      ]),
    ],
    rules,
    except: clue.material_id,
  };
  const beside = clue.subject_id ? await layBeside(ctx, clue.subject_id, asked) : null;
  const standing = evidenceStandings(ctx, machine, data);
  const { beyond } = ctx.pack.screening;
  return {
    beyond: beyond ? pick(beyond, ctx.locale) : null,
    card: beside?.card ?? null,
    aspects: ctx.pack.screening.aspects.map(({ code, title }) => ({ code, title: pick(title, ctx.locale) })),
    allegations: points.map(({ point, bearings }) => ({
      ...viewPoint(ctx, clue, point, bearings, beside),
      standing: standing(point.no),
    })),
    differences: (beside?.differences ?? []).map((one) => ({
      ...one,
      points: pointsOf(ctx, clue, rules.find(({ code }) => code === one.rule)!, points),
    })),
    uncompared: beside?.uncompared ?? [],
    entries: beside?.entries ?? [],
  };
}

/** @throws 403 when the caller may take no step by which evidence is weighed */
async function workedOn(ctx: Ctx, matter: MatterRow): Promise<Machine> {
  const [machine, allowed] = await Promise.all([machineOfMatter(ctx, matter), availableActions(ctx, matter)]);
  if (!actionsWith(machine, 'clue.screen').some((action) => allowed.includes(action))) throw forbidden();
  return machine;
}

/** The points on which a comparison bears. A rule of persons is none for a unit: its items are not in that dossier. */
function pointsOf(
  ctx: Ctx,
  clue: ClueRow,
  { kinds, declared }: DifferenceRule,
  points: readonly { point: Alleged }[],
): number[] {
  const item = ctx.pack.catalogue.items.find(({ code }) => code === declared.item);
  if (item?.subject !== clue.subject_kind) return [];
  return points.flatMap(({ point }) => {
    const kind = kindOf(clue, point);
    return kind === null || !kinds || kinds.includes(kind) ? [point.no] : [];
  });
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
): Omit<LaidAllegation, 'standing'> {
  const kind = kindOf(clue, point);
  return {
    no: point.no,
    what: point.what,
    lookedFor: point.lookedFor,
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
