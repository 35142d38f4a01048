import type { FormFault } from '../forms/validate-form.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { fieldFault, wrongSubjects } from './input.ts';
import { actionsWith } from './machine.ts';
import type { NewChild } from './records.ts';
import type { Parties, SubjectRef } from './refs.ts';
import type { Machine, Matter, Refusal } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Matters that the action begins, each with an id of the caller's.
 * @throws Error when the caller gave too few ids
 */
export function childrenOf(
  action: Pick<Action, 'spawns'>,
  matter: Pick<Matter, 'subjects' | 'parties' | 'data'>,
  ids: readonly string[] | undefined,
): NewChild[] {
  // While a request for approval is judged nothing begins yet.
  if (ids === undefined) return [];
  const wanted = (action.spawns ?? []).flatMap((spawn) =>
    (spawn.each ? matter.subjects.map((one) => [one]) : [matter.subjects]).map((subjects) => ({
      ...spawn,
      subjects,
    })),
  );
  return wanted.map(({ procedure, as, waits, subjects, partiesFrom = {}, dataFrom }, i) => {
    const id = ids[i];
    if (id === undefined) throw new Error(`an id for the child matter "${as}" is missing`);
    const parties = Object.fromEntries(
      Object.entries(partiesFrom).map(([own, from]) => [own, matter.parties[from] ?? []]),
    ) as Parties;
    const data = dataFrom && pickFields(dataFrom, matter.data);
    return { id, procedure, as, waits, subjects, parties, ...(data ? { data } : {}) };
  });
}

/** As many matters as the action may begin. */
export const countChildren = (
  action: Pick<Action, 'spawns' | 'splits'> | undefined,
  matter: Pick<Matter, 'subjects'>,
): number =>
  (action?.spawns ?? []).reduce((sum, { each }) => sum + (each ? matter.subjects.length : 1), 0) +
  (action?.splits ? 1 : 0);

/** Children in which the action takes a step, with what the form of that step says. */
export function drivenBy(
  { drives }: Pick<Action, 'drives'>,
  { children, data }: Pick<Matter, 'children' | 'data'>,
): { ids: string[]; action: string; data?: Fields } | undefined {
  if (!drives) return undefined;
  const ids = children.filter(({ as, closed }) => as === drives.as && !closed).map(({ id }) => id);
  const { action, dataFrom } = drives;
  return { ids, action, ...(dataFrom ? { data: pickFields(dataFrom, data) } : {}) };
}

const pickFields = (from: Readonly<Record<string, string>>, data: Fields): Fields =>
  Object.fromEntries(
    Object.entries(from).flatMap(([own, field]) => (data[field] === undefined ? [] : [[own, data[field]]])),
  );

/** What the child that a split begins is to this matter. */
export const SPLIT = 'split';

/** Subjects that leave, and the matter of the same procedure in which they go on. */
export function splitOff(
  machine: Machine,
  matter: Matter,
  data: Fields,
  ids: readonly string[] | undefined,
): { left: readonly SubjectRef[]; child?: NewChild } | { faults: FormFault[] } | Refusal {
  const named = new Set(Array.isArray(data.subjects) ? data.subjects.map(String) : []);
  const leaving = matter.subjects.filter((subject) => named.has(subject.id));
  const left = matter.subjects.filter((subject) => !named.has(subject.id));
  if (leaving.length === 0 || leaving.length < named.size || left.length === 0) {
    const fault = fieldFault(
      'subjects',
      'subjects',
      '须选部分现有对象',
      'Choose some of the present subjects',
    );
    return { faults: [fault] };
  }
  const unfit = wrongSubjects(machine, leaving) ?? wrongSubjects(machine, left);
  if (unfit) return unfit;
  if (ids === undefined) return { left };
  const id = ids[0];
  if (id === undefined) throw new Error('an id for the matter that is split off is missing');
  const { parties } = matter;
  const child = { id, procedure: matter.procedure, as: SPLIT, waits: false, subjects: leaving, parties };
  return { left, child };
}

/** Children that are waited for and have not ended. */
export const waitedFor = (matter: Pick<Matter, 'children'>) =>
  matter.children.filter((child) => child.waits && !child.closed);

/** What it began since it was moved to the subject that it is about now; what it began before is of another one. */
export function childrenOfSubject(
  machine: Pick<Machine, 'actions'>,
  { acts, children }: Pick<Matter, 'acts' | 'children'>,
): Matter['children'] {
  const moving = new Set(actionsWith(machine, 'subject.move'));
  const moved = acts.findLast((act) => moving.has(act.action) && !act.undone)?.seq ?? 0;
  return children.filter((child) => child.openedSeq > moved);
}
