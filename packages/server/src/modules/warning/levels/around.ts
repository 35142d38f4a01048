import {
  type Around,
  dayInZone,
  isGravity,
  isInForce,
  LEVEL_TABLE,
  LIST_TABLE,
  lapsesOf,
  levelOn,
  type Mark,
  rankOf,
  type SameMatter,
} from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { findMatter, type MatterRow, machineOfMatter, toEngine } from '../../matter/index.ts';
import type { CountingFact, MarkKind } from './fact.store.ts';
import { lastDayOf, listMarks, listVoided } from './mark.store.ts';

/** Limit of the pack: how long an earlier warning makes something count as come again. */
const WINDOW = 'warning.window';

/**
 * What is known of a subject besides the facts: warned before within the pack's window, lapses of its own within it, the
 * level in force. What was ended by tolerance, or revoked, is as if it had never been.
 * @param day on which it is asked; of an earlier one the answer leaves out what has been voided since
 */
export async function aroundOf(
  ctx: Ctx,
  subjectId: string,
  matterId: string,
  facts: readonly CountingFact[],
  same: SameMatter,
  day = ctx.today,
): Promise<Around> {
  const warnings = (await listMarks(ctx, 'warning', subjectId, matterId)).filter(
    ({ fromOn }) => fromOn !== null && fromOn <= day,
  );
  const within = async (last: string | undefined) =>
    last !== undefined && ((await ctx.due(WINDOW, last))?.day ?? '') >= day;
  const recent = await Promise.all(
    warnings.filter((mark) => cameAfter(ctx, mark, facts, same)).map((mark) => within(lastDayOf(mark))),
  );
  const missed = (await lapsesOfSubject(ctx, subjectId)).filter((on) => on <= day);
  const lapses = await Promise.all(missed.map(within));
  const levels = warnings
    .filter((mark) => isInForce(mark, day))
    .map((mark) => levelOn(mark, day))
    .filter(isGravity)
    .sort((a, b) => rankOf(b) - rankOf(a));
  return {
    recurs: recent.includes(true),
    lapse: lapses.includes(true),
    ...(levels[0] === undefined ? {} : { level: levels[0] }),
  };
}

/** Whether one of the facts is no ground of the mark and happened, or was verified, after it came into force (P7). */
function cameAfter(
  ctx: Ctx,
  { fromOn, facts: relied }: Mark,
  facts: readonly CountingFact[],
  same: SameMatter,
): boolean {
  const { zone } = ctx.pack.head.calendar;
  return facts.some(
    ({ id, day, verifiedAt }) =>
      fromOn !== null &&
      (day > fromOn || dayInZone(verifiedAt, zone) > fromOn) &&
      !relied.some((one) => same.isSame(one.id, id)),
  );
}

/** Days of the subject's own lapses, in any matter that concerns it. */
export const lapsesOfSubject = asPlatform(async (ctx, subjectId: string): Promise<string[]> => {
  const rows = await ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('subject_id', '=', subjectId)
    .where('procedure', 'in', lapsing(ctx))
    .where('room', '<', 2)
    .execute();
  const gone = await begunBy(ctx, await listVoided(ctx, subjectId));
  return daysOf(
    ctx,
    rows.filter(({ id }) => !gone.has(id)),
  );
});

/** Matters and all that came of them: of what is as if it had never been nothing counts. */
async function begunBy(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set(ids);
  for (const id of found) {
    const row = await findMatter(ctx.trx, ctx.actor.jurisdictionId, id);
    for (const child of row ? toEngine(row).children : []) found.add(child.id);
  }
  return found;
}

/** Days of the subject's own lapses in a matter and in those that it began. */
export const lapsesAround = asPlatform(async (ctx, matter: MatterRow): Promise<string[]> => {
  const children = toEngine(matter).children.map(({ id }) => id);
  const rows = children.length
    ? await ctx.trx
        .selectFrom('matter')
        .selectAll()
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', 'in', children)
        .execute()
    : [];
  return daysOf(ctx, [matter, ...rows]);
});

async function daysOf(ctx: Ctx, rows: readonly MatterRow[]): Promise<string[]> {
  const days = await Promise.all(
    rows.map(async (row) => {
      const matter = toEngine(row);
      const rules = await ctx.terms(matter.custodian);
      return lapsesOf(await machineOfMatter(ctx, row), matter, rules, ctx.today).map(({ on }) => on);
    }),
  );
  return days.flat();
}

/** Procedures in which something is the person's alone to do; one that no procedure has where there is none. */
const lapsing = (ctx: Ctx): string[] => {
  const codes = Object.values(ctx.pack.procedures)
    .filter(({ terms = {} }) => Object.values(terms).some(({ ownLapse }) => ownLapse))
    .map(({ procedure }) => procedure);
  return codes.length ? codes : [''];
};

/** The table by which a mark is weighed; undefined where the pack has none. */
export const tableOf = (ctx: Ctx, kind: MarkKind) =>
  ctx.pack.tables[kind === 'warning' ? LEVEL_TABLE : LIST_TABLE];
