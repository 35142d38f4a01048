import type { listStageTimes } from '@plumbline/contract/history';
import type { Query, Reply } from '@plumbline/contract/route';
import { pick, type StageHistory, stageTimes } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { readTermRules } from '../../../platform/terms/term-rules.ts';
import { csvLine } from '../../../platform/workbook/csv.ts';
import { namesOf } from '../names.ts';
import { stageHistories } from './stages.store.ts';

type Which = Query<typeof listStageTimes>;

/** How long the matters that the caller may see stay in which state, in the words of the pack in force. */
export async function reportStageTimes(ctx: Ctx, which: Which): Promise<Reply<typeof listStageTimes>> {
  const histories: StageHistory[] = [];
  const organs = new Set<string>();
  for await (const one of stageHistories(ctx.trx, which, ctx.pack.head.calendar.zone)) {
    histories.push(one);
    organs.add(one.organ);
  }
  const rules = await readTermRules(ctx.trx, ctx.actor.jurisdictionId, ctx.pack);
  const ofOrgan = new Map([...organs].map((id) => [id, rules.of(id)]));
  const { procedures } = ctx.pack;
  const isFinal = (procedure: string, state: string) => procedures[procedure]?.states[state]?.final === true;
  const title = (text: { zh: string; en: string } | undefined, code: string) =>
    text ? pick(text, ctx.locale) : code;
  const order = (procedure: string, state: string) =>
    Object.keys(procedures[procedure]?.states ?? {}).indexOf(state);
  const items = stageTimes(histories, ctx.now.toISOString(), isFinal, (organ) => ofOrgan.get(organ)!).map(
    (row) => ({
      ...row,
      procedureTitle: title(procedures[row.procedure]?.title, row.procedure),
      stateTitle: title(procedures[row.procedure]?.states[row.state]?.title, row.state),
    }),
  );
  // States in the order of their procedure: a report reads along the path of a matter.
  items.sort(
    (a, b) =>
      a.procedure.localeCompare(b.procedure) || order(a.procedure, a.state) - order(b.procedure, b.state),
  );
  const names = await namesOf(
    ctx,
    [...organs].map((id) => ({ kind: 'organ' as const, id })),
  );
  return {
    items,
    matters: histories.length,
    organs: [...organs].map((id) => ({ id, name: names.get(id) ?? '' })),
  };
}

const COLUMNS = [
  { zh: '程序', en: 'Procedure' },
  { zh: '状态', en: 'State' },
  { zh: '已结束次数', en: 'Ended stays' },
  { zh: '中位数（小时）', en: 'Median (hours)' },
  { zh: '九成不超过（小时）', en: 'Nine in ten within (hours)' },
  { zh: '最长（小时）', en: 'Longest (hours)' },
  { zh: '目前在办', en: 'Open now' },
  { zh: '在办最久（小时）', en: 'Oldest open (hours)' },
  { zh: '超过时限', en: 'Beyond a term' },
] as const;

const NAME = { zh: '环节用时', en: 'Stage times' } as const;

/** The same figures as a table for other programs; taken out of the platform, so the ledger keeps it. */
export async function exportStageTimes(ctx: Ctx, which: Which): Promise<Download> {
  const { items } = await reportStageTimes(ctx, which);
  ctx.record({
    kind: 'open',
    type: 'stage-times.exported',
    entity: 'stage-times',
    entityId: null,
    data: { ...which, rows: items.length },
  });
  const figure = (value: number | null) => (value === null ? '' : String(Math.round(value * 10) / 10));
  const lines = [
    COLUMNS.map((column) => column[ctx.locale]),
    ...items.map((row) => [
      row.procedureTitle,
      row.stateTitle,
      String(row.ended),
      figure(row.median),
      figure(row.ninth),
      figure(row.longest),
      String(row.open),
      figure(row.oldest),
      String(row.beyond),
    ]),
  ];
  // The mark makes spreadsheets read it as UTF-8.
  const content = Buffer.from(`\uFEFF${lines.map((line) => csvLine(line)).join('\r\n')}\r\n`);
  return { name: `${NAME[ctx.locale]} ${ctx.today}.csv`, type: 'text/csv; charset=utf-8', content };
}
