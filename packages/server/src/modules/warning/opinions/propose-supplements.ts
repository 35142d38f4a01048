import { type FormNode, limitOn, type Procedure, pick } from '@plumbline/policy';
import { sql } from 'kysely';
import { dayOf } from '../../../platform/clock/clock.ts';
import type { Ctx } from '../../../platform/context/context.ts';
import { AppError, found } from '../../../platform/errors/app-error.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { beginMatter, findMatter, type MatterRow, toEngine } from '../../matter/index.ts';
import { SUPPLEMENT_TOPIC } from '../topics.ts';
import { measuresInForce, opinionsOf } from './measures.ts';
import type { NameRow } from './opinion.store.ts';
import { supplementOf } from './places.ts';
import { calledFor, type Ground } from './supplement.rules.ts';

/** The last reply on a person to a request, while no supplement about it is under way. */
interface LastReply extends NameRow {
  organ_id: string;
  replied_at: Date;
  seen: string[];
  rested_on: Ground[];
  proposed: string[];
}

/**
 * Proposes a supplement where something newly in force concerns a name that was replied to within the pack's window, or what
 * the reply rested on fell or changed. Looked at every day and whenever a bar or a warning begins, changes or ends; again
 * without harm, for each change calls for one supplement only.
 * @returns how many were proposed
 */
export async function proposeSupplements(ctx: Ctx): Promise<number> {
  const procedure = supplementOf(ctx.pack);
  const opinions = opinionsOf(ctx);
  if (!procedure || !opinions) return 0;
  // Of two processes the second one waits and then finds nothing left to do.
  await sql`select pg_advisory_xact_lock(${ctx.actor.jurisdictionId}, hashtext(${SUPPLEMENT_TOPIC}))`.execute(
    ctx.trx,
  );
  let proposed = 0;
  for (const [organId, rows] of Map.groupBy(await listLastReplies(ctx), (row) => row.organ_id)) {
    const { limits } = await ctx.terms(organId);
    const measures = await measuresInForce(
      ctx,
      [...new Set(rows.map(({ person_id }) => person_id))],
      organId,
    );
    for (const row of rows) {
      const on = dayOf(row.replied_at);
      const window = limitOn(limits, opinions.window, on)?.length;
      if (!window) continue;
      const known = new Set([...row.seen, ...row.proposed]);
      const found = calledFor(
        { on, occasion: row.occasion, restedOn: row.rested_on, known },
        measures.get(row.person_id) ?? [],
        window,
        ctx.today,
      );
      if (found.length === 0) continue;
      await propose(ctx, procedure, row, found);
      proposed++;
    }
  }
  return proposed;
}

async function listLastReplies(ctx: Ctx): Promise<LastReply[]> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<LastReply>`
    select distinct on (n.root_id, n.person_id) n.*, m.organ_id,
      array(select s.measure from opinion_supplement s where s.jurisdiction_id = n.jurisdiction_id
        and s.root_id = n.root_id and s.person_id = n.person_id) as proposed
    from opinion_name n join matter m on m.jurisdiction_id = n.jurisdiction_id and m.id = n.matter_id
    where n.jurisdiction_id = ${j} and n.replied_at is not null
      and not exists (select from opinion_name o join matter w on w.jurisdiction_id = o.jurisdiction_id and w.id = o.matter_id
        where o.jurisdiction_id = n.jurisdiction_id and o.root_id = n.root_id and o.person_id = n.person_id
          and w.closed_at is null and o.replied_at is null)
    order by n.root_id, n.person_id, n.replied_at desc`.execute(ctx.trx);
  return rows;
}

async function propose(
  ctx: Ctx,
  { procedure, begin, title }: Procedure,
  row: LastReply,
  changes: readonly string[],
): Promise<void> {
  const root = found(await findMatter(ctx.trx, ctx.actor.jurisdictionId, row.root_id));
  const input = {
    procedure,
    organId: root.organ_id,
    subjects: [{ kind: 'person' as const, id: row.person_id }],
    title: pick(title, ctx.locale),
    data: firstForm(ctx, begin.form ?? '', root, row),
  };
  const { id } = await beginMatter(ctx, input, { bySystem: true }).catch((error: unknown) => {
    // Whoever handled the request may not handle this any more: then whoever keeps the clue room takes it up.
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    const { [HANDLERS(begin)]: _, ...data } = input.data;
    return beginMatter(ctx, { ...input, data }, { bySystem: true });
  });
  ctx.send(
    ctx.trx.insertInto('opinion_supplement').values(
      changes.map((measure) => ({
        jurisdiction_id: ctx.actor.jurisdictionId,
        root_id: row.root_id,
        person_id: row.person_id,
        measure,
        matter_id: id,
        proposed_at: ctx.now,
      })),
    ),
  );
  const handlers = (toEngine(root).parties.handler ?? []).map((ref) => ref.id);
  notify(ctx, {
    to: handlers.length > 0 ? handlers : [root.organ_id],
    kind: 'opinion.supplement',
    link: `/opinions/${id}`,
    matter: id,
  });
}

const HANDLERS = (begin: Procedure['begin']): string => begin.partiesFrom?.handler ?? '';

/** What the request said, as far as the supplement's form asks for it, with the one name. */
function firstForm(ctx: Ctx, form: string, root: MatterRow, row: LastReply): Record<string, unknown> {
  const fields = Object.keys((ctx.pack.forms[form] as unknown as FormNode | undefined)?.properties ?? {});
  const said = root.data as Record<string, unknown>;
  return {
    ...Object.fromEntries(
      fields.flatMap((field) => (said[field] === undefined ? [] : [[field, said[field]]])),
    ),
    names: [
      {
        no: 1,
        person: row.person_id,
        name: row.name,
        ...(row.unit ? { unit: row.unit } : {}),
        ...(row.post ? { post: row.post } : {}),
      },
    ],
    repliedTo: root.id,
  };
}
