import { guardOf } from '../guard/guards.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Action, Procedure } from '../pack/procedure.schema.ts';
import type { ActorRelation } from '../pack/procedure-parts.schema.ts';
import { refuseByGuard } from './guard-context.ts';
import { standingOfPanel } from './panel.ts';
import { refuseAction } from './refuse.ts';
import { missingBefore, refuseMoment } from './refuse-moment.ts';
import { openTerms } from './terms.ts';
import { mayClose, tooEarly } from './time-of-others.ts';
import type { Actor, Matter } from './types.ts';
import type { World } from './world.ts';

/** A step by which the matter goes on, and the relations in which somebody may take it. */
export interface Turn {
  action: string;
  by: readonly ActorRelation[];
  /** Permissions one of which is needed besides. */
  permission: readonly string[];
  /** Of those in the places the ids of those alone who have not taken it yet, where each takes it once. */
  left?: readonly string[];
}

/**
 * Whose turn it is: the steps that lead the matter on from where it stands, begin another one, meet a term that runs, or are
 * what such a step still waits for, whoever asks. Steps of the platform are left out, as are those that only add something. None while an answer is waited for.
 * @param world by its day, steps that have to wait for the end of a term are left out
 */
export function turnsOf(procedure: Procedure, matter: Matter, world?: World): Turn[] {
  if (matter.pending || matter.transfer) return [];
  const waiting = Object.values(procedure.actions).filter(
    (action) => action.from.includes(matter.state) && leadsOn(action, matter),
  );
  const left = leftOf(waiting, matter);
  const wanted = wantedBy(waiting, matter);
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    if (
      !(leadsOn(action, matter) || wanted.has(name) || left.has(name)) ||
      !isPossible(procedure, matter, action, world)
    )
      return [];
    const by = action.by.filter(
      (relation) =>
        relation !== 'system' &&
        mayClose(procedure, action, matter, relation) &&
        !refuseByGuard(action, matter, relation),
    );
    const missing = left.get(name);
    return by.length > 0
      ? [{ action: name, by, permission: action.permission, ...(missing ? { left: missing } : {}) }]
      : [];
  });
}

/** Refusals that lie in what was done so far: whoever knows them can do something about it. */
const UNMET: ReadonlySet<string> = new Set(['guard', 'children.open']);

/** Steps that lead on and that this actor might take, were it not for something that is still missing; and what. */
export function unmetFor(
  procedure: Procedure,
  matter: Matter,
  actor: Actor,
  world: World,
): { action: string; text: PackText }[] {
  if (matter.pending || matter.transfer) return [];
  return Object.entries(procedure.actions).flatMap(([name, action]) => {
    if (!action.from.includes(matter.state) || !leadsOn(action, matter)) return [];
    const refused = refuseAction(procedure, matter, name, actor, world);
    return typeof refused !== 'string' && UNMET.has(refused.refusal)
      ? [{ action: name, text: refused.text }]
      : [];
  });
}

/** Who has still to take a step that each of several people takes before another one leads on. */
function leftOf(waiting: readonly Action[], matter: Matter): Map<string, string[]> {
  return new Map(
    waiting.flatMap((action): [string, string[]][] => {
      const missing = missingBefore(action, matter);
      return action.afterEach && missing.length > 0 ? [[action.afterEach.action, missing]] : [];
    }),
  );
}

/** Steps that were not taken yet, and without which another step that leads on is not possible. */
function wantedBy(waiting: readonly Action[], matter: Matter): Set<string> {
  const taken = new Set(matter.acts.filter((act) => !act.undone).map((act) => act.action));
  const since = new Set(
    matter.acts.filter((act) => !act.undone && act.seq > matter.enteredSeq).map((act) => act.action),
  );
  return new Set(
    waiting.flatMap(({ after = [], when }) => [
      ...(after.some((name) => since.has(name)) ? [] : after),
      ...(when === undefined ? [] : guardOf(when).counts.filter((name) => !taken.has(name))),
    ]),
  );
}

function leadsOn({ to, panel, spawns, closes = [] }: Action, matter: Matter): boolean {
  // What begins beside it leads this one nowhere.
  if (panel || spawns?.some(({ waits }) => waits) || (to !== undefined && to !== matter.state)) return true;
  return openTerms(matter).some(({ code }) => closes.includes(code));
}

/** Opinions are of one member each: of a panel it is asked whether anybody has still to speak. */
function isPossible(procedure: Procedure, matter: Matter, action: Action, world?: World): boolean {
  const { panel, ...step } = action;
  const opines = panel?.step === 'opine';
  if (opines && !waitsForVoices(procedure, matter, panel.code)) return false;
  const refused = refuseMoment(procedure, matter, opines ? step : action, { account: '' });
  return !refused && !tooEarly(procedure, action, matter, world);
}

/** Somebody present has still to speak. */
function waitsForVoices(procedure: Procedure, matter: Matter, code: string): boolean {
  const record = matter.panels[code];
  const standing = standingOfPanel(procedure, matter, code);
  if (!standing || !record || record.concluded) return false;
  const spoken = new Set(standing.opinions.map(({ member }) => member));
  return record.present.some((id) => standing.entitled.includes(id) && !spoken.has(id));
}
