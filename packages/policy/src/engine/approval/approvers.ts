import type { Pending, ResolvedStep, Seat } from '../records.ts';
import type { PersonRef } from '../refs.ts';
import { isRecused, isSamePerson } from '../relations.ts';
import type { Matter } from '../types.ts';
import { isVerb } from '../verbs.ts';
import type { Holder, World } from '../world.ts';
import { upwards } from './chain.ts';

/** A seat that waits for an approval, with everybody who may give it now. */
export interface OpenSeat {
  step: number;
  seat: number;
  permission: string;
  /** Organ whose turn it is: that of the seat, or the first above it where somebody is left. */
  organ: string | undefined;
  holders: readonly Holder[];
}

export type Request = Pick<Pending, 'account' | 'person' | 'chain' | 'repeats' | 'approvals' | 'except'>;

/** Step of the chain that waits; undefined when all have approved. */
export function currentStep({ chain, approvals }: Pick<Pending, 'chain' | 'approvals'>): number | undefined {
  const at = chain.findIndex(({ all }, step) => approvals.filter((a) => a.step === step).length < all.length);
  return at < 0 ? undefined : at;
}

/** Seats of the step that waits. */
export function openSeats(matter: Matter, request: Request, world: World): OpenSeat[] {
  const step = currentStep(request);
  if (step === undefined) return [];
  const given = new Set(request.approvals.filter((a) => a.step === step).map((a) => a.seat));
  const { all } = request.chain[step] as ResolvedStep;
  return all.flatMap((seat, i) =>
    given.has(i)
      ? []
      : [{ step, seat: i, permission: seat.permission, ...holdersOf(seat, step, matter, request, world) }],
  );
}

/**
 * Who may decide on a seat: holders of its permission at its organ, else at the first organ above where somebody
 * is left. Out of it are whoever asked, a subject, whoever is recused or kin, has a place that approves nothing, and whoever approved already; and
 * each delegate of somebody who is out, or who has a part in the matter.
 */
export function holdersOf(
  seat: Seat,
  step: number,
  matter: Matter,
  request: Request,
  world: World,
): Pick<OpenSeat, 'organ' | 'holders'> {
  for (const { id } of upwards(world, seat.organ)) {
    const holders = world.holders.filter(
      (holder) =>
        holder.organ === id &&
        holder.permission === seat.permission &&
        !isOut(holder, step, matter, request, world) &&
        !(
          holder.delegateOf &&
          (isOut(holder.delegateOf, step, matter, request, world) || hasPart(holder, matter))
        ),
    );
    if (holders.length > 0) return { organ: id, holders };
  }
  return { organ: undefined, holders: [] };
}

/** Whoever has a place in the matter, or took a step on it, stands in for nobody who decides on it. */
const hasPart = (one: PersonRef, { parties, acts }: Matter): boolean =>
  Object.values(parties).some((refs = []) =>
    refs.some(({ kind, id }) =>
      kind === 'person' ? id === one.person : kind === 'account' && id === one.account,
    ),
  ) || acts.some((act) => !isVerb(act.action) && isSamePerson(act, one));

function isOut(one: PersonRef, step: number, matter: Matter, request: Request, world: World): boolean {
  return (
    isSamePerson(one, request) ||
    isRecused(matter, one, world) ||
    request.except?.some((id) => id === one.account || id === one.person) === true ||
    matter.subjects.some((s) => s.kind === 'person' && s.id === one.person) ||
    request.approvals.some(
      (given) =>
        (given.step === step || !request.repeats) &&
        (isSamePerson(given, one) || (given.for !== undefined && isSamePerson(given.for, one))),
    )
  );
}

/** The seat that an approval of this person fills: of several the one that fewest others could fill. */
export function seatFor(
  matter: Matter,
  request: Request,
  approver: PersonRef,
  world: World,
): { open: OpenSeat; holder: Holder } | undefined {
  return openSeats(matter, request, world)
    .sort((a, b) => a.holders.length - b.holders.length)
    .flatMap((open) => {
      const own = open.holders.filter((holder) => isSamePerson(holder, approver));
      // Somebody who holds the permission himself acts for himself.
      const holder = own.find((h) => h.delegateOf === undefined) ?? own[0];
      return holder ? [{ open, holder }] : [];
    })[0];
}
