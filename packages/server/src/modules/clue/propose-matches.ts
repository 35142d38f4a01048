import { begin, isRefusal, start } from '@plumbline/policy';
import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { sendMany } from '../../platform/db/bulk.ts';
import { newId } from '../../platform/db/id.ts';
import type { Clue, Matter } from '../../platform/db/schema.gen.ts';
import { forbidden } from '../../platform/errors/app-error.ts';
import { historyOf, machineForService, visibilityColumns } from '../matter/index.ts';
import { insertEvents } from './clue-events.ts';
import { type ClueDraft, clueColumns, type Opening } from './open-clues.ts';

export interface Uncertain {
  draft: ClueDraft;
  certainty: string;
  reasons: readonly string[];
}

/** Whom a waiting clue is taken to concern. */
export interface Proposal {
  kind: 'person' | 'unit';
  id: string;
  certainty: string;
  reasons: string[];
}

/** Grounds of the pack's form by what the matching found. */
const GROUNDS: Record<string, string> = {
  'name-equal': 'name',
  'name-similar': 'name',
  'only-name': 'name',
  'id-number-equal': 'id-number',
  'unit-current': 'unit',
  'unit-former': 'unit',
  'unit-alias': 'unit',
  'unit-short': 'unit',
  'post-equal': 'post',
};

const groundsOf = (reasons: readonly string[]): string[] => {
  const grounds = new Set(reasons.flatMap((reason) => GROUNDS[reason] ?? []));
  return grounds.size ? [...grounds] : ['other'];
};

/**
 * Leaves clues whose subject is not certain for a second person (protection P1): each waits with a match matter
 * of its own, without subject, number, entry in a dossier or in search.
 */
export function proposeMatches(ctx: Ctx, matches: readonly Uncertain[], opening: Opening): void {
  if (!matches.length) return;
  const machine = machineForService(ctx.pack, 'match');
  const made = matches.map(({ draft, certainty, reasons }) => {
    const matterId = newId(ctx.now.getTime());
    const { subject } = draft;
    const data = { subjectKind: subject.kind, subject: subject.id, grounds: groundsOf(reasons) };
    const decision = begin(
      machine,
      { id: matterId, custodian: opening.organId, subjects: [], parties: opening.parties ?? {} },
      opening.actor,
      { data },
      ctx.now.toISOString(),
    );
    if (isRefusal(decision)) throw forbidden();
    const event = decision.events[0]!;
    if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
    const matter = start(event);
    const place = visibilityColumns({
      organId: opening.organId,
      room: 1,
      concernsPersonId: subject.kind === 'person' ? subject.id : null,
      sealedUnitId: subject.kind === 'unit' ? subject.id : null,
    });
    const matterRow = {
      jurisdiction_id: ctx.actor.jurisdictionId,
      id: matterId,
      procedure: machine.procedure,
      pack_code: ctx.pack.head.code,
      pack_version: machine.packVersion,
      state: matter.state,
      title: draft.form.title,
      data: data as never,
      history: historyOf(matter) as never,
      opened_at: ctx.now,
      opened_by: ctx.actor.accountId || null,
      version: matter.seq,
      ...place,
    } satisfies Insertable<Matter>;
    const proposal: Proposal = { kind: subject.kind, id: subject.id, certainty, reasons: [...reasons] };
    const row = {
      ...clueColumns(ctx, draft),
      matter_id: matterId,
      match_id: matterId,
      proposal: proposal as never,
      status: machine.states[matter.state]!.status,
      version: 1,
      ...place,
    } satisfies Insertable<Clue>;
    return { matterRow, row, event };
  });
  sendMany(
    ctx.trx,
    ctx.send,
    'matter',
    made.map(({ matterRow }) => matterRow),
  );
  sendMany(
    ctx.trx,
    ctx.send,
    'clue',
    made.map(({ row }) => row),
  );
  insertEvents(
    ctx,
    made.map(({ matterRow, row, event }) => ({
      type: 'matter.begun',
      entity: machine.procedure,
      entityId: matterRow.id,
      matterId: matterRow.id,
      organId: opening.organId,
      data: { ...event, clue: row.id },
    })),
  );
}
