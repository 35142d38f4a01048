import type { PackText } from '../pack/common.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';

/** A step that every procedure has. Codes of a pack hold no dot, so none can collide with these. */
interface Verb {
  title: PackText;
  /** Whether a reason (of an approval: the opinion) is written. */
  reason: 'required' | 'optional';
}

/**
 * Built-in verbs. `recusal.declare` takes `{ account, person? }` in `data` when somebody else is meant, and
 * `matter.hand-over` `{ from: { account, person? }, to: { account, person? } }`.
 */
export const VERBS = {
  'approval.approve': { title: { zh: '批准', en: 'Approve' }, reason: 'optional' },
  'approval.return': { title: { zh: '退回', en: 'Return' }, reason: 'required' },
  'approval.reject': { title: { zh: '不批准', en: 'Reject' }, reason: 'required' },
  'approval.withdraw': { title: { zh: '撤回请示', en: 'Withdraw the request' }, reason: 'optional' },
  'transfer.accept': { title: { zh: '接收', en: 'Accept' }, reason: 'optional' },
  'transfer.return': { title: { zh: '退回移送', en: 'Return to the sender' }, reason: 'required' },
  'transfer.withdraw': { title: { zh: '撤回移送', en: 'Withdraw the transfer' }, reason: 'required' },
  'step.correct': { title: { zh: '更正上一步', en: 'Correct the last step' }, reason: 'required' },
  'recusal.declare': { title: { zh: '回避', en: 'Recuse' }, reason: 'required' },
  'matter.hand-over': { title: { zh: '移交承办', en: 'Hand over' }, reason: 'required' },
} as const satisfies Record<string, Verb>;

export type VerbCode = keyof typeof VERBS;
export const isVerb = (name: string): name is VerbCode => Object.hasOwn(VERBS, name);

/** Steps that only the platform records, with their titles in the history. */
const RECORDED = {
  begin: { zh: '发起', en: 'Begun' },
  'approval.request': { zh: '报请审批', en: 'Asked for approval' },
  'matter.child-closed': { zh: '子事项办结', en: 'Child matter ended' },
  'matter.absorbed': { zh: '并入事项', en: 'Another matter joined' },
  'matter.released': { zh: '分出事项', en: 'A matter that had joined was parted' },
  'matter.move-version': { zh: '改用规则包新版本', en: 'Moved to another version of the pack' },
} as const satisfies Record<string, PackText>;

/** Title of an action of the procedure, a built-in verb or a recorded step; undefined when there is none. */
export function titleOfStep(procedure: Pick<Procedure, 'actions'>, name: string): PackText | undefined {
  if (isVerb(name)) return VERBS[name].title;
  if (Object.hasOwn(RECORDED, name)) return RECORDED[name as keyof typeof RECORDED];
  return Object.hasOwn(procedure.actions, name) ? procedure.actions[name]?.title : undefined;
}
