import type { OpinionSheet } from '@plumbline/contract/opinion';
import { actionsWith, type Machine, pick, relationsOf } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { found, notFound } from '../../../platform/errors/app-error.ts';
import {
  availableActions,
  engineActor,
  getMatter,
  isSeenOutside,
  kinOf,
  type MatterRow,
  machineOfMatter,
  namesOf,
  summariseMatter,
  toEngine,
} from '../../matter/index.ts';
import { measuresInForce, opinionsOf } from './measures.ts';
import { proposedFor, signKey, standingSigns, unsigned } from './opinion.rules.ts';
import { askedOf, listNames, listSigns } from './opinion.store.ts';
import type { ConclusionRow } from './opinion.types.ts';
import { opinionProcedures, placesOf } from './places.ts';
import { type Registered, registeredOf } from './registered.ts';

type Sheet = z.infer<typeof OpinionSheet>;

/** What a list of requests says of one; whoever sees it from outside gets none. */
export async function summariseOpinion(ctx: Ctx, row: MatterRow, names: number) {
  const { id, number, title, state, stateTitle, final, openedAt, dueOn, overdue, allowed, waitsFor } =
    await summariseMatter(ctx, row);
  return {
    id,
    number,
    title,
    state,
    stateTitle,
    final,
    openedAt,
    dueOn,
    overdue,
    names,
    mine: allowed.length > 0,
    asked: waitsFor === 'approval',
  };
}

/** Whoever is asked about, kin, and whoever asked have no working sheet. @throws 404 */
export async function needInside(ctx: Ctx, id: string): Promise<MatterRow> {
  const row = await getMatter(ctx, id);
  if (!opinionProcedures(ctx.pack).includes(row.procedure)) throw notFound();
  const matter = toEngine(row);
  if (isSeenOutside(ctx, row, await machineOfMatter(ctx, row), matter, engineActor(ctx.actor, matter)))
    throw notFound();
  return row;
}

/**
 * The working sheet: each name with what is in force about it as far as the caller sees that, and what was signed. A
 * department sees what it signed itself; who handles the request or decides on it sees all.
 */
export async function viewSheet(ctx: Ctx, id: string): Promise<Sheet> {
  const row = await needInside(ctx, id);
  const [machine, stored, signs, allowed] = await Promise.all([
    machineOfMatter(ctx, row),
    listNames(ctx, id),
    listSigns(ctx, id),
    availableActions(ctx, row),
  ]);
  const matter = toEngine(row);
  const persons = stored.map(({ person_id }) => person_id);
  const [summary, measures, kin, accounts, known] = await Promise.all([
    summariseOpinion(ctx, row, stored.length),
    measuresInForce(ctx, persons, matter.custodian),
    kinOf(ctx, matter.subjects),
    namesOf(
      ctx,
      signs.map(({ account }) => ({ kind: 'account' as const, id: account })),
    ),
    registeredOf(ctx, persons),
  ]);
  const places = placesOf(machine);
  const seen = placesSeen(ctx, machine, row, places);
  const { conclusions = [] } = opinionsOf(ctx) ?? {};
  const occasion = stored[0]?.occasion ?? '';
  const standing = standingSigns(signs);
  const left = unsigned(stored.map(askedOf), places, signs);
  const drafted = seen.size === places.length ? draftedIn(matter.data) : new Map<number, ConclusionRow>();
  const [concludes = null] = actionsWith(machine, 'opinion.conclude').filter((code) =>
    allowed.includes(code),
  );
  const me = ctx.actor.personId;
  return {
    ...summary,
    version: row.version,
    occasion: pick(found(opinionsOf(ctx)?.occasions.find(({ code }) => code === occasion)).title, ctx.locale),
    places: places.map((code) => ({
      code,
      title: pick(machine.parties![code]!.title, ctx.locale),
      left: left.get(code)?.length ?? 0,
      action:
        actionsWith(machine, 'opinion.sign').find(
          (action) => allowed.includes(action) && machine.actions[action]!.by.includes(code),
        ) ?? null,
      shown: seen.has(code),
    })),
    conclusions: conclusions.map(({ code, title, ground }) => ({
      code,
      title: pick(title, ctx.locale),
      ground,
    })),
    concludes,
    actions: allowed.flatMap((code) => {
      const action = machine.actions[code];
      if (!action || action.form !== undefined) return [];
      return [
        {
          code,
          title: pick(action.title, ctx.locale),
          reason: action.requiresReason,
          approval: action.approval !== undefined,
        },
      ];
    }),
    rows: stored.map(({ no, person_id: person, name, unit, post }) => {
      const inForce = measures.get(person) ?? [];
      const draft = drafted.get(no);
      return {
        no,
        personId: person,
        name,
        unit,
        post,
        registered: pickKnown(known.get(person)!),
        near: me !== null && (person === me || kin.get(person)?.includes(me) === true),
        measures: inForce.map(({ key, title, told, from, until, against }) => ({
          key,
          title,
          told,
          from,
          until,
          stands: against.includes(occasion),
        })),
        signs: signs
          .filter((sign) => sign.no === no && seen.has(sign.place))
          .map((sign) => ({
            place: sign.place,
            result: sign.result,
            grounds: [...(sign.grounds ?? [])],
            note: sign.note ?? '',
            account: accounts.get(sign.account) ?? '',
            at: sign.at.toISOString(),
            standing: standing.get(signKey(no, sign.place)) === sign,
          })),
        proposed: proposedFor(conclusions, inForce, occasion),
        conclusion: draft?.conclusion ?? null,
        grounds: [...(draft?.grounds ?? [])],
        told: draft?.told ?? '',
        remark: draft?.remark ?? '',
      };
    }),
  };
}

const pickKnown = ({ name, unit, post, birth }: Registered) => ({ name, unit, post, birth });

/** Whoever is there for a department alone sees what that signed; everybody else inside sees all. */
function placesSeen(
  ctx: Ctx,
  machine: Machine,
  row: MatterRow,
  places: readonly string[],
): ReadonlySet<string> {
  const matter = toEngine(row);
  const relations = relationsOf(matter, engineActor(ctx.actor, matter));
  const own = places.filter((place) => relations.has(place));
  const more = [...relations].some((relation) => relation === 'handler' || relation === 'author');
  return new Set(own.length > 0 && !more && machine.parties ? own : places);
}

const draftedIn = (data: Readonly<Record<string, unknown>>): Map<number, ConclusionRow> =>
  new Map(((data.conclusions as ConclusionRow[] | undefined) ?? []).map((row) => [row.no, row]));
