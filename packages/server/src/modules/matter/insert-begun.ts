import { type BegunEvent, formatNumber, type Machine, seriesOf, start } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { runEffects } from '../../platform/context/effects.ts';
import { json } from '../../platform/db/sql.ts';
import { attachStepFiles } from './attach-step-files.ts';
import { citeArticles } from './cite-articles.ts';
import { ledgerStep } from './ledger-steps.ts';
import { insertMatter, keptColumns, projectionOf, type Standing } from './matter.store.ts';
import { historyOf, type Step, type Visibility, visibilityColumns } from './matter.types.ts';
import { takeNumber } from './numbers.ts';

export interface BegunRow extends Omit<Visibility, 'organId'> {
  title: string;
  standing: Standing;
}

export interface Started extends Step {
  id: string;
  number: string | null;
}

/** Saves a matter that has begun, takes its number where the procedure has one, and carries out its effects. */
export async function insertBegun(
  ctx: Ctx,
  machine: Machine,
  event: BegunEvent,
  { title, standing, ...visibility }: BegunRow,
): Promise<Started> {
  const matter = start(event);
  const { status } = machine.states[matter.state]!;
  const data = (event.data ?? {}) as Record<string, unknown>;
  const series = seriesOf(machine, event.data);
  const number = series
    ? await takeNumber(ctx, matter.custodian, machine.procedure, series, formatNumber)
    : null;
  insertMatter(ctx.trx, ctx.send, {
    jurisdiction_id: ctx.actor.jurisdictionId,
    id: matter.id,
    procedure: machine.procedure,
    pack_code: ctx.pack.head.code,
    number,
    title,
    data: json(data),
    history: json(historyOf(matter)),
    opened_at: ctx.now,
    opened_by: ctx.actor.accountId || null,
    ...visibilityColumns({ ...visibility, organId: matter.custodian }),
    ...projectionOf(matter, standing),
    ...(visibility.room === 1 && standing.sight?.kept ? keptColumns(standing.sight.kept) : {}),
  });
  await attachStepFiles(ctx, matter.id, ctx.pack.forms[machine.begin.form ?? ''], data);
  await citeArticles(ctx, matter.id, ctx.pack.forms[machine.begin.form ?? ''], data);
  const subjectId = matter.subjects[0]?.id ?? null;
  ctx.record({
    type: 'matter.begun',
    entity: machine.procedure,
    entityId: matter.id,
    subjectId,
    matterId: matter.id,
    organId: matter.custodian,
    data: { ...ledgerStep(ctx, { id: matter.id, room: visibility.room ?? 0 }, event, title), number },
  });
  await runEffects(ctx, { matter, service: machine.service, event, status, before: undefined });
  return { id: matter.id, number, matter, events: [event], status };
}
