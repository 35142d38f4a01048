import { begin, isRefusal, type PersonRef, type SubjectRef, SYSTEM, start } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { titleFor } from './begin-matter.ts';
import { insertBegun, type Started } from './insert-begun.ts';
import { namesOf } from './names.ts';
import { machineInForce } from './procedures.ts';
import { standingAfter } from './standing.ts';

export interface PlatformMatter {
  procedure: string;
  custodian: string;
  subjects: readonly SubjectRef[];
  /** Input of the procedure's first form. */
  data: Record<string, unknown>;
  classification: number;
  room: 0 | 1;
  /** Who stays out of it from its first day on. */
  recusals: readonly PersonRef[];
}

/** Begins a matter that follows from another by rule and is nobody's choice; it is called after its procedure and subjects. */
export async function beginByPlatform(ctx: Ctx, input: PlatformMatter): Promise<Started> {
  const { procedure, custodian, subjects, data, classification, room, recusals } = input;
  const machine = machineInForce(ctx.pack, procedure);
  const id = newId(ctx.now.getTime());
  const decision = begin(
    machine,
    { id, custodian, subjects, recusals },
    SYSTEM,
    { data },
    ctx.now.toISOString(),
  );
  if (isRefusal(decision)) throw new Error(`${procedure} can't begin: ${decision.refusal}`);
  const event = decision.events[0]!;
  if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
  const names = await namesOf(ctx, subjects);
  return insertBegun(ctx, machine, event, {
    title: titleFor(
      ctx,
      machine,
      subjects.flatMap((subject) => names.get(subject.id) ?? []),
    ),
    classification,
    room,
    standing: await standingAfter(ctx, machine, start(event)),
  });
}
