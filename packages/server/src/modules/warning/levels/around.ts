import { type Around, isGravity, LEVEL_TABLE, LIST_TABLE, lapsesOf, rankOf } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { type MatterRow, machineOfMatter, toEngine } from '../../matter/index.ts';
import type { MarkKind } from './fact.store.ts';
import { inForce, lastDayOf, listMarks } from './mark.store.ts';

/** Limit of the pack: how long an earlier warning makes something count as come again. */
const WINDOW = 'warning.window';

/**
 * What is known of a subject besides the facts: warned before within the pack's window, lapses of its own within it, the
 * level in force. What was ended by tolerance, or revoked, is as if it had never been.
 */
export async function aroundOf(ctx: Ctx, subjectId: string, matterId: string): Promise<Around> {
  const warnings = await listMarks(ctx, 'warning', subjectId, matterId);
  const within = async (day: string | undefined) =>
    day !== undefined && ((await ctx.due(WINDOW, day))?.day ?? '') >= ctx.today;
  const recent = await Promise.all(warnings.map((mark) => within(lastDayOf(mark))));
  const lapses = await Promise.all((await lapsesOfSubject(ctx, subjectId)).map(within));
  const levels = warnings
    .filter((mark) => inForce(ctx, mark))
    .flatMap(({ level }) => (isGravity(level) ? [level] : []))
    .sort((a, b) => rankOf(b) - rankOf(a));
  return {
    recurs: recent.includes(true),
    lapse: lapses.includes(true),
    ...(levels[0] === undefined ? {} : { level: levels[0] }),
  };
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
  return daysOf(ctx, rows);
});

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
