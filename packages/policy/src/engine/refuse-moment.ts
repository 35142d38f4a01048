import type { Action, Procedure } from '../pack/procedure.schema.ts';
import { waitedFor } from './children.ts';
import { refusePanel } from './panel.ts';
import type { PersonRef } from './refs.ts';
import { wrongExtension } from './terms.ts';
import { type Matter, type Refusal, refuse } from './types.ts';

/** Why the action is not possible now, whoever takes it and whatever its form says. */
export const refuseMoment = (
  procedure: Procedure,
  matter: Matter,
  action: Action,
  actor: PersonRef,
): Refusal | undefined =>
  wrongState(procedure, action, matter) ??
  wrongOrder(action, matter) ??
  notYetBy(action, matter) ??
  openChildren(action, matter) ??
  notJoined(action, matter) ??
  wrongExtension(procedure, action, matter) ??
  (action.panel && refusePanel(procedure, matter, action.panel, actor));

function wrongState(procedure: Procedure, action: Action, matter: Matter): Refusal | undefined {
  const isFinal = procedure.states[matter.state]?.final !== false;
  if (!isFinal && action.from.includes(matter.state)) return undefined;
  return refuse('state', '当前状态下不能进行该操作', 'Not possible in the present state', {
    state: matter.state,
    from: action.from,
  });
}

function wrongOrder(action: Action, matter: Matter): Refusal | undefined {
  const since = new Set(
    matter.acts.filter((a) => a.seq > matter.enteredSeq && !a.undone).map((a) => a.action),
  );
  const missing = action.after !== undefined && !action.after.some((a) => since.has(a));
  const barred = action.unless?.find((a) => since.has(a));
  if (!missing && barred === undefined) return undefined;
  return refuse(
    'order',
    '前置步骤不满足，不能进行该操作',
    'The steps before it do not allow it',
    missing ? { after: action.after } : { unless: barred },
  );
}

/** Everybody in these places must have taken the step first, each person once. */
function notYetBy(action: Action, matter: Matter): Refusal | undefined {
  const missing = missingBefore(action, matter);
  return missing.length === 0
    ? undefined
    : refuse('order', '还有人未签认', 'Somebody has not signed yet', {
        after: [action.afterEach!.action],
        missing,
      });
}

/** Ids of those who must still take the step that everybody takes before this one. */
export function missingBefore({ afterEach }: Action, matter: Matter): string[] {
  if (!afterEach) return [];
  const since = matter.acts.filter((act) => act.seq > matter.enteredSeq && !act.undone);
  if (since.some((act) => afterEach.or?.includes(act.action))) return [];
  const taken = new Set(since.filter((act) => act.action === afterEach.action).flatMap(idsOfActor));
  const missing = afterEach.of
    .flatMap((role) => matter.parties[role] ?? [])
    .filter(({ id }) => !taken.has(id));
  return [...new Set(missing.map(({ id }) => id))];
}

const idsOfActor = ({ account, person }: PersonRef) => (person === undefined ? [account] : [account, person]);

const notJoined = (action: Action, matter: Matter): Refusal | undefined =>
  action.parts && matter.apart === undefined
    ? refuse('order', '没有并入其他事项', 'It has not joined another matter')
    : undefined;

function openChildren(action: Action, matter: Matter): Refusal | undefined {
  if (action.needsChildren === undefined) return undefined;
  const open = waitedFor(matter);
  if (open.length === 0) return undefined;
  return refuse('children.open', '子事项尚未办结', 'Child matters have not ended yet', {
    children: open.map(({ id, as }) => ({ id, as })),
  });
}

/** What waits for an answer holds up everything but what the procedure lets pass and what the platform does. */
export function refuseWhileWaiting(
  matter: Pick<Matter, 'pending' | 'transfer'>,
  action: Pick<Action, 'whilePending'>,
  relation: string,
): Refusal | undefined {
  if (action.whilePending === true || relation === 'system') return undefined;
  if (matter.pending) {
    const { seq, action: asked } = matter.pending;
    return refuse('approval.pending', '请示待审批', 'A request waits for approval', { request: seq, asked });
  }
  if (!matter.transfer) return undefined;
  const { seq, organ } = matter.transfer;
  return refuse('transfer.pending', '移送待接收', 'A transfer waits for acceptance', { offer: seq, organ });
}
