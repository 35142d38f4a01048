import type { Pack } from '../pack/pack.schema.ts';
import type { Procedure } from '../pack/procedure.schema.ts';
import { RELATIONS } from '../pack/procedure-parts.schema.ts';
import type { PackProblem } from '../problem.ts';
import { standsOutside } from './check-places.ts';
import { inProcedure, unknownCodes } from './problems.ts';

/** Fixed places that persons and units take. */
const OUTSIDE = ['subject', 'unit', 'contributor'];

/** Whoever may act in a state sees the matter there. Services of the platform show their matters by rules of their own. */
export function checkSight(pack: Pack, code: string, procedure: Procedure): PackProblem[] {
  const { states, actions, parties = {}, classification, service } = procedure;
  const outside = new Set([
    ...OUTSIDE,
    ...Object.entries(parties).flatMap(([role, { kinds, outside: apart }]) =>
      apart || kinds.some((kind) => kind === 'person' || kind === 'unit') ? [role] : [],
    ),
  ]);
  const inside = new Set<string>([...RELATIONS, ...Object.keys(parties)]);
  const levels = new Set(pack.classifications.map((entry) => entry.code));
  const found = unknownCodes(
    'classification',
    classification === undefined ? [] : [classification],
    levels,
    (_, problem, text) => inProcedure(code, ['classification'], problem, text),
  );
  for (const [name, { shownTo }] of Object.entries(states)) {
    found.push(
      ...unknownCodes('party', shownTo, outside, (i, problem, text) => {
        const place = shownTo![i]!;
        const path = ['states', name, 'shownTo', i];
        if (!inside.has(place)) return inProcedure(code, path, problem, text);
        return inProcedure(code, path, 'state.shown-to', {
          zh: `shownTo 只能列人员、单位或 outside 机关的角色；“${place}”按权限本就能看到事项`,
          en: `shownTo names only places of persons, units or organs outside; whoever takes "${place}" sees the matter by right`,
        });
      }),
    );
  }
  found.push(...checkSeenBy(pack, code, procedure));
  if (service !== undefined) return found;
  for (const [name, action] of Object.entries(actions)) {
    if (!action.effects.includes('notice.subject')) continue;
    // A notice leads to the matter: whoever gets one must find it.
    const reached = [action.to, ...Object.values(action.toBy ?? {})].filter((state) => state !== undefined);
    const wanted = procedure.subjects.kinds.map((kind) => (kind === 'unit' ? 'unit' : 'subject'));
    for (const state of reached.length ? reached : action.from) {
      if (wanted.every((place) => states[state]?.shownTo?.includes(place))) continue;
      found.push(
        inProcedure(code, ['actions', name, 'effects'], 'notice.hidden', {
          zh: `通知对象后，状态“${state}”却不向对象显示`,
          en: `The subjects are notified, but the state "${state}" is not shown to them`,
        }),
      );
    }
  }
  for (const [name, { by, from }] of Object.entries(actions)) {
    for (const relation of by.filter((one) => outside.has(one) && onlyOutside(procedure, one))) {
      for (const state of from.filter((one) => states[one] && !states[one].shownTo?.includes(relation))) {
        found.push(
          inProcedure(code, ['actions', name, 'by'], 'state.hidden', {
            zh: `状态“${state}”不向“${relation}”显示，其无法办理`,
            en: `The state "${state}" is not shown to "${relation}", who could never take the step there`,
          }),
        );
      }
    }
  }
  return found;
}

/** Whether the place is taken by those alone who stand outside: other accounts and organs see their matters anyway. */
const onlyOutside = (procedure: Procedure, relation: string): boolean =>
  standsOutside(procedure, relation) ||
  (procedure.parties?.[relation]?.kinds.every((kind) => kind === 'person' || kind === 'unit') ??
    OUTSIDE.includes(relation));

/** What only few may see lies in a clue room before and after, and is shown to nobody outside meanwhile. */
function checkSeenBy(pack: Pack, code: string, { narrow, states, actions }: Procedure): PackProblem[] {
  const permissions = new Set(pack.permissions.map((permission) => permission.code));
  return Object.entries(states).flatMap(([name, { seenBy, shownTo }]) => {
    if (seenBy === undefined) return [];
    const path = ['states', name, 'seenBy'];
    const unknown = unknownCodes('permission', [seenBy], permissions, (_, problem, text) =>
      inProcedure(code, path, problem, text),
    );
    const begun = Object.entries(actions)
      .filter(([, { from, spawns }]) => from.includes(name) && spawns?.some(({ openly }) => !openly))
      .map(([action]) =>
        inProcedure(code, ['actions', action, 'spawns'], 'spawn.aside', {
          zh: `状态“${name}”已封存（seenBy），在此发起的子事项须公开（openly）`,
          en: `The state "${name}" sets the matter aside (seenBy): what begins there must begin openly`,
        }),
      );
    if (narrow && !shownTo) return [...unknown, ...begun];
    return [
      ...unknown,
      inProcedure(code, path, 'state.seen-by', {
        zh: `seenBy 只能用于 narrow 程序，且该状态不得向外显示（shownTo）；请改“${name}”`,
        en: `seenBy is for narrow procedures, in a state that is shown to nobody outside (shownTo); change "${name}"`,
      }),
    ];
  });
}
