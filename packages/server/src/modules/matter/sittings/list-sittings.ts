import type { Query, Reply } from '@plumbline/contract/route';
import type { listSittings as route } from '@plumbline/contract/sitting';
import { addDays, minutesOf, overlaps, placeKey } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { namesOf } from '../names.ts';
import { type SittingRow, sittingsBetween } from './sitting.store.ts';

type Asked = Query<typeof route>;
type Clash = Reply<typeof route>['items'][number]['clashes'][number];

/** Who sits where and when; what the caller does not see is told as taken, and what clashes with the time asked about. */
export async function listSittings(ctx: Ctx, asked: Asked): Promise<Reply<typeof route>> {
  const rows = await sittingsBetween(ctx, asked.day, addDays(asked.day, asked.days - 1));
  const names = await namesOf(
    ctx,
    rows.flatMap(({ accounts }) => accounts.map((id) => ({ kind: 'account' as const, id }))),
  );
  return {
    items: rows
      .filter(({ matter_id }) => matter_id !== asked.except)
      .map((row) => ({
        day: row.day,
        from: timeOf(row.from_minute),
        until: timeOf(row.until_minute),
        place: row.place,
        people: row.accounts.flatMap((id) => names.get(id) ?? []),
        matter: row.title === null ? null : { id: row.matter_id, title: row.title },
        clashes: clashesOf(row, asked),
      })),
  };
}

function clashesOf(row: SittingRow, { day, from, until, place, accounts = [] }: Asked): Clash[] {
  const [begins, ends] = [minutesOf(from), minutesOf(until)];
  if (begins === undefined || ends === undefined || row.day !== day) return [];
  if (!overlaps({ from: begins, until: ends }, { from: row.from_minute, until: row.until_minute })) return [];
  return [
    ...(place && placeKey(place) === row.place_key ? (['place'] as const) : []),
    ...(accounts.some((id) => row.accounts.includes(id)) ? (['people'] as const) : []),
  ];
}

export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
