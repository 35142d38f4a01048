import type { Procedure } from '../pack/procedure.schema.ts';
import { approvingNothing } from './approval/approves-nothing.ts';
import type { ActedEvent, BegunEvent, MatterEvent, StepEvent } from './events.ts';
import { movedTo } from './input.ts';
import { applyPanel } from './panel.ts';
import { who } from './relations.ts';
import { applyTerms } from './terms.ts';
import { type Act, type Apart, BEGIN, type Matter, NO_RECORDS, type Undoable } from './types.ts';

/** The matter that a `begun` event starts. */
export const start = (event: BegunEvent): Matter => ({
  ...NO_RECORDS,
  id: event.matter,
  procedure: event.procedure,
  packVersion: event.packVersion,
  custodian: event.custodian,
  subjects: event.subjects,
  parties: event.parties,
  state: event.to,
  enteredSeq: event.seq,
  seq: event.seq,
  acts: [actOf(BEGIN, event)],
  data: fieldsOf(event.data),
  terms: applyTerms([], event.terms ?? [], event.at, event.seq),
  ...(event.parent ? { parent: event.parent } : {}),
  ...(event.recusals
    ? { recusals: event.recusals.map((one) => ({ ...one, seq: event.seq, at: event.at })) }
    : {}),
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
  // What may be undone is the very last step only.
  const { undo, ...now } = matter;
  const next = { ...now, seq: event.seq, acts: [...now.acts, actOf(event.action, event)] };
  const changed = event.type === 'corrected' ? undone(next, undo) : apply(procedure, next, event);
  const undoable = event.type === 'acted' && procedure.actions[event.action]?.correctable === true;
  return undoable
    ? { ...changed, undo: { seq: event.seq, action: event.action, before: beforeOf(now, event) } }
    : changed;
}

/**
 * The matter that a whole history makes.
 * @param procedure in the version of the pack that each event happened under, or the same one for all
 * @throws Error when it is empty or out of order
 */
export function replay(
  procedure: Procedure | ((packVersion: string) => Procedure),
  events: readonly MatterEvent[],
): Matter {
  let matter: Matter | undefined;
  for (const event of events) {
    const version = 'packVersion' in event ? event.packVersion : matter?.packVersion;
    matter = evolve(typeof procedure === 'function' ? procedure(version ?? '') : procedure, matter, event);
  }
  if (!matter) throw new Error('a history without events');
  return matter;
}

const actOf = (action: string, event: MatterEvent): Act => {
  const { seq, at } = event;
  return { action, seq, at, ...who(event) };
};

const fieldsOf = (data: unknown): Record<string, unknown> =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};

/** What was said, but for these fields. */
export const without = (
  data: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Readonly<Record<string, unknown>> =>
  fields.length === 0
    ? data
    : Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field)));

/** Whoever took a place that approves nothing while a request waits does not decide on it either. */
function stillBarred(procedure: Procedure, matter: Matter): Matter {
  if (!matter.pending) return matter;
  const { except: _, ...pending } = matter.pending;
  const except = approvingNothing(procedure, matter);
  return { ...matter, pending: { ...pending, ...(except.length > 0 ? { except } : {}) } };
}

/** Leaving or entering a state ends what was asked and offered in it. */
function enter(matter: Matter, event: StepEvent, entered: boolean): Matter {
  if (!entered) return matter;
  const { pending: _, transfer: __, ...rest } = matter;
  return { ...rest, state: event.to, enteredSeq: event.seq };
}

