import * as contract from '@plumbline/contract/sign';
import { addDays, addMonths } from '@plumbline/policy';
import { decodeCursor, encodeCursor, OnDay } from '../../../platform/http/cursor.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { layOut, monthsUntil } from './count-signs.rules.ts';
import { exportSigns } from './export-signs.ts';
import { countAll, countByTag, readSigns } from './sign.store.ts';
import { tagTitle, viewSigns } from './view-signs.ts';

export function signRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listSigns, async (ctx, { query }) => {
    const { cursor, limit, ...filter } = query;
    const after = decodeCursor(cursor, OnDay);
    const [rows, count] = await Promise.all([
      readSigns(ctx, filter, { after, limit: limit + 1 }),
      countAll(ctx, filter),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      count,
      items: await viewSigns(ctx, page),
      next: rows.length > limit && last ? encodeCursor({ day: last.seen_on, id: last.matter_id }) : null,
    };
  });
  endpoints.query(contract.countSigns, async (ctx, { query }) => {
    const { until = ctx.today.slice(0, 7), months: count, ...filter } = query;
    const months = monthsUntil(until, count);
    const from = `${months[0]}-01`;
    const to = addDays(addMonths(`${until}-01`, 1), -1);
    const order = (ctx.pack.signTags ?? []).map(({ code }) => code);
    const { tags, ...sums } = layOut(await countByTag(ctx, { ...filter, from, to }), months, order);
    return { months, tags: tags.map((tag) => ({ ...tag, title: tagTitle(ctx, tag.code) })), ...sums };
  });
  endpoints.download(contract.exportSigns, (ctx, { query }) => exportSigns(ctx, query));
}
