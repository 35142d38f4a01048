import type { Reply } from '@plumbline/contract/route';
import type * as contract from '@plumbline/contract/spot-check';
import {
  dayInZone,
  faultsOfProof,
  type Pack,
  PROOF_FAULTS,
  pick,
  type SpotCheckProof,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import { AtMoment, decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts';
import { type MatterRow, machineOfMatter, namesOf, organsFor, pageOf } from '../../matter/index.ts';
import { committedOf } from './draw-sample.ts';
import { findSpotCheck, type LetterRow, listLetters, type SpotCheckRow } from './spot-check.store.ts';

/** Procedures that draw by a committed list. */
const drawing = ({ procedures }: Pack) =>
  Object.values(procedures).filter(({ actions }) =>
    Object.values(actions).some(({ effects }) => effects.includes('spot-check.commit')),
  );

/** Spot checks that the caller sees, newest first. */
export async function listSpotChecks(
  ctx: Ctx,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Reply<typeof contract.listSpotChecks>> {
  const procedures = drawing(ctx.pack);
  const codes = procedures.map(({ procedure }) => procedure);
  const after = decodeCursor(cursor, AtMoment);
  let query = ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('procedure', 'in', codes.length ? codes : [''])
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple('opened_at', 'id'), '<', eb.tuple(new Date(after.at), after.id)),
    );
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await summaries(ctx, shown),
    next:
      rows.length > limit && last ? encodeCursor({ at: last.opened_at.toISOString(), id: last.id }) : null,
    procedure: procedures.find((one) => organsFor(ctx, one).length > 0)?.procedure ?? null,
  };
}

async function summaries(ctx: Ctx, rows: readonly MatterRow[]): Promise<contract.SpotCheck[]> {
  if (rows.length === 0) return [];
  const j = ctx.actor.jurisdictionId;
  const ids = rows.map(({ id }) => id);
  const [checks, ended, names] = await Promise.all([
    ctx.trx
      .selectFrom('spot_check')
      .selectAll()
      .where('jurisdiction_id', '=', j)
      .where('id', 'in', ids)
      .execute(),
    ctx.trx
      .selectFrom('spot_check_letter')
      .select(['spot_check_id', sql<number>`count(*)::integer`.as('count')])
      .where('jurisdiction_id', '=', j)
      .where('spot_check_id', 'in', ids)
      .where('result', 'is not', null)
      .groupBy('spot_check_id')
      .execute(),
    namesOf(
      ctx,
      rows.map(({ organ_id }) => ({ kind: 'organ' as const, id: organ_id })),
    ),
  ]);
  const committed = new Map(checks.map((row) => [row.id, row]));
  const checked = new Map(ended.map((row) => [row.spot_check_id, row.count]));
  return Promise.all(
    rows.map(async (row) => {
      const state = (await machineOfMatter(ctx, row)).states[row.state]!;
      return {
        id: row.id,
        number: row.number,
        title: row.title,
        state: row.state,
        stateTitle: pick(state.title, ctx.locale),
        final: state.final,
        organ: names.get(row.organ_id) ?? '',
        openedAt: row.opened_at.toISOString(),
        committed: viewCommitted(committed.get(row.id)),
        checked: checked.get(row.id) ?? 0,
      };
    }),
  );
}

const viewCommitted = (row: SpotCheckRow | undefined): contract.SpotCheck['committed'] =>
  row
    ? {
        from: row.from_on,
        to: row.to_on,
        letters: row.letters,
        draws: row.draws,
        source: row.source,
        sourceOn: row.source_on,
        digits: row.digits,
        at: row.committed_at.toISOString(),
        voided: row.voided_at !== null,
      }
    : null;

/** One spot check with what was drawn, computed anew. */
export async function viewSpotCheck(
  ctx: Ctx,
  matter: MatterRow,
): Promise<Reply<typeof contract.getSpotCheck>> {
  const [[summary], row, letters] = await Promise.all([
    summaries(ctx, [matter]),
    findSpotCheck(ctx, matter.id),
    listLetters(ctx, matter.id),
  ]);
  const names = await namesOf(ctx, [
    { kind: 'account', id: row?.committed_by },
    { kind: 'account', id: row?.drawn_by ?? undefined },
  ]);
  const faults = row ? faultsOfProof(proofOf(ctx, row, letters)) : [];
  return {
    ...summary!,
    listHash: row?.list_hash ?? null,
    commitment: row?.commitment ?? null,
    committedBy: (row && names.get(row.committed_by)) ?? null,
    published:
      row?.number && row.drawn_at
        ? {
            number: row.number,
            in: row.published_in ?? '',
            seed: row.seed ?? '',
            at: row.drawn_at.toISOString(),
            by: names.get(row.drawn_by ?? '') ?? null,
          }
        : null,
    faults: faults.map((fault) => pick(PROOF_FAULTS[fault], ctx.locale)),
    sample: await viewSample(ctx, letters),
  };
}

/** Whoever may not see a check, as kin of its subject, sees that the letter was drawn and no more. */
async function viewSample(ctx: Ctx, letters: readonly LetterRow[]) {
  const drawn = letters.filter((letter) => letter.drawn !== null).sort((a, b) => a.drawn! - b.drawn!);
  const ids = drawn.flatMap(({ check_id }) => check_id ?? []);
  const rows = ids.length
    ? await ctx.trx
        .selectFrom('matter')
        .selectAll()
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', 'in', ids)
        .execute()
    : [];
  const checks = new Map(rows.map((row) => [row.id, row]));
  return Promise.all(
    drawn.map(async (letter) => {
      const row = checks.get(letter.check_id ?? '');
      const machine = row && (await machineOfMatter(ctx, row));
      return {
        drawn: letter.drawn!,
        letterId: letter.letter_id,
        letterNumber: letter.letter_number,
        check:
          row && machine
            ? {
                id: row.id,
                stateTitle: pick(machine.states[row.state]!.title, ctx.locale),
                link: pageOf(machine.service, row.id),
              }
            : null,
        result: row || letter.check_id === null ? (letter.result as 'truthful' | null) : null,
      };
    }),
  );
}

function proofOf(ctx: Ctx, row: SpotCheckRow, letters: readonly LetterRow[]): SpotCheckProof {
  const drawn = letters.filter((letter) => letter.drawn !== null).sort((a, b) => a.drawn! - b.drawn!);
  return {
    format: 'plumbline/spot-check/v1',
    ...committedOf(row, letters),
    list: [...committedOf(row, letters).list],
    listHash: row.list_hash,
    commitment: row.commitment,
    committedOn: dayInZone(row.committed_at.toISOString(), ctx.pack.head.calendar.zone),
    number: row.number,
    publishedIn: row.published_in,
    seed: row.seed,
    sample: drawn.map(({ letter_id }) => letter_id),
  };
}

/** The proof as a file. @throws 404 before anything was committed to */
export async function viewProof(ctx: Ctx, id: string): Promise<SpotCheckProof> {
  const [row, letters] = await Promise.all([findSpotCheck(ctx, id), listLetters(ctx, id)]);
  return proofOf(ctx, found(row), letters);
}
