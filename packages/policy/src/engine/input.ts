import type { FormFault } from '../forms/validate-form.ts';
import type { Action } from '../pack/procedure.schema.ts';
import type { SubjectRef } from './refs.ts';
import { type ActionInput, type Machine, type Matter, type Refusal, refuse } from './types.ts';

/** Kind and number of the subjects that a matter begins with. */
export function wrongSubjects(machine: Machine, subjects: readonly SubjectRef[]): Refusal | undefined {
  const { kinds, min, max } = machine.subjects;
  const fits =
    subjects.length >= min && subjects.length <= max && subjects.every((s) => kinds.includes(s.kind));
  if (fits) return undefined;
  return refuse('subjects', '事项对象的种类或数量不符', 'Kind or number of subjects does not fit', {
    kinds,
    min,
    max,
  });
}

/** The subject that a form names, for the effect `subject.move`. */
export function wrongMove(
  machine: Machine,
  action: Action,
  matter: Matter,
  input: ActionInput,
): Refusal | undefined {
  if (!action.effects.includes('subject.move')) return undefined;
  const target = movedTo(input.data);
  const isThere = matter.subjects.some((s) => s.kind === target.kind && s.id === target.id);
  if (machine.subjects.kinds.includes(target.kind) && !isThere) return undefined;
  return refuse(
    'subjects',
    '目标对象不符，或已是该对象',
    'The target does not fit, or it is the present subject',
    {
      kinds: machine.subjects.kinds,
    },
  );
}

/** Subject that the form of an action with the effect `subject.move` names; `checkPack` proves that it has the fields. */
export function movedTo(data: unknown): SubjectRef {
  const { subjectKind, subject } = data as { subjectKind: SubjectRef['kind']; subject: string };
  return { kind: subjectKind, id: subject };
}

/** Every fault of the form, then what is wrong with the reason. */
export function wrongInput(
  machine: Machine,
  step: { form?: string | undefined; requiresReason?: boolean },
  input: ActionInput,
  now: string,
): Refusal | undefined {
  const { form } = step;
  const faults = form !== undefined ? machine.validate(form, input.data ?? {}, now) : unexpected(input.data);
  const wrong = wrongReason(machine, step.requiresReason === true, input.reason);
  if (faults.length > 0) return formFaults(form, faults, wrong?.refusal === 'reason');
  return wrong;
}

/** A reason is there where one is due, and none where the procedure keeps no text of anybody's. */
export function wrongReason(
  { untitled }: Pick<Machine, 'untitled'>,
  due: boolean,
  reason: string | undefined,
): Refusal | undefined {
  const given = Boolean(reason?.trim());
  if (untitled)
    return given
      ? refuse(
          'reason.none',
          '本程序不留存任何文字，不得填写理由',
          'This procedure keeps no text: give no reason',
        )
      : undefined;
  return due && !given ? refuse('reason', '须写明理由', 'A reason must be written') : undefined;
}

const unexpected = (data: unknown): FormFault[] =>
  data === undefined
    ? []
    : [{ pointer: '', code: 'unexpected', text: { zh: '该操作没有表单', en: 'This action has no form' } }];

export const formFaults = (form: string | undefined, faults: FormFault[], reason = false): Refusal => ({
  ...refuse('form', '表单填写有误', 'The form has faults', { form: form ?? null, reason }),
  faults,
});

/** One faulty field. */
export const fieldFault = (field: string, code: string, zh: string, en: string): FormFault => ({
  pointer: `/${field}`,
  code,
  text: { zh, en },
});
