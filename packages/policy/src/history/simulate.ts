import type { ActedEvent, BegunEvent, MatterEvent, RequestedEvent } from '../engine/events.ts';
import { evolve } from '../engine/evolve.ts';
import { refuseByGuard } from '../engine/guard-context.ts';
import { refuseMoment } from '../engine/refuse-moment.ts';
import { isSamePerson } from '../engine/relations.ts';
import { termChanges } from '../engine/terms.ts';
import { BEGIN, type Machine, type Matter } from '../engine/types.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Action } from '../pack/procedure.schema.ts';
import { dueOf } from '../terms/due.ts';
import type { TermRules } from '../terms/record.ts';

/** What would be different under other rules. */
export type DifferenceCode =
  | 'procedure.gone'
  | 'state.gone'
  | 'action.gone'
  | 'from'
  | 'to'
  | 'by'
  | 'permission'
  | 'form'
  | 'reason'
  | 'guard'
  | 'order'
  | 'second-person'
  | 'approval'
  | 'document'
  | 'terms'
  | 'due'
  | 'status';

export interface Difference {
  /** Number of the step in its matter. */
  seq: number;
  at: string;
  action: string;
  code: DifferenceCode;
  was: string;
  now: string;
}

/** Each difference in words. */
export const DIFFERENCES: Readonly<Record<DifferenceCode, PackText>> = {
  'procedure.gone': { zh: '程序不再存在', en: 'the procedure is gone' },
  'state.gone': { zh: '状态不再存在', en: 'the state is gone' },
  'action.gone': { zh: '操作不再存在', en: 'the action is gone' },
  from: { zh: '该状态下不再可行', en: 'not possible in that state any more' },
  to: { zh: '将进入另一状态', en: 'would lead to another state' },
  by: { zh: '该办理人不再可以办理', en: 'whoever took it may not take it any more' },
  permission: { zh: '所需权限不同', en: 'needs another permission' },
  form: { zh: '表单内容不符合新表单', en: 'what was filled in does not fit the form' },
  reason: { zh: '须写明理由', en: 'a reason would be needed' },
  guard: { zh: '办理条件不满足', en: 'its condition would not hold' },
  order: { zh: '前后步骤不符', en: 'the steps around it would not allow it' },
  'second-person': { zh: '须由另一人办理', en: 'another person would have to take it' },
  approval: { zh: '审批要求不同', en: 'approval differs' },
  document: { zh: '签发的文书不同', en: 'another document would be issued' },
  terms: { zh: '开始或结束的时限不同', en: 'other terms would begin or end' },
  due: { zh: '期限不同', en: 'would be due on another day' },
  status: { zh: '所属状态类别不同', en: 'the state belongs to another status' },
};

/**
 * What happened on one matter, looked at under other rules: each recorded step is asked again where it happened,
 * on the matter as it was. Nothing is changed by asking.
 * @param next the procedure under the other rules; undefined when they have none of the name
 * @throws Error when the history is not in order
 */
export function simulate(
  past: Machine,
  next: Machine | undefined,
  events: readonly MatterEvent[],
  rules: { past: TermRules; next: TermRules },
): Difference[] {
  const [first] = events;
  if (!first) return [];
  if (!next) {
    return [{ seq: 1, at: first.at, action: BEGIN, code: 'procedure.gone', was: past.procedure, now: '' }];
  }
  const found: Difference[] = [];
  let matter: Matter | undefined;
  for (const event of events) {
    if (event.type === 'begun') found.push(...beginning(past, next, event));
    else if (matter && (event.type === 'acted' || event.type === 'requested')) {
      found.push(...step(past, next, matter, event));
    }
    matter = evolve(past, matter, event);
  }
  if (!matter) return found;
  const last = events.at(-1)!;
  const at = { seq: last.seq, at: last.at, action: '' };
  const [was, now] = [past.states[matter.state], next.states[matter.state]];
  if (!now) found.push({ ...at, code: 'state.gone', was: matter.state, now: '' });
  else if (was && was.status !== now.status)
    found.push({ ...at, code: 'status', was: was.status, now: now.status });
  return [...found, ...dueDays(next, matter, rules)];
}

const list = (values: readonly string[] | undefined) => [...(values ?? [])].sort().join(', ');

function beginning(past: Machine, next: Machine, event: BegunEvent): Difference[] {
  const at = { seq: event.seq, at: event.at, action: BEGIN };
  return [
    ...formOf(next, next.begin.form, event.data, at),
    ...differing('permission', list(past.begin.permission), list(next.begin.permission), at),
    ...differing('terms', list(past.begin.opens), list(next.begin.opens), at),
  ];
}

type Place = Pick<Difference, 'seq' | 'at' | 'action'>;

