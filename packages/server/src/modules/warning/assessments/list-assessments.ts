import type { Query, Reply } from '@plumbline/contract/route';
import type { AssessedSubject, listStyleAssessments as route } from '@plumbline/contract/style-assessment';
import { pick } from '@plumbline/policy';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context/context.ts';
import { decodeCursor, encodeCursor, place } from '../../../platform/http/cursor.ts';
import { type MatterRow, machineOfMatter } from '../../matter/index.ts';
import { cycleOf } from './cycle.ts';

const ByName = z.object({ name: place.text, id: place.id });

interface Row {
  id: string;
  name: string;
  matter: MatterRow | null;
}

/** Units, or members of leading teams in office today, whose dossiers the caller sees, with their sheet of the period. */
export async function listAssessments(ctx: Ctx, query: Query<typeof route>): Promise<Reply<typeof route>> {
  const { kind, owing, cursor, limit } = query;
  const { period, dueOn, late } = await cycleOf(ctx);
  const after = decodeCursor(cursor, ByName);
  const named = sql.table(kind);
  const leading = ctx.pack.postTags.filter(({ group }) => group === 'leadership').map(({ code }) => code);
  const inOffice =
    kind === 'unit'
      ? sql`true`
      : sql`exists (select from appointment a
          join post p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.post_id
          where a.jurisdiction_id = d.jurisdiction_id and a.person_id = d.subject_id
            and p.tags && ${leading}::text[]
            and (a.from_day is null or a.from_day <= ${ctx.today}::date)
            and (a.to_day is null or a.to_day >= ${ctx.today}::date))`;
  const owed = sql`select d.subject_id as id, n.name, to_jsonb(m) as matter
    from dossier d join ${named} n on n.jurisdiction_id = d.jurisdiction_id and n.id = d.subject_id
    left join style_assessment s on s.jurisdiction_id = d.jurisdiction_id and s.subject_id = d.subject_id
      and s.from_day = ${period.first}::date and not s.dropped
    left join matter m on m.jurisdiction_id = s.jurisdiction_id and m.id = s.matter_id
    where d.jurisdiction_id = ${ctx.actor.jurisdictionId} and d.subject_kind = ${kind} and ${inOffice}`;
  const beyond = after ? sql`(name, id) > (${after.name}, ${after.id}::uuid)` : sql`true`;
  const [counts, page] = await Promise.all([
    sql<{ subjects: number; owing: number }>`
      select count(*)::int as subjects, count(*) filter (where matter is null)::int as owing
      from (${owed}) o`.execute(ctx.trx),
    sql<Row>`
      select id, name, matter from (${owed}) o where ${beyond} and ${owing ? sql`matter is null` : sql`true`}
      order by name, id limit ${limit + 1}`.execute(ctx.trx),
  ]);
  const rows = page.rows.slice(0, limit);
  const last = rows.at(-1);
  return {
    from: period.first,
    to: period.last,
    dueOn,
    late,
    ...counts.rows[0]!,
    items: await Promise.all(rows.map((row) => view(ctx, kind, row))),
    next: page.rows.length > limit && last ? encodeCursor({ name: last.name, id: last.id }) : null,
  };
}

async function view(ctx: Ctx, kind: 'person' | 'unit', { id, name, matter }: Row): Promise<AssessedSubject> {
  if (!matter) return { kind, id, name, assessment: null };
  const machine = await machineOfMatter(ctx, matter);
  return {
    kind,
    id,
    name,
    assessment: {
      matterId: matter.id,
      number: matter.number,
      state: matter.state,
      stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
      ended: matter.closed_at !== null,
      dueOn: matter.due_on,
    },
  };
}
