import type { listReadingSlips as contract, getReadingSlip, ReadingSlip } from '@plumbline/contract/reading';
import type { Query, Reply } from '@plumbline/contract/route';
import { addDays, pick } from '@plumbline/policy';
import { type RawBuilder, sql } from 'kysely';
import { OFFICE_TIME_ZONE } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import {
  availableActions,
  getMatter,
  listSteps,
  type MatterRow,
  machineOfMatter,
  viewActions,
  viewSteps,
} from '../matter/index.ts';
import { findItem } from './catalogue.ts';
import { listMatterRows } from './matters.store.ts';
import { refuseOthersSlip } from './reading.access.ts';
import { readingPurposes } from './request-reading.ts';

interface Row {
  matter_id: string;
  subject_kind: 'person' | 'unit';
  subject_id: string;
  subject_name: string | null;
  account_id: string;
  reader: string;
  purpose: string;
  explanation: string;
  items: string[];
  until_day: string;
  requested_at: Date;
  granted_by_name: string | null;
  granted_at: Date | null;
  opened_at: Date | null;
  ended_at: Date | null;
}

/** Slips of the caller, those that wait for the caller's approval, or the reading ledger; newest first. */
export async function listSlips(
  ctx: Ctx,
  query: Query<typeof contract>,
): Promise<{ items: ReadingSlip[]; next: string | null }> {
  const rows = await listRows(ctx, query);
  const page = rows.slice(0, query.limit);
  const matters = await listMatterRows(
    ctx,
    page.map((row) => row.matter_id),
  );
  const purposes = new Map(readingPurposes(ctx).map(({ code, title }) => [code, title]));
  const items: ReadingSlip[] = [];
  for (const row of page) {
    const matter = matters.get(row.matter_id);
    if (matter) items.push(await viewSlip(ctx, row, matter, purposes));
  }
  const last = page.at(-1);
  return {
    items,
    next:
      rows.length > query.limit && last
        ? encodeCursor({ at: last.requested_at.toISOString(), id: last.matter_id })
        : null,
  };
}

async function listRows(ctx: Ctx, query: Query<typeof contract>): Promise<Row[]> {
  const where: RawBuilder<unknown>[] = [];
  if (query.scope === 'mine') where.push(sql`r.account_id = ${ctx.actor.accountId}`);
  else {
    ctx.need(query.scope === 'ledger' ? 'reading.ledger' : 'reading.approve');
    const held = ctx.actor.permissions.get(query.scope === 'ledger' ? 'reading.ledger' : 'reading.approve');
    where.push(sql`r.organ_id = any (${[...(held ?? [])]}::uuid[])`);
    if (query.scope === 'to-approve')
      where.push(sql`r.granted_at is null and r.ended_at is null and r.account_id <> ${ctx.actor.accountId}`);
  }
  where.push(...narrow(query));
  const after = decodeCursor(query.cursor, AtMoment);
  if (after) where.push(sql`(r.requested_at, r.matter_id) < (${new Date(after.at)}, ${after.id}::uuid)`);
  return selectRows(ctx, where, query.limit + 1);
}

/** The first moment of a day where the office is. */
const startOf = (day: string) => sql`(${day}::date::timestamp at time zone ${OFFICE_TIME_ZONE})`;

/** The filters of the ledger. */
function narrow(query: Query<typeof contract>): RawBuilder<unknown>[] {
  const where: RawBuilder<unknown>[] = [];
  if (query.subjectId) where.push(sql`r.subject_id = ${query.subjectId}`);
  if (query.purpose) where.push(sql`r.purpose = ${query.purpose}`);
  if (query.open === 'true') where.push(sql`m.closed_at is null`);
  if (query.open === 'false') where.push(sql`m.closed_at is not null`);
  if (query.from) where.push(sql`r.requested_at >= ${startOf(query.from)}`);
  if (query.to) where.push(sql`r.requested_at < ${startOf(addDays(query.to, 1))}`);
  if (query.q)
    where.push(sql`(strpos(a.name, ${query.q}) > 0 or strpos(coalesce(p.name, u.name), ${query.q}) > 0)`);
  return where;
}

async function selectRows(ctx: Ctx, where: readonly RawBuilder<unknown>[], limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.*, coalesce(p.name, u.name) as subject_name, a.name as reader, g.name as granted_by_name
    from reading_slip r
    join matter m on m.jurisdiction_id = r.jurisdiction_id and m.id = r.matter_id
    join account a on a.jurisdiction_id = r.jurisdiction_id and a.id = r.account_id
    left join account g on g.jurisdiction_id = r.jurisdiction_id and g.id = r.granted_by
    left join person p on p.jurisdiction_id = r.jurisdiction_id and p.id = r.subject_id
    left join unit u on u.jurisdiction_id = r.jurisdiction_id and u.id = r.subject_id
    where r.jurisdiction_id = ${ctx.actor.jurisdictionId} and ${sql.join(where, sql` and `)}
    order by r.requested_at desc, r.matter_id desc limit ${limit}`.execute(ctx.trx);
  return rows;
}

/** A slip with what was done on it. @throws 404 when it is out of the caller's sight, 403 as somebody else's */
export async function getSlip(ctx: Ctx, id: string): Promise<Reply<typeof getReadingSlip>> {
  const [rows, matter, events] = await Promise.all([
    selectRows(ctx, [sql`r.matter_id = ${id}`], 1),
    getMatter(ctx, id),
    listSteps(ctx, id),
  ]);
  const row = found(rows[0]);
  await refuseOthersSlip(ctx, matter);
  const isOwn = row.account_id === ctx.actor.accountId;
  const purposes = new Map(readingPurposes(ctx).map(({ code, title }) => [code, title]));
  return {
    ...(await viewSlip(ctx, row, matter, purposes)),
    steps: await viewSteps(ctx, matter, events),
    waitsForOther: isOwn && row.granted_at === null && matter.closed_at === null,
  };
}

async function viewSlip(
  ctx: Ctx,
  row: Row,
  matter: MatterRow,
  purposes: ReadonlyMap<string, string>,
): Promise<ReadingSlip> {
  const machine = await machineOfMatter(ctx, matter);
  const allowed = await availableActions(ctx, matter);
  return {
    matterId: row.matter_id,
    number: matter.number,
    subject: { kind: row.subject_kind, id: row.subject_id, name: row.subject_name ?? '' },
    reader: row.reader,
    readerId: row.account_id,
    purpose: row.purpose,
    purposeTitle: purposes.get(row.purpose) ?? row.purpose,
    explanation: row.explanation,
    items: row.items.map((code) => {
      const item = findItem(ctx.pack, code);
      return { code, title: item ? pick(item.title, ctx.locale) : code };
    }),
    until: row.until_day,
    state: matter.state,
    stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
    requestedAt: row.requested_at.toISOString(),
    grantedBy: row.granted_by_name,
    grantedAt: row.granted_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    inForce: row.opened_at !== null && row.ended_at === null && row.until_day >= ctx.today,
    version: matter.version,
    allowed,
    actions: await viewActions(ctx, matter, allowed),
  };
}
