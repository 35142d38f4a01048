import type { Match } from '@plumbline/contract/match';
import { actionsWith, pick } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { availableActions, type MatterRow, machineOfMatter } from '../matter/index.ts';
import { type ClueRow, type SubjectName, subjectNames } from './clue.store.ts';
import { subjectOf, summarise } from './clue.summary.ts';
import type { Proposal } from './propose-matches.ts';
import { type StoredRow, writtenCells } from './row.store.ts';
import { candidateOf, reasonsOf } from './row.view.ts';

const EFFECTS = { confirm: 'match.apply', refuse: 'match.drop', amend: 'match.amend' } as const;

/** Clues that wait for a second person's look at whom they concern, oldest first. */
export async function listMatches(
  ctx: Ctx,
  query: { submissionId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Match[]; next: string | null }> {
  const j = ctx.actor.jurisdictionId;
  const after = decodeCursor(query.cursor, AtMoment);
  let select = ctx.trx
    .selectFrom('clue as c')
    .innerJoin('matter as m', (join) =>
      join.onRef('m.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('m.id', '=', 'c.match_id'),
    )
    .selectAll('c')
    .select(['m.opened_at as waiting_since'])
    .where('c.jurisdiction_id', '=', j)
    .where('c.proposal', 'is not', null)
    .where('m.closed_at', 'is', null)
    .orderBy('m.opened_at')
    .orderBy('c.id')
    .limit(query.limit + 1);
  if (query.submissionId) select = select.where('c.submission_id', '=', query.submissionId);
  if (after) {
    select = select.where((eb) =>
      eb(eb.refTuple('m.opened_at', 'c.id'), '>', eb.tuple(new Date(after.at), after.id)),
    );
  }
  const found = await select.execute();
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    items: await present(ctx, rows),
    next:
      found.length > query.limit && last
        ? encodeCursor({ at: last.waiting_since.toISOString(), id: last.id })
        : null,
  };
}

async function present(ctx: Ctx, rows: readonly (ClueRow & { waiting_since: Date })[]): Promise<Match[]> {
  const j = ctx.actor.jurisdictionId;
  if (!rows.length) return [];
  const proposals = rows.map((row) => row.proposal as unknown as Proposal);
  const [clues, names, matters, written] = await Promise.all([
    summarise(ctx, rows),
    subjectNames(
      ctx.trx,
      j,
      proposals.map(({ id }) => id),
      ctx.today,
    ),
    ctx.trx
      .selectFrom('matter')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where(
        'id',
        'in',
        rows.map((row) => row.match_id!),
      )
      .execute(),
    ctx.trx
      .selectFrom('submission_row as r')
      .leftJoin('account as a', (join) =>
        join.onRef('a.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('a.id', '=', 'r.picked_by'),
      )
      .select(['r.clue_id', 'r.cells', 'r.reasons', 'r.candidates', 'a.name as picker'])
      .where('r.jurisdiction_id', '=', j)
      .where(
        'r.clue_id',
        'in',
        rows.map((row) => row.id),
      )
      .execute(),
  ]);
  const byId = new Map(matters.map((matter) => [matter.id, matter]));
  const byClue = new Map(written.map((row) => [row.clue_id, row as unknown as WrittenRow]));
  const births = await birthYears(ctx, [
    ...proposals.map(({ id }) => id),
    ...[...byClue.values()].flatMap((row) => (row.candidates ?? []).map(({ id }) => id)),
  ]);
  return Promise.all(
    rows.map(async (row, i) => ({
      id: row.match_id!,
      version: byId.get(row.match_id!)!.version,
      at: row.waiting_since.toISOString(),
      clue: clues[i]!,
      content: row.content,
      ...details(ctx, proposals[i]!, names, births, byClue.get(row.id)),
      actions: await actionsOf(ctx, byId.get(row.match_id!)!),
    })),
  );
}

type WrittenRow = Pick<StoredRow, 'cells' | 'reasons' | 'candidates'> & { picker: string | null };

function details(
  ctx: Ctx,
  proposal: Proposal,
  names: ReadonlyMap<string, SubjectName>,
  births: ReadonlyMap<string, string>,
  row: WrittenRow | undefined,
): Pick<Match, 'written' | 'filled' | 'proposed' | 'reasons' | 'candidates'> {
  const cells = row ? writtenCells(row) : {};
  const unit = row?.cells.unit;
  return {
    written: {
      name: cells.name ?? null,
      idNumber: cells.idNumber ?? null,
      unit: cells.unit ?? null,
      post: cells.post ?? null,
    },
    filled: unit && !cells.unit ? { unit, by: row?.picker ?? null } : null,
    proposed: {
      ...subjectOf(proposal.kind, proposal.id, names)!,
      birthYear: births.get(proposal.id) ?? null,
    },
    reasons: reasonsOf(ctx, proposal.kind, proposal.reasons),
    candidates: (row?.candidates ?? [])
      .filter((candidate) => candidate.id !== proposal.id)
      .map((candidate) => ({
        ...candidateOf(ctx, candidate),
        birthYear: births.get(candidate.id) ?? null,
      })),
  };
}

/** Years of birth by which namesakes are told apart, of the persons whom the caller may see. */
async function birthYears(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await ctx.trx
    .selectFrom('person')
    .select(['id', 'birth_date'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', sql<string>`any(${uuidArray([...new Set(ids)])})`)
    .where('birth_date', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.birth_date!.slice(0, 4)]));
}

async function actionsOf(ctx: Ctx, matter: MatterRow): Promise<Match['actions']> {
  const [machine, available] = await Promise.all([
    machineOfMatter(ctx, matter),
    availableActions(ctx, matter),
  ]);
  return available.flatMap((code) => {
    const effect = (['confirm', 'refuse', 'amend'] as const).find((kind) =>
      actionsWith(machine, EFFECTS[kind]).includes(code),
    );
    if (!effect) return [];
    const { title, requiresReason } = machine.actions[code]!;
    return [{ code, title: pick(title, ctx.locale), requiresReason, effect }];
  });
}
