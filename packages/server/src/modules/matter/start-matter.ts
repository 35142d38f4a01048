import {
  begin,
  formatNumber,
  isRefusal,
  type Parties,
  type Service,
  type SubjectRef,
  SYSTEM,
  seriesOf,
  start,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { runEffects } from '../../platform/context/effects.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import { engineActor } from './engine-actor.ts';
import { insertMatter } from './matter.store.ts';
import { historyOf, type Step, type Visibility, visibilityColumns } from './matter.types.ts';
import { takeNumber } from './numbers.ts';
import { machineForService } from './procedures.ts';
import { refusalError } from './refusals.ts';

export interface NewMatter {
  service: Service;
  id?: string;
  title: string;
  subject?: SubjectRef;
  parties?: Parties;
  visibility: Visibility;
  /** Input of the procedure's first form. */
  data?: Record<string, unknown>;
  dueOn?: string | null;
  /** The platform begins it, for a step that no person takes. */
  bySystem?: boolean;
  duties?: Parameters<typeof engineActor>[2];
}

export interface Started extends Step {
  id: string;
  number: string | null;
}

/**
 * Begins a matter on the procedure of a service: decides, takes a number where the procedure has one, saves
 * records and carries out the effects that the pack names.
 * @throws 403, 400 as the engine refuses
 */
export async function startMatter(ctx: Ctx, input: NewMatter): Promise<Started> {
  const machine = machineForService(ctx.pack, input.service);
  const id = input.id ?? newId(ctx.now.getTime());
  const custodian = input.visibility.organId;
  const parties = input.parties ?? {};
  const subjects = input.subject ? [input.subject] : [];
  const actor = input.bySystem ? SYSTEM : engineActor(ctx.actor, { custodian, parties }, input.duties);
  const given = input.data === undefined ? {} : { data: input.data };
  const decision = begin(machine, { id, custodian, subjects, parties }, actor, given, ctx.now.toISOString());
  if (isRefusal(decision)) throw refusalError(decision, machine, undefined, actor);
  const event = decision.events[0]!;
  if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
  const matter = start(event);
  const status = machine.states[matter.state]!.status;
  const series = seriesOf(machine, input.data);
  const number = series ? await takeNumber(ctx, custodian, machine.procedure, series, formatNumber) : null;
  insertMatter(ctx.trx, ctx.send, {
    jurisdiction_id: ctx.actor.jurisdictionId,
    id,
    procedure: machine.procedure,
    pack_code: ctx.pack.head.code,
    pack_version: machine.packVersion,
    state: matter.state,
    number,
    title: input.title,
    subject_kind: input.subject?.kind ?? null,
    subject_id: input.subject?.id ?? null,
    data: json(input.data ?? {}),
    history: json(historyOf(matter)),
    due_on: input.dueOn ?? null,
    opened_at: ctx.now,
    opened_by: ctx.actor.accountId || null,
    closed_at: machine.states[matter.state]!.final ? ctx.now : null,
    version: matter.seq,
    ...visibilityColumns(input.visibility),
  });
  ctx.record({
    type: 'matter.begun',
    entity: machine.procedure,
    entityId: id,
    subjectId: input.subject?.id ?? null,
    matterId: id,
    organId: custodian,
    data: { ...event, title: input.title, number },
  });
  await runEffects(ctx, { matter, service: machine.service, event, status, before: undefined });
  return { id, number, matter, event, status };
}
