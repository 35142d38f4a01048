import { type Actor as EngineActor, type Matter, SYSTEM } from '@plumbline/policy';
import type { Actor } from '../../platform/access/actor.ts';

type Stage = Pick<Matter, 'custodian' | 'parties'> & Partial<Pick<Matter, 'transfer'>>;
type Duty = EngineActor['duties'] extends ReadonlySet<infer D> ? D : never;

/**
 * The actor as the engine sees it on one matter: permissions count where they are held at the custodian, at
 * an organ that is a party or that custody is offered to, or in the unit for which the account speaks.
 */
export function engineActor(actor: Actor, stage: Stage, duties: readonly Duty[] = []): EngineActor {
  const places = [stage.custodian];
  if (stage.transfer) places.push(stage.transfer.organ);
  for (const parties of Object.values(stage.parties)) {
    for (const party of parties ?? []) if (party.kind === 'organ') places.push(party.id);
  }
  const permissions = new Set(actor.unitPermissions);
  for (const [code, held] of actor.permissions) if (places.some((id) => held.has(id))) permissions.add(code);
  return {
    account: actor.accountId,
    ...(actor.personId ? { person: actor.personId } : {}),
    ...(actor.speaksFor ? { unit: actor.speaksFor } : {}),
    organs: [...actor.organs],
    serves: actor.grants.flatMap(({ organId }) => organId ?? []),
    permissions,
    duties: new Set(duties),
  };
}

export { SYSTEM };
