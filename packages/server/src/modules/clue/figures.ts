import type { Figures, readClueFigures as route } from '@plumbline/contract/clue-register';
import type { Reply } from '@plumbline/contract/route';
import { addDays, addMonths, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { workbookFile } from '../../platform/workbook/workbook-file.ts';
import { machineForService } from '../matter/index.ts';
import { officesOf } from './register.store.ts';
import { beginOf, endOf } from './register-duty.ts';

type Line = Reply<typeof route>['items'][number];

const NONE: Figures = { before: 0, taken: 0, ended: 0, inHand: 0, held: 0, overdue: 0 };

const KEYS = Object.keys(NONE) as (keyof Figures)[];
const add = (a: Figures, b: Figures): Figures =>
  Object.fromEntries(KEYS.map((key) => [key, a[key] + b[key]])) as unknown as Figures;

/**
 * Problem clues of a month by the office of whoever handles them first, as the files that the caller sees stand today:
 * what was in hand, received, concluded, and in hand at its end. What was withdrawn or goes on in another file counts nowhere.
 */
export async function readFigures(ctx: Ctx, month: string): Promise<Reply<typeof route>> {
  const from = `${month}-01`;
  const to = addDays(addMonths(from, 1), -1);
  const counted = await countByHandler(ctx, from, to);
  const offices = await officesOf(
    ctx,
    counted.flatMap(({ handler }) => handler ?? []),
  );
  const lines = new Map<string, Line>();
  for (const { handler, ...figures } of counted) {
    const office = offices.get(handler ?? '')?.[0];
    const key = office?.id ?? '';
    const line = lines.get(key) ?? { officeId: office?.id ?? null, office: office?.name ?? null, ...NONE };
    lines.set(key, { ...line, ...add(line, figures) });
  }
  const items = [...lines.values()].sort(
    (a, b) => b.inHand - a.inHand || (a.office ?? '').localeCompare(b.office ?? ''),
  );
  return { month, from, to, items, total: items.reduce<Figures>((sum, line) => add(sum, line), NONE) };
}

const WORDS = {
  sheet: { zh: '月度统计', en: 'Figures of the month' },
  office: { zh: '承办部门', en: 'Office' },
  nobody: { zh: '尚未交办', en: 'Nobody handles them yet' },
  total: { zh: '合计', en: 'In all' },
  before: { zh: '期初在办', en: 'In hand before' },
  taken: { zh: '本月收到', en: 'Received' },
  ended: { zh: '本月办结', en: 'Concluded' },
  inHand: { zh: '期末在办', en: 'In hand at the end' },
  held: { zh: '现暂存待查', en: 'Held today' },
  overdue: { zh: '现已超期', en: 'Overdue today' },
} as const;

/** The same as a workbook, with the sum in its last line. The ledger keeps that it went out. */
export async function exportFigures(ctx: Ctx, month: string): Promise<Download> {
  const { items, total } = await readFigures(ctx, month);
  const word = (key: keyof typeof WORDS) => WORDS[key][ctx.locale];
  ctx.record({
    kind: 'open',
    type: 'clue.figures-exported',
    entity: 'clue',
    entityId: null,
    data: { month, rows: items.length },
  });
  const rows = [
    ...items.map(({ office, ...figures }) => ({ ...figures, office: office ?? word('nobody') })),
    { ...total, office: word('total') },
  ];
  const columns = [
    { key: 'office', header: word('office'), width: 28 },
    ...KEYS.map((key) => ({ key, header: word(key), width: 14 })),
  ];
  const name = `${word('sheet')} ${month}`;
  return workbookFile(`${name}.xlsx`, { name, columns, rows });
}

async function countByHandler(
  ctx: Ctx,
  from: string,
  to: string,
): Promise<(Figures & { handler: string | null })[]> {
  const { pack, today } = ctx;
  const { states } = machineForService(pack, 'clue');
  const live = pack.statuses.filter((status) => status.live).map(({ code }) => code);
  const held = Object.keys(states).filter(
    (code) => states[code]!.phase === 'after' && live.includes(states[code]!.status),
  );
  const { rows } = await sql<Record<keyof Figures, string> & { handler: string | null }>`
    with file as (
      select m.history #>> '{parties,handler,0,id}' as handler, c.received_on, m.state,
        m.due_on < ${today}::date and m.closed_at is null as overdue,
        case when c.status <> all (${live}::text[]) then (
          select max((act ->> 'at')::timestamptz) from jsonb_array_elements(m.history -> 'acts') act
          where (act ->> 'seq')::int <= (m.history ->> 'enteredSeq')::int) end as ended_at
      from clue c join matter m on m.jurisdiction_id = c.jurisdiction_id and m.id = c.matter_id
      where c.jurisdiction_id = ${ctx.actor.jurisdictionId} and c.room < 2 and c.merged_into is null
        and c.polarity = 'negative' and c.number is not null
        and c.status = any (${statusesFor(pack.uses, 'workload-count')}::text[])
        and c.received_on <= ${to}::date)
    select handler,
      count(*) filter (where received_on < ${from}::date and (ended_at is null or ended_at >= ${beginOf(pack, from)})) as before,
      count(*) filter (where received_on >= ${from}::date) as taken,
      count(*) filter (where ended_at >= ${beginOf(pack, from)} and ended_at < ${endOf(pack, to)}) as ended,
      count(*) filter (where ended_at is null or ended_at >= ${endOf(pack, to)}) as "inHand",
      count(*) filter (where state = any (${held}::text[])) as held,
      count(*) filter (where ended_at is null and overdue) as overdue
    from file group by handler`.execute(ctx.trx);
  return rows.map(({ handler, ...counts }) => ({
    handler,
    ...(Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, Number(n)])) as unknown as Figures),
  }));
}
