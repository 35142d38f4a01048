import { dueByItself, type Machine, openTerms, standingOf } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { REFRESH_TOPIC } from '../../platform/jobs/topics.ts';
import { notify } from '../../platform/notices/notify.ts';
import { holdersOf } from './holders.ts';
import { saveMatter } from './matter.store.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { accountsIn, addressees } from './notices.ts';
import { pageOf } from './pages.ts';
import { machineOfMatter } from './procedures.ts';
import { sightOf } from './sight.ts';
import { dueOnOf, standsByModule } from './standing.ts';
import { BY_ITSELF_TOPIC } from './take-by-itself.ts';
import { nearToAccounts, readWorlds } from './world.ts';

const PAGE = 500;

/**
 * Brings open matters up to the day: columns that follow from the world outside (calendar, roles, delegations,
 * kinship), the warnings of their terms, and the steps that they owe by themselves. Looked at every day, and on demand.
 * Again without harm: each warning goes out once.
 */
export async function refreshOpen(ctx: Ctx): Promise<{ changed: number; warned: number }> {
  // Of two processes the second one waits and then finds nothing left to do.
  await sql`select pg_advisory_xact_lock(${ctx.actor.jurisdictionId}, hashtext(${REFRESH_TOPIC}))`.execute(
    ctx.trx,
  );
  const done = { changed: 0, warned: 0 };
  const near = await nearToAccounts(ctx);
  for (let after: string | undefined; ; ) {
    const rows = await openOnes(ctx, near, after);
    const worlds = await readWorlds(ctx, rows.map(toEngine), { allKin: true });
    for (const row of rows) {
      const machine = await machineOfMatter(ctx, row);
      // It ran on a procedure of a service when it began.
      if (standsByModule(machine) || isAsideWithParent(machine, row)) continue;
      const matter = toEngine(row);
      const rules = await ctx.terms(matter.custodian);
      const dueOn = dueOnOf(matter, rules, ctx.today);
      const sight = sightOf(machine, matter, worlds.of(matter));
      if (dueOn !== row.due_on || !same(sight.readers, row.readers) || !same(sight.barred, row.barred)) {
        saveMatter(ctx.trx, ctx.send, matter, { closedAt: null, dueOn, sight });
        if (machine.service) await ctx.services.sights[machine.service]?.(ctx, row.id, sight);
        done.changed++;
      }
      done.warned += await warn(ctx, row);
      // Each in a transaction of its own: one that fails holds up no other.
      if (dueByItself(machine, matter, worlds.of(matter)).length > 0)
        ctx.later(BY_ITSELF_TOPIC, { matter: row.id });
    }
    if (rows.length < PAGE) return done;
    after = rows.at(-1)!.id;
  }
}

/** Set aside by the state of the matter that began it: who sees it follows from there. */
const isAsideWithParent = ({ states }: Machine, { room, state }: MatterRow): boolean =>
  room === 2 && states[state]?.seenBy === undefined;

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id));

/**
 * Locked, so that nobody's step is written over. Some services of the platform look after their own matters. Of the
 * others' files there may be a hundred thousand on which nobody works: they are looked at only where kin of somebody
 * with an account might see them.
 */
function openOnes(ctx: Ctx, near: readonly string[], after: string | undefined): Promise<MatterRow[]> {
  const served = Object.values(ctx.pack.procedures).filter(({ service }) => service !== undefined);
  const [own, others] = [served.filter(standsByModule), served.filter((one) => !standsByModule(one))].map(
    (list) => list.map(({ procedure }) => procedure),
  );
  let query = ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('closed_at', 'is', null)
    .where('procedure', 'not in', own!)
    .where(
      sql<boolean>`(procedure <> all (${others}::text[]) or due_on is not null or history ? 'pending'
        or history -> 'parties' ? 'handler' or subject_id = any (${[...near]}::uuid[]))`,
    )
    .orderBy('id')
    .limit(PAGE)
    .forUpdate();
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

/** Tells those whom a term concerns at each share that has passed, and once when it is overdue. */
async function warn(ctx: Ctx, row: MatterRow): Promise<number> {
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  const rules = await ctx.terms(matter.custodian);
  let sent = 0;
  for (const record of openTerms(matter)) {
    const term = machine.terms?.[record.code];
    const standing = standingOf(record, rules, ctx.today, term?.warnAt);
    if (!term || !standing) continue;
    const stage =
      standing.state === 'overdue'
        ? 'overdue'
        : standing.warned === undefined
          ? undefined
          : `${standing.warned}`;
    if (stage === undefined || !(await claim(ctx, row.id, record, stage))) continue;
    const relations =
      stage === 'overdue' ? (term.overdue?.notify ?? ['handler', 'author']) : ['handler', 'author'];
    const seenBy = machine.states[row.state]?.seenBy;
    const to =
      seenBy === undefined
        ? await Promise.all(
            relations.map(
              (relation) =>
                principalsOf(row, relation) ??
                addressees(ctx, machine, relation, matter.parties[relation] ?? []),
            ),
          )
        : [await holdersOf(ctx, seenBy, row.organ_id)];
    // Of what is set aside nobody is told but those who may see it.
    const tellsUp = stage === 'overdue' && term.overdue?.up === true && seenBy === undefined;
    const up = tellsUp ? await above(ctx, row) : [];
    notify(ctx, {
      to: [...to.flat(), ...up],
      kind: stage === 'overdue' ? 'matter.overdue' : 'matter.due-soon',
      link: pageOf(machine.service, row.id),
      matter: row.id,
    });
    sent++;
  }
  return sent;
}

/** Who is told in a relation that every matter knows; undefined for places. */
function principalsOf(row: MatterRow, relation: string): string[] | undefined {
  const matter = toEngine(row);
  if (relation === 'author') return row.opened_by ? [row.opened_by] : [];
  if (relation === 'custodian') return [row.organ_id];
  if (relation === 'subject' || relation === 'unit') {
    const kind = relation === 'unit' ? 'unit' : 'person';
    return matter.subjects.filter((subject) => subject.kind === kind).map((subject) => subject.id);
  }
  return undefined;
}

/** Accounts of the organ above that may see it; of the organ itself when there is none. */
async function above(ctx: Ctx, { organ_id: organId, room }: MatterRow): Promise<string[]> {
  const organ = await ctx.trx
    .selectFrom('organ')
    .select('parent_id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', organId)
    .executeTakeFirst();
  const rooms = ctx.pack.roles.filter(({ clueRoom }) => clueRoom).map(({ code }) => code);
  return accountsIn(ctx, organ?.parent_id ?? organId, room > 0 ? rooms : undefined);
}

/** True once for each stage of a term. */
async function claim(
  ctx: Ctx,
  matterId: string,
  record: { code: string; openedSeq: number },
  stage: string,
): Promise<boolean> {
  const row = await ctx.trx
    .insertInto('term_notice')
    .values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      matter_id: matterId,
      term: record.code,
      opened_seq: record.openedSeq,
      stage,
      sent_on: ctx.today,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('stage')
    .executeTakeFirst();
  return row !== undefined;
}
