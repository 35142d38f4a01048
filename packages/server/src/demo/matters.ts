import {
  type Actor,
  type ActorRelation,
  begin,
  decide,
  evolve,
  isRefusal,
  type Machine,
  type Matter,
  type MatterEvent,
  NOBODY,
  type Parties,
  type SubjectRef,
  start,
  type World,
} from '@plumbline/policy';
import { historyOf, sightOf, type Visibility, visibilityColumns } from '../modules/matter/index.ts';
import { hexBytes } from '../platform/db/bulk.ts';
import { eventRow } from '../platform/ledger/event.ts';
import type { Loading } from './loading.ts';

const EVERY_RELATION: readonly ActorRelation[] = [
  'custodian',
  'author',
  'receiver',
  'contributor',
  'unit',
  'handler',
  'system',
];

export interface Step {
  /** Action of the procedure, found by the caller by its effect. */
  action: string;
  account: string;
  at: string;
  data?: Record<string, unknown>;
  reason?: string;
}

export interface PastMatter {
  id: string;
  machine: Machine;
  title: string;
  number?: string | null;
  subject: SubjectRef | null;
  parties?: Parties;
  visibility: Visibility;
  /** Input of the first form, where the procedure has one. */
  data?: Record<string, unknown>;
  /** Last day of what it waits for. */
  dueOn?: string | ((matter: Matter) => string | null);
  author: string;
  at: string;
  steps: readonly Step[];
  /** Who may approve, where a step needs it. */
  world?: World;
  /** Who has a place in it sees it, besides those whom `visibility` names. */
  seenByPlaces?: boolean;
}

/** Somebody who was entitled: what is checked here is the order of steps, the forms and the second person. */
const entitled = (loading: Loading, account: string): Actor => ({
  account,
  permissions: new Set(loading.pack.permissions.map((permission) => permission.code)),
  duties: new Set(EVERY_RELATION),
});

/**
 * Lets a matter of the past happen through the engine, so that its history replays like any other, and
 * gathers its rows: the matter itself and one ledger event a step. Gives the status of its present state.
 */
export function addMatter(
  loading: Loading,
  past: PastMatter,
): { status: string; matter: Matter; readers: readonly string[] } {
  const { machine } = past;
  const subjects = past.subject ? [past.subject] : [];
  const first = begin(
    machine,
    { id: past.id, custodian: past.visibility.organId, subjects, parties: past.parties ?? {} },
    entitled(loading, past.author),
    past.data ? { data: past.data } : {},
    past.at,
  );
  if (isRefusal(first))
    throw new Error(
      `Sample matter ${past.title}: ${first.text.en} ${JSON.stringify(first.faults ?? first.params)}`,
    );
  const events: MatterEvent[] = [first.events[0]!];
  let matter = start(events[0] as Parameters<typeof start>[0]);
  for (const step of past.steps) {
    const input = {
      ...(step.data ? { data: step.data } : {}),
      ...(step.reason ? { reason: step.reason } : {}),
    };
    const actor = entitled(loading, step.account);
    const decision = decide(machine, matter, step.action, actor, input, step.at, past.world ?? NOBODY);
    if (isRefusal(decision))
      throw new Error(
        `Sample matter ${past.title}, ${step.action}: ${decision.text.en} ${JSON.stringify(decision.faults ?? decision.params)}`,
      );
    for (const event of decision.events) {
      events.push(event);
      matter = evolve(machine, matter, event);
    }
  }
  const state = machine.states[matter.state]!;
  const named = past.visibility.readers ?? [];
  const readers = past.seenByPlaces ? [...named, ...sightOf(machine, matter, NOBODY).readers] : named;
  loading.add('matter', {
    id: past.id,
    procedure: machine.procedure,
    pack_code: loading.pack.head.code,
    pack_version: machine.packVersion,
    state: matter.state,
    number: past.number ?? null,
    title: past.title,
    subject_kind: past.subject?.kind ?? null,
    subject_id: past.subject?.id ?? null,
    data: (past.data ?? {}) as never,
    history: historyOf(matter) as never,
    due_on: (typeof past.dueOn === 'function' ? past.dueOn(matter) : past.dueOn) ?? null,
    opened_at: past.at,
    opened_by: past.author,
    closed_at: state.final ? events.at(-1)!.at : null,
    version: matter.seq,
    ...visibilityColumns({ ...past.visibility, readers }),
  });
  for (const event of events) {
    const type = event.type === 'begun' ? 'matter.begun' : 'matter.acted';
    const row = eventRow(
      { jurisdictionId: loading.jurisdiction, accountId: event.account, organId: past.visibility.organId },
      new Date(event.at),
      {
        type,
        entity: machine.procedure,
        entityId: past.id,
        subjectId: past.subject?.id ?? null,
        matterId: past.id,
        data: { ...event },
      },
    );
    loading.add('event', {
      ...row,
      data: JSON.parse(row.data as string),
      salt: hexBytes(row.salt),
      commitment: hexBytes(row.commitment),
    });
  }
  return { status: state.status, matter, readers };
}
