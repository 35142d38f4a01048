import { begin, isRefusal, type Parties, type Service, type SubjectRef, SYSTEM } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { engineActor } from './engine-actor.ts';
import { insertBegun, type Started } from './insert-begun.ts';
import type { Visibility } from './matter.types.ts';
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
  const { organId: _, ...visibility } = input.visibility;
  return insertBegun(ctx, machine, event, {
    ...visibility,
    title: input.title,
    standing: { closedAt: machine.states[event.to]!.final ? ctx.now : null, dueOn: input.dueOn ?? null },
  });
}
