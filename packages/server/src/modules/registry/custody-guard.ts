import { addDays } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import {
  type CustodyFacts,
  custodianOfPerson,
  custodianOfUnit,
  type Held,
  type Supervised,
} from './custody.rules.ts';
import { affectedBy, custodyFacts, heldBy } from './custody.store.ts';
import { type Dated, heldOn } from './dated.rules.ts';
import type { Changed } from './follow-subjects.ts';
import { traitsOf } from './traits.ts';

const PERMISSION = 'registry.write';

/** Whose word it takes to hand a dossier over. @throws 403 for an organ in which the caller keeps no registry */
export function needToHandOver(ctx: Ctx, organs: Iterable<string | undefined>): void {
  // The platform follows what somebody was allowed to enter.
  if (!ctx.actor.accountId) return;
  for (const organ of organs) {
    if (organ !== undefined && ctx.may(PERMISSION, organ)) continue;
    throw new AppError('forbidden', {
      params: { permission: PERMISSION },
      text: {
        zh: '此举涉及另一机关保管的档案，须由对现保管机关和新保管机关都有登记权限的人员办理，请报上级机关。',
        en: 'This touches a dossier that another organ keeps: it takes somebody who keeps the registry for the organ that has it and for the one that is to have it. Ask the organ above.',
      },
    });
  }
}

interface Side {
  facts: CustodyFacts;
  held: Map<string, Held[]>;
}

/**
 * Makes a change of the registry, and refuses it when it would let a dossier go from one organ to another, today
 * or on a day to come, while the caller doesn't keep the registry for both. What moves anyhow is left alone.
 * @throws 403
 */
export async function keepingCustody<T>(ctx: Ctx, changed: Changed, write: () => Promise<T>): Promise<T> {
  if (!ctx.actor.accountId) return write();
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  // One after another: two changes that are harmless each could hand a dossier over together.
  await sql`select pg_advisory_xact_lock(${j}, hashtext('registry.custody'))`.execute(trx);
  const below = await affectedBy(trx, j, changed.units ?? []);
  const persons = [...new Set([...(changed.persons ?? []), ...below.persons])];
  const side = async (): Promise<Side> => {
    const traits = traitsOf(ctx.pack);
    const [facts, held] = await Promise.all([
      custodyFacts(trx, j, traits, ctx.today),
      heldBy(trx, j, persons, traits),
    ]);
    return { facts, held };
  };
  const [before, kept] = await Promise.all([side(), keepersNow(ctx, [...below.units, ...persons])]);
  const done = await write();
  const after = await side();
  const days = turns(ctx.today, [...before.facts.supervisions, ...after.facts.supervisions]);
  const [was, is] = [reader(before.facts), reader(after.facts)];
  const check = (id: string, on: readonly string[], at: (day: string) => [string?, string?]) => {
    let [old, next] = [kept.get(id), kept.get(id)];
    for (const day of on) {
      const [a, b] = at(day);
      // Where nobody is named, the dossier stays where it is.
      [old, next] = [a ?? old, b ?? next];
      if (old !== next) needToHandOver(ctx, new Set([kept.get(id) ?? old, old, next]));
    }
  };
  for (const id of below.units) check(id, days, (day) => [was.unit(id, day), is.unit(id, day)]);
  for (const id of persons) {
    const [a, b] = [before.held.get(id) ?? [], after.held.get(id) ?? []];
    check(id, turns(ctx.today, [...a, ...b], days), (day) => [was.person(a, day), is.person(b, day)]);
  }
  return done;
}

/** The organ of each dossier, of those that the caller's organ may look into at all. */
async function keepersNow(ctx: Ctx, subjects: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.trx
    .selectFrom('dossier')
    .select(['subject_id', 'organ_id'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', '=', sql<string>`any(${uuidArray(subjects)})`)
    .execute();
  return new Map(rows.map((row) => [row.subject_id, row.organ_id]));
}

/** Today and the days to come on which something begins, or has ended the day before; in order. */
function turns(today: string, dated: readonly Dated[], more: readonly string[] = [today]): string[] {
  const days = new Set(more);
  for (const { from, to } of dated) {
    if (from !== null && from > today) days.add(from);
    if (to !== null && to >= today) days.add(addDays(to, 1));
  }
  return [...days].sort();
}

/** The rule of custody on any day, each answer worked out once. */
function reader(facts: CustodyFacts) {
  const days = new Map<string, { facts: CustodyFacts; units: Map<string, string | undefined> }>();
  const on = (day: string) => {
    let known = days.get(day);
    if (!known) {
      const supervisions = facts.supervisions.filter((one: Supervised) => heldOn(one, day));
      known = { facts: { ...facts, supervisions, day }, units: new Map() };
      days.set(day, known);
    }
    return known;
  };
  return {
    unit(id: string, day: string): string | undefined {
      const { facts: then, units } = on(day);
      if (!units.has(id)) units.set(id, custodianOfUnit(id, then));
      return units.get(id);
    },
    person: (held: readonly Held[], day: string) => custodianOfPerson(held, on(day).facts),
  };
}

/** The organ that keeps a unit's dossier today. */
export async function keeperOfUnit(ctx: Ctx, unitId: string): Promise<string | undefined> {
  const [facts, kept] = await Promise.all([
    custodyFacts(ctx.trx, ctx.actor.jurisdictionId, traitsOf(ctx.pack), ctx.today),
    keepersNow(ctx, [unitId]),
  ]);
  return custodianOfUnit(unitId, facts) ?? kept.get(unitId);
}
