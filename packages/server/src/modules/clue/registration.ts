import { ClueRegistration } from '@plumbline/contract/clue';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { type FaultInput, invalid } from '../../platform/errors/app-error.ts';
import { faultsBelow } from '../../platform/http/problems.ts';
import { EARLIEST } from '../../platform/workbook/days.ts';

type Said = Partial<z.infer<typeof ClueRegistration>>;

const Correction = ClueRegistration.partial();

/** What is corrected, by the rules of a registration. @throws 400 that names the fields */
export function readCorrection(ctx: Ctx, data: unknown): Said {
  const read = Correction.safeParse(data ?? {});
  if (!read.success) throw invalid(...faultsBelow('/data', read.error, ctx.locale));
  return Object.fromEntries(Object.entries(read.data).filter(([, value]) => value !== undefined)) as Said;
}

/**
 * What pack and calendar say against it: codes that the pack has not, a sub-type of another class, a source that no
 * clue comes by, days that have not come or on which nobody wrote yet (a sheet's cells are held to the same).
 * @param said what is new or corrected; `class` and `subType` as they stand together
 * @param at pointer below which the fields stand
 */
export function registrationFaults(ctx: Ctx, said: Said, at = ''): FaultInput[] {
  const { pack, today } = ctx;
  const faults: FaultInput[] = [];
  const unknown = (field: string, value: string) =>
    faults.push({ pointer: `${at}/${field}`, code: 'unknown-code', params: { value } });
  if (said.class !== undefined && said.subType !== undefined) {
    const cls = pack.classes.find((known) => known.code === said.class);
    if (!cls) unknown('class', said.class);
    else if (!cls.subTypes.some((known) => known.code === said.subType)) unknown('subType', said.subType);
  }
  if (said.problem !== undefined && !pack.problemKinds?.some((kind) => kind.code === said.problem))
    unknown('problem', said.problem);
  if (said.channel !== undefined && !pack.channels?.some((channel) => channel.code === said.channel))
    unknown('channel', said.channel);
  if (
    said.source !== undefined &&
    !pack.sources.some((known) => known.code === said.source && known.forClues)
  )
    unknown('source', said.source);
  for (const field of ['occurredOn', 'receivedOn'] as const) {
    const text = said[field];
    if (text === undefined) continue;
    const pointer = `${at}/${field}`;
    if (text > today) faults.push({ pointer, code: 'day.future', params: { text, limit: today } });
    if (text < EARLIEST) faults.push({ pointer, code: 'day.too-early', params: { text, limit: EARLIEST } });
  }
  return faults;
}
