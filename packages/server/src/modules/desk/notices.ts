import type { Notice, listNotices as route } from '@plumbline/contract/desk';
import type { Query, Reply } from '@plumbline/contract/route';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { faultText, hasFaultText } from '../../platform/errors/fault-texts.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';

/** Row-level security gives the caller's own notices only. */
export async function listNotices(ctx: Ctx, query: Query<typeof route>): Promise<Reply<typeof route>> {
  const after = decodeCursor(query.cursor, AtMoment);
  const own = ctx.trx.selectFrom('notice').where('jurisdiction_id', '=', ctx.actor.jurisdictionId);
  let list = own
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.unread) list = list.where('read_at', 'is', null);
  if (after)
    list = list.where((eb) =>
      eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(new Date(after.at), after.id)),
    );
  const [rows, unread] = await Promise.all([
    list.execute(),
    own
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const matters = await mattersOf(
    ctx,
    shown.flatMap((row) => row.matter_id ?? []),
  );
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: titleOf(ctx, row.kind),
      matter: matters.get(row.matter_id ?? '') ?? null,
      link: row.link,
      createdAt: row.created_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    })),
    next:
      rows.length > query.limit && last
        ? encodeCursor({ at: last.created_at.toISOString(), id: last.id })
        : null,
    unread: unread.count,
  };
}

/** The matters that notices are of, by which alike ones are told apart; only those that the caller sees. */
async function mattersOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Notice['matter']>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.trx
    .selectFrom('matter')
    .select(['id', 'procedure', 'number', 'title'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const procedures = ctx.pack.procedures;
  return new Map(
    rows.map(({ id, procedure, number, title }) => [
      id,
      { name: number ?? title, procedure: pick(procedures[procedure]?.title ?? BLANK, ctx.locale) },
    ]),
  );
}

/** A procedure that the pack in force has no more. */
const BLANK = { zh: '', en: '' };

/** `procedure.action` in the pack's words; any other kind has a text of its own in the pack or in its module. */
function titleOf(ctx: Ctx, kind: string): string {
  const { pack, locale } = ctx;
  const text = pack.texts[`notice.${kind}`];
  if (text) return pick(text, locale);
  const [code = '', verb = ''] = kind.split('.');
  const procedure = pack.procedures[code];
  if (!procedure) return hasFaultText(`notice.${kind}`) ? faultText(`notice.${kind}`, {}, locale) : kind;
  const action = procedure.actions[verb];
  return action
    ? `${pick(procedure.title, locale)} · ${pick(action.title, locale)}`
    : pick(procedure.title, locale);
}

export async function readNotices(ctx: Ctx, ids: readonly string[]): Promise<undefined> {
  await ctx.trx
    .updateTable('notice')
    .set({ read_at: ctx.now })
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .where('read_at', 'is', null)
    .execute();
  return undefined;
}
