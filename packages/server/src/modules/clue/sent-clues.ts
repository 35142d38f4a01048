import type { listSentClues as contract } from '@plumbline/contract/clue';
import type { Query, Reply } from '@plumbline/contract/route';
import { actionsWith, type Machine, pick } from '@plumbline/policy';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { type MatterRow, machineOfMatter, toEngine } from '../matter/index.ts';
import { organNames } from './clue.store.ts';

/**
 * Clues that went, or are to go, from the caller's clue rooms to another organ. The file itself is set aside with case
 * supervision once it was accepted; who took it in keeps seeing that it went, to whom, and the answer.
 */
export async function listSent(ctx: Ctx, query: Query<typeof contract>): Promise<Reply<typeof contract>> {
  const { limit } = query;
  const rows = await transfers(ctx, limit + 1, decodeCursor(query.cursor, AtMoment));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const j = ctx.actor.jurisdictionId;
  const receiverOf = (row: MatterRow) => toEngine(row).parties.receiver?.[0]?.id ?? '';
  const [names, machines] = await Promise.all([
    organNames(
      ctx.trx,
      j,
      page.map(receiverOf).filter((id) => id !== ''),
    ),
    Promise.all(page.map((row) => machineOfMatter(ctx, row))),
  ]);
  const answers = await answersTo(ctx, page, machines);
  return {
    items: page.map((row, i) => ({
      matterId: row.id,
      number: row.number,
      clue: (toEngine(row).data as { sent?: string }).sent ?? null,
      receiver: names.get(receiverOf(row)) ?? '',
      sentOn: dayOf(row.opened_at),
      stateTitle: pick(machines[i]!.states[row.state]!.title, ctx.locale),
      answer: answers.get(row.id) ?? null,
    })),
    next:
      rows.length > limit && last ? encodeCursor({ at: last.opened_at.toISOString(), id: last.id }) : null,
  };
}

async function transfers(
  ctx: Ctx,
  limit: number,
  after: { at: string; id: string } | undefined,
): Promise<MatterRow[]> {
  const procedures = Object.values(ctx.pack.procedures)
    .filter(({ begin }) => begin.effects.includes('clue.seal'))
    .map(({ procedure }) => procedure);
  const rooms = ctx.actor.settings.rooms ?? [];
  if (procedures.length === 0 || rooms.length === 0) return [];
  let query = ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('procedure', 'in', procedures)
    .where('organ_id', 'in', rooms)
    .where('room', '<', 2)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after) {
    const at = new Date(after.at);
    query = query.where((eb) =>
      eb.or([eb('opened_at', '<', at), eb.and([eb('opened_at', '=', at), eb('id', '<', after.id)])]),
    );
  }
  return query.execute();
}

/** The paper by which the receiver answered each transfer, as far as the caller sees it. */
async function answersTo(ctx: Ctx, rows: readonly MatterRow[], machines: readonly Machine[]) {
  const templates = machines.flatMap((machine) =>
    ['clue.arrive', 'clue.come-back'].flatMap((effect) =>
      actionsWith(machine, effect).flatMap((action) => machine.actions[action]!.document ?? []),
    ),
  );
  if (rows.length === 0 || templates.length === 0) return new Map<string, never>();
  const papers = await ctx.trx
    .selectFrom('document')
    .select(['id', 'matter_id', 'title', 'number', 'issued_on'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(
      'matter_id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('template', 'in', templates)
    .where('voided_at', 'is', null)
    .orderBy('issued_at')
    .execute();
  return new Map(
    papers.map(
      ({ matter_id, issued_on, ...paper }) => [matter_id, { ...paper, issuedOn: issued_on }] as const,
    ),
  );
}
