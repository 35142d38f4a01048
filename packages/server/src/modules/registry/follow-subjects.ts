import { addDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { ARCHIVE_TOPIC } from '../../platform/jobs/topics.ts';
import { notify } from '../../platform/notices/notify.ts';
import { custodianOfPerson, custodianOfUnit } from './custody.rules.ts';
import { affectedBy, custodyFacts, heldBy, moveCustody, subjectsOf, turnedBetween } from './custody.store.ts';
import { saveSubjectEntry } from './subject-entry.ts';
import { traitsOf } from './traits.ts';

export const FOLLOW_TOPIC = 'registry.follow';
/** Once a day: what was entered ahead of its day takes effect. */
export const DAILY_TOPIC = 'registry.daily';
/** A server that stood still for that long catches up. */
const LOOK_BACK_DAYS = 40;
const BATCH = 500;

export interface Changed {
  persons?: readonly string[];
  /** Units whose supervision or place in the tree changed: what is below them and who serves there follows. */
  units?: readonly string[];
}

/** Leaves it to the platform to follow a change: the one who made it may not see every dossier concerned. */
export function followLater(ctx: Ctx, changed: Changed): void {
  ctx.later(FOLLOW_TOPIC, { persons: [...(changed.persons ?? [])], units: [...(changed.units ?? [])] });
}

/**
 * Brings dossiers and search entries in line with the registry as it stands today: each dossier goes to the
 * organ that the rule of custody names, or stays when it names none. Runs as the platform, again without harm.
 */
export async function followSubjects(ctx: Ctx, changed: Changed): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const traits = traitsOf(ctx.pack);
  const [facts, affected] = await Promise.all([
    custodyFacts(ctx.trx, j, traits, ctx.today),
    affectedBy(ctx.trx, j, changed.units ?? []),
  ]);
  const persons = new Set([...(changed.persons ?? []), ...affected.persons]);
  const ids = [...affected.units, ...persons];
  const moves: Move[] = [];
  for (let i = 0; i < ids.length; i += BATCH) {
    const batch = ids.slice(i, i + BATCH);
    const [subjects, held] = await Promise.all([
      subjectsOf(ctx.trx, j, batch, ctx.today),
      heldBy(
        ctx.trx,
        j,
        batch.filter((id) => persons.has(id)),
        traits,
      ),
    ]);
    for (const subject of subjects) {
      const organId =
        (subject.kind === 'unit'
          ? custodianOfUnit(subject.id, facts)
          : custodianOfPerson(held.get(subject.id) ?? [], facts)) ?? subject.organId;
      if (organId !== subject.organId) {
        moves.push({ kind: subject.kind, id: subject.id, from: subject.organId, to: organId });
        await moveCustody(ctx.trx, j, subject.id, subject.organId, organId);
        ctx.record({
          type: 'dossier.custody-moved',
          entity: 'dossier',
          entityId: subject.id,
          subjectId: subject.id,
          organId,
          data: { from: subject.organId, to: organId },
        });
      }
      saveSubjectEntry(ctx, { ...subject, body: [subject.body] }, { ...subject, organId });
    }
  }
  if (moves.length) ctx.later(ARCHIVE_TOPIC, {});
  tellDesks(ctx, moves);
  return moves.length;
}

interface Move {
  kind: 'person' | 'unit';
  id: string;
  from: string;
  to: string;
}

/** Both desks hear of it, once for all that goes the same way: by the unit at the head of it, or the person. */
function tellDesks(ctx: Ctx, moves: readonly Move[]): void {
  for (const way of Map.groupBy(moves, ({ from, to }) => `${from} ${to}`).values()) {
    const { kind, id, from, to } = way.find((move) => move.kind === 'unit') ?? way[0]!;
    notify(ctx, { to: [from, to], kind: 'dossier.custody-moved', link: `/${kind}s/${id}` });
  }
}

/** Follows what began or ended lately by the calendar alone. Meant for every day; again without harm. */
export async function followCalendar(ctx: Ctx): Promise<number> {
  const first = addDays(ctx.today, -LOOK_BACK_DAYS);
  return followSubjects(ctx, await turnedBetween(ctx.trx, ctx.actor.jurisdictionId, first, ctx.today));
}
