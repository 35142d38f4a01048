import type { OpenMatter, TimeLineEntry } from '@plumbline/contract/dossier';
import { isAllowed, pick } from '@plumbline/policy';
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';
import { isNamedDay, type MatterRow, machineOfMatter, pageOf } from '../matter/index.ts';

/** Services whose matters are the keeping of dossiers itself: they show as what they keep. */
const KEEPING = new Set(['material', 'reading', 'submission', 'match']);
const NEWEST = 200;

const COLUMNS = [
  'id',
  'procedure',
  'pack_code',
  'pack_version',
  'state',
  'title',
  'number',
  'opened_at',
  'closed_at',
  'due_on',
] as const;
/** A matter without what was said in it. */
export type MatterHead = Pick<MatterRow, (typeof COLUMNS)[number]>;
const columns = sql.join(COLUMNS.map((column) => sql.ref(column)));

/** Matters on the subject that the caller may see, newest first, without those that only keep entries. */
export async function listSubjectMatters(ctx: Ctx, subjectId: string): Promise<MatterHead[]> {
  const keeping = Object.values(ctx.pack.procedures)
    .filter(({ service }) => service && KEEPING.has(service))
    .map(({ procedure }) => procedure);
  const { rows } = await sql<MatterHead>`
    select ${columns} from matter
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = ${subjectId}
      and procedure <> all (${keeping}::text[])
    order by opened_at desc, id desc limit ${NEWEST}`.execute(ctx.trx);
  return rows;
}

export interface SubjectMatters {
  open: z.infer<typeof OpenMatter>[];
  /** Those that may stand on the time line. */
  timeLine: TimeLineEntry[];
}

/** What is being worked on, and what of it may be told as having happened. */
export async function viewMatters(ctx: Ctx, rows: readonly MatterHead[]): Promise<SubjectMatters> {
  const live = new Set(ctx.pack.statuses.filter((status) => status.live).map((status) => status.code));
  const provisional = rows.some((row) => row.due_on) ? await provisionalIn(ctx) : () => false;
  const view: SubjectMatters = { open: [], timeLine: [] };
  for (const row of rows) {
    const machine = await machineOfMatter(ctx, row);
    const state = machine.states[row.state]!;
    // A small sign is no part of anybody's dossier, not even while it is worked on.
    const shown = isAllowed(ctx.pack.uses, state.status, 'dossier-catalogue');
    if (live.has(state.status) && shown && !row.closed_at) {
      view.open.push({
        id: row.id,
        procedure: row.procedure,
        procedureTitle: pick(machine.title, ctx.locale),
        title: row.title,
        number: row.number,
        stateTitle: pick(state.title, ctx.locale),
        openedAt: row.opened_at.toISOString(),
        dueOn: row.due_on,
        provisional: !isNamedDay(machine) && provisional(row.due_on),
        overdue: row.due_on !== null && row.due_on < ctx.today,
        link: pageOf(machine.service, row.id),
      });
    }
    // Asking and following up is the office's work, not the subject's life.
    if (machine.service === 'collection' || machine.service === 'instruction') continue;
    if (!isAllowed(ctx.pack.uses, state.status, 'time-line')) continue;
    view.timeLine.push({
      day: dayOf(row.opened_at),
      precision: 'day',
      kind: 'matter',
      title: row.title,
      detail: pick(machine.title, ctx.locale),
      refId: row.id,
      withheld: false,
    });
  }
  return view;
}
