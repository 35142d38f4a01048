import type { Procedure } from '../pack/procedure.schema.ts';
import { BEGIN, type BegunEvent, type Matter, type MatterEvent, type SubjectRef } from './types.ts';

/** The matter that a `begun` event starts. */
export const start = (event: BegunEvent): Matter => ({
  id: event.matter,
  procedure: event.procedure,
  packVersion: event.packVersion,
  custodian: event.custodian,
  subjects: event.subjects,
  parties: event.parties,
  state: event.to,
  enteredSeq: event.seq,
  seq: event.seq,
  acts: [act(BEGIN, event)],
});

/**
 * The matter after one event. What was recorded counts, even if the procedure would no longer allow it.
 * @throws Error when the event does not follow the matter: wrong number, state or procedure
 */
export function evolve(procedure: Procedure, matter: Matter | undefined, event: MatterEvent): Matter {
  if (event.type === 'begun') {
    if (matter) throw new Error(`matter ${matter.id} has begun already`);
    if (event.procedure !== procedure.procedure) throw new Error(`event of procedure ${event.procedure}`);
    return start(event);
  }
  if (!matter) throw new Error('the first event must be the beginning');
  if (event.seq !== matter.seq + 1) throw new Error(`event ${event.seq} does not follow ${matter.seq}`);
  if (event.from !== matter.state) throw new Error(`event ${event.seq} is not from state ${matter.state}`);
  if (!Object.hasOwn(procedure.states, event.to)) throw new Error(`unknown state ${event.to}`);
  const action = procedure.actions[event.action];
  // Entering is what an action that names a state does, even when it is the same one.
  const entered = event.to !== event.from || action?.to !== undefined;
  return {
    ...matter,
    state: event.to,
    enteredSeq: entered ? event.seq : matter.enteredSeq,
    seq: event.seq,
    subjects: event.effects.includes('subject.move') ? [movedTo(event.data)] : matter.subjects,
    acts: [...matter.acts, act(event.action, event)],
  };
}

/** The matter that a whole history makes. @throws Error when it is empty or out of order */
export function replay(procedure: Procedure, events: readonly MatterEvent[]): Matter {
  const matter = events.reduce<Matter | undefined>((m, e) => evolve(procedure, m, e), undefined);
  if (!matter) throw new Error('a history without events');
  return matter;
}

const act = (action: string, { seq, at, account, person }: MatterEvent) =>
  person === undefined ? { action, seq, at, account } : { action, seq, at, account, person };

/** Subject that the form of an action with the effect `subject.move` names; `checkPack` proves that it has the fields. */
export function movedTo(data: unknown): SubjectRef {
  const { subjectKind, subject } = data as { subjectKind: SubjectRef['kind']; subject: string };
  return { kind: subjectKind, id: subject };
}