const differing = (code: DifferenceCode, was: string, now: string, at: Place): Difference[] =>
  was === now ? [] : [{ ...at, code, was, now }];

function formOf(next: Machine, form: string | undefined, data: unknown, at: Place): Difference[] {
  if (form === undefined) return data === undefined ? [] : [{ ...at, code: 'form', was: '', now: '' }];
  const faults = next.validate(form, data ?? {}, at.at);
  const where = faults.map((fault) => `${fault.pointer} ${fault.code}`).join(', ');
  return faults.length > 0 ? [{ ...at, code: 'form', was: '', now: where }] : [];
}

function step(
  past: Machine,
  next: Machine,
  matter: Matter,
  event: ActedEvent | RequestedEvent,
): Difference[] {
  const name = event.type === 'requested' ? event.asked : event.action;
  const at = { seq: event.seq, at: event.at, action: name };
  const was = past.actions[name];
  const now = Object.hasOwn(next.actions, name) ? next.actions[name] : undefined;
  if (!was || !now) return was ? [{ ...at, code: 'action.gone', was: name, now: '' }] : [];
  // An approved step was judged when it was asked for.
  const asked = event.type === 'acted' && event.approval === undefined;
  return [
    ...(asked || event.type === 'requested' ? possible(next, matter, now, event, at) : []),
    ...(event.type === 'acted' ? leads(next, matter, now, event, at) : []),
    ...differing('permission', list(was.permission), list(now.permission), at),
    ...differing('approval', approvalOf(past, was), approvalOf(next, now), at),
    ...differing('document', was.document ?? '', now.document ?? '', at),
    ...(event.type === 'acted'
      ? differing('terms', termsOf(past, was, matter), termsOf(next, now, matter), at)
      : []),
  ];
}

function possible(
  next: Machine,
  matter: Matter,
  action: Action,
  event: ActedEvent | RequestedEvent,
  at: Place,
): Difference[] {
  const found: Difference[] = [];
  const add = (code: DifferenceCode, was = '', now = '') => found.push({ ...at, code, was, now });
  if (!Object.hasOwn(next.states, matter.state)) add('state.gone', matter.state);
  const moment = refuseMoment(next, matter, action, event);
  if (moment) add(moment.refusal === 'state' ? 'from' : 'order', matter.state, list(action.from));
  if (!action.by.includes(event.as)) add('by', event.as, list(action.by));
  if (refuseByGuard(action, matter, event.as, { data: event.data })) add('guard', '', action.when ?? '');
  if (action.requiresReason && !event.reason) add('reason');
  const earlier = matter.acts.find(
    (act) => !act.undone && action.secondPerson?.includes(act.action) && isSamePerson(act, event),
  );
  if (earlier) add('second-person', earlier.action);
  return [...found, ...formOf(next, action.form, event.data, at)];
}

function leads(next: Machine, matter: Matter, action: Action, event: ActedEvent, at: Place): Difference[] {
  if (action.transfer || event.offer) return [];
  const ways = action.toBy
    ? [action.toBy.passed, action.toBy.failed, action.toBy.tied ?? action.toBy.failed]
    : [action.to ?? matter.state];
  if (ways.includes(event.to)) return [];
  const known = ways.filter((way) => Object.hasOwn(next.states, way));
  return [{ ...at, code: 'to', was: event.to, now: list(known) }];
}

const approvalOf = (machine: Machine, action: Action): string => {
  if (action.approval === undefined) return '';
  const rows = machine.authority(action.approval)?.rows ?? [];
  const chains = rows.map((row) =>
    row.chain.map((one) => one.all.map((seat) => seat.permission).join(' + ')).join(' → '),
  );
  return `${action.approval} (${chains.join(' | ')})`;
};

const termsOf = (machine: Machine, action: Action, matter: Matter): string =>
  termChanges(machine, action, matter, matter.data)
    .map((change) => `${change.do} ${change.term}`)
    .sort()
    .join(', ');

/** Terms of the matter, counted by the limits of both. */
function dueDays(next: Machine, matter: Matter, rules: { past: TermRules; next: TermRules }): Difference[] {
  return matter.terms.flatMap((record) => {
    const term = next.terms?.[record.code];
    if (!term) return [];
    const was = dueOf(record, rules.past)?.day ?? '';
    const day = term.due && matter.data[term.due.field];
    const limit = term.limit ?? term.due?.atMost ?? '';
    const due = typeof day === 'string' ? day : undefined;
    const now = dueOf({ ...record, limit, due }, rules.next)?.day ?? '';
    const at = { seq: record.openedSeq, at: record.openedAt, action: record.code };
    return differing('due', was, now, at);
  });
}