function apply(
  procedure: Procedure,
  matter: Matter,
  event: Exclude<StepEvent, { type: 'corrected' }>,
): Matter {
  const moved = enter(matter, event, event.to !== event.from);
  switch (event.type) {
    case 'acted':
      return applyActed(procedure, matter, event);
    case 'requested': {
      const { seq, at, asked: action, as, data, reason, authority, chain, repeats, except } = event;
      const said = { ...(data === undefined ? {} : { data }), ...(reason === undefined ? {} : { reason }) };
      const pending = {
        ...who(event),
        seq,
        at,
        action,
        as,
        ...said,
        authority,
        chain,
        repeats,
        ...(except ? { except } : {}),
        approvals: [],
      };
      return { ...matter, pending };
    }
    case 'approved': {
      if (!matter.pending) throw new Error(`event ${event.seq} approves nothing`);
      const { seq, at, step, seat, organ } = event;
      const given = { ...who(event), seq, at, step, seat, organ, ...(event.for ? { for: event.for } : {}) };
      return { ...matter, pending: { ...matter.pending, approvals: [...matter.pending.approvals, given] } };
    }
    case 'returned':
    case 'rejected':
    case 'withdrawn': {
      const { pending: _, ...rest } = moved;
      return rest;
    }
    case 'transfer-accepted': {
      const named = procedure.actions[matter.transfer?.action ?? '']?.to !== undefined;
      const { transfer: _, ...rest } = enter(matter, event, event.to !== event.from || named);
      // Handlers are people of the giving organ; the receiving one names its own.
      const { handler: __, ...parties } = rest.parties;
      return { ...rest, custodian: event.organ, parties };
    }
    case 'transfer-returned':
    case 'transfer-withdrawn': {
      const { transfer: _, ...rest } = matter;
      return rest;
    }
    case 'recused': {
      const { seq, at } = event;
      return { ...matter, recusals: [...matter.recusals, { ...event.who, seq, at }] };
    }
    case 'handed-over':
      return stillBarred(procedure, { ...matter, parties: { ...matter.parties, ...event.parties } });
    case 'child-closed': {
      const closed = { seq: event.seq, state: event.childState };
      return {
        ...matter,
        children: matter.children.map((child) => (child.id === event.child ? { ...child, closed } : child)),
      };
    }
    case 'absorbed':
      return { ...matter, absorbed: [...(matter.absorbed ?? []), event.matter] };
    case 'released': {
      const { absorbed = [], ...rest } = matter;
      const left = absorbed.filter((id) => id !== event.matter);
      return left.length > 0 ? { ...rest, absorbed: left } : rest;
    }
    case 'moved-version':
      return { ...moved, packVersion: event.packVersion };
  }
}

function applyActed(procedure: Procedure, matter: Matter, event: ActedEvent): Matter {
  const action = procedure.actions[event.action];
  // Entering is what an action that names a state does, even when it is the same one.
  const named = event.offer === undefined && (action?.to !== undefined || action?.toBy !== undefined);
  const { pending, ...rest } = enter(matter, event, event.to !== event.from || named);
  const { seq, at, offer } = event;
  if (event.leaves !== undefined) return partedAgain(rest, event);
  const { voids } = action ?? {};
  return {
    ...rest,
    ...(voids ? { acts: voided(rest.acts, voids, seq) } : {}),
    ...(pending && event.approval !== pending.seq ? { pending } : {}),
    subjects: event.effects.includes('subject.move')
      ? [movedTo(event.data)]
      : (event.subjects ?? rest.subjects),
    data:
      event.data === undefined
        ? rest.data
        : { ...without(rest.data, event.cleared ?? []), ...fieldsOf(event.data) },
    ...(event.terms ? { terms: applyTerms(rest.terms, event.terms, at, seq) } : {}),
    ...(event.parties ? { parties: { ...rest.parties, ...event.parties } } : {}),
    ...(event.panel ? { panels: applyPanel(rest.panels, event.panel, seq) } : {}),
    ...(event.children
      ? {
          children: [
            ...rest.children,
            ...event.children.map(({ id, procedure: p, as, waits }) => ({
              id,
              procedure: p,
              as,
              waits,
              openedSeq: seq,
            })),
          ],
        }
      : {}),
    ...(offer ? { transfer: { ...who(event), seq, at, action: event.action, ...offer } } : {}),
    ...(event.into === undefined ? {} : { joined: event.into, apart: apartOf(matter, event) }),
  };
}

/** What was done before by these actions is told and counts no more. */
const voided = (acts: readonly Act[], actions: readonly string[], before: number): readonly Act[] =>
  acts.map((act) =>
    act.seq < before && actions.includes(act.action) && !act.undone ? { ...act, undone: true } : act,
  );

const apartOf = ({ state, enteredSeq, data, terms, panels }: Matter, { seq }: ActedEvent): Apart => ({
  seq,
  before: { state, enteredSeq, data, terms, panels },
});

/** All that happened in the other matter stays there. */
function partedAgain(matter: Matter, event: ActedEvent): Matter {
  const { joined: _, apart, ...rest } = matter;
  if (!apart) throw new Error(`event ${event.seq} parts what was not joined`);
  const acts = rest.acts.map((act): Act => (act.seq === apart.seq ? { ...act, undone: true } : act));
  return { ...rest, ...apart.before, acts };
}

/** An approved step goes back to before it was asked for: what was approved is asked for anew. */
function beforeOf(matter: Matter, event: StepEvent): Undoable {
  const { state, enteredSeq, parties, data, terms, panels, pending } = matter;
  const approved = event.type === 'acted' && event.approval !== undefined;
  const before = { state, enteredSeq, parties, data, terms, panels };
  return pending && !approved ? { ...before, pending } : before;
}

function undone(matter: Matter, undo: Matter['undo']): Matter {
  if (!undo) throw new Error('there is nothing to undo');
  const { pending: _, ...rest } = matter;
  const acts = rest.acts.map((act): Act => (act.seq === undo.seq ? { ...act, undone: true } : act));
  return { ...rest, ...undo.before, acts };
}
