import {
  evolveMark,
  type FiredRow,
  type Mark,
  type MatterEvent,
  NO_MARK,
  type TableValue,
  voidedMark,
  weighMark,
} from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import { openStep } from '../../matter/index.ts';

interface Recorded {
  type: string;
  data: unknown;
}

/** The mark that a matter's recorded events make, from nothing: what its row must say. */
export const replayMark = asPlatform(async (ctx, matterId: string): Promise<Mark> => {
  const j = ctx.actor.jurisdictionId;
  const rows = await ctx.trx
    .selectFrom('event')
    .select(['type', 'data'])
    .where('jurisdiction_id', '=', j)
    .where('entity_id', '=', matterId)
    .where('type', 'in', ['matter.begun', 'matter.acted', 'warning.weighed', 'warning.voided'])
    .execute();
  const keys = ctx.services.keys.jurisdiction(j);
  const steps = rows.map(({ type, data }) => ({
    type,
    data: type !== 'matter.begun' && type !== 'matter.acted' ? data : openStep(keys, matterId, data),
  }));
  return foldMarks(steps, ctx.pack.head.calendar.zone);
});

/** Events in the order of their steps; what the table said belongs to the step that asked it. */
export function foldMarks(rows: readonly Recorded[], zone: string): Mark {
  const seqOf = ({ data }: Recorded) => Number((data as { seq: number }).seq);
  const order = ({ type }: Recorded) =>
    ['warning.weighed', 'matter', 'warning.voided'].indexOf(type.startsWith('matter') ? 'matter' : type);
  return rows
    .toSorted((a, b) => seqOf(a) - seqOf(b) || order(a) - order(b))
    .reduce<Mark>((mark, { type, data }) => {
      if (type === 'warning.voided') return voidedMark(mark, (data as { on: string }).on);
      if (type !== 'warning.weighed') return evolveMark(mark, data as MatterEvent, zone);
      const { seq, inputs, fired } = data as {
        seq: number;
        inputs: Record<string, TableValue>;
        fired: FiredRow[];
      };
      return weighMark(mark, seq, { inputs, fired });
    }, NO_MARK);
}
