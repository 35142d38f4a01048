import type { Clue } from '@plumbline/contract/clue';
import {
  actionsWith,
  isVerb,
  type Machine,
  type MatterEvent,
  pick,
  titleOfStep,
  VERBS,
} from '@plumbline/policy';
import type { z } from 'zod';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { titleInSight } from '../dossier/index.ts';
import {
  availableActions,
  getMatter,
  listSteps,
  type MatterRow,
  machineOfMatter,
  namesOf,
  type RecordedRow,
  toEngine,
  viewStep,
} from '../matter/index.ts';
import { type ClueRow, findClue, listMerged, listSameReport, readClues } from './clue.store.ts';
import { summarise, titleOf } from './clue.summary.ts';
import { noteOpening } from './note-opening.ts';
import type { Registration } from './open-clues.ts';
import { resemblance } from './similar.ts';

/** One clue file: what it says, where it came from, what was done, what is almost the same. @throws 404 */
export async function describeClue(ctx: Ctx, id: string): Promise<z.infer<typeof Clue>> {
  const j = ctx.actor.jurisdictionId;
  const row = found(await findClue(ctx.trx, j, id));
  const [[summary], matter, steps, submission, siblings, origin, ofMatter, cameBy, alike, into] =
    await Promise.all([
      summarise(ctx, [row]),
      getMatter(ctx, row.matter_id),
      listSteps(ctx, row.matter_id),
      originOf(ctx, row),
      listSameReport(ctx.trx, j, row),
      madeOf(ctx, row),
      matterTitle(ctx, row.origin_matter_id),
      transferOf(ctx, row),
      resemblance(ctx, row),
      row.merged_into ? findClue(ctx.trx, j, row.merged_into) : undefined,
    ]);
  const merged = await lettersIn(ctx, row);
  const [machine, allowed, came] = await Promise.all([
    machineOfMatter(ctx, matter),
    availableActions(ctx, matter),
    cameAs(ctx, matter),
  ]);
  return {
    ...summary!,
    formerNumbers: row.former_numbers,
    content: row.content,
    basis: row.basis,
    decidedBy: row.decided_by,
    clear: row.clear,
    named: (matter.data as { named?: boolean }).named === true,
    note: row.note,
    ...came,
    matterId: row.matter_id,
    matchId: row.match_id,
    materialId: row.material_id,
    submission,
    origin,
    ofMatter,
    sameReport: siblings.map(linkTo),
    maySplit: row.room < 2 && ctx.may('clue.register', row.organ_id),
    cameBy,
    createdAt: row.created_at.toISOString(),
    steps: [
      ...steps.map((step) => present(ctx, machine, step)),
      ...(await movesOf(ctx, machine, matter)),
    ].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
    ...alike,
    mergedInto: into ? linkTo(into) : null,
    merged,
    actions: allowed.map((code) => actionOf(ctx, machine, code)),
    allowed,
    version: matter.version,
  };
}

/** By which way it came, and the scans of it. */
async function cameAs(
  ctx: Ctx,
  matter: MatterRow,
): Promise<Pick<z.infer<typeof Clue>, 'channel' | 'channelTitle' | 'files'>> {
  const { channel = null, files = [] } = toEngine(matter).data as Pick<Registration, 'channel' | 'files'>;
  const names = await namesOf(
    ctx,
    files.map((id) => ({ kind: 'file', id })),
  );
  return {
    channel,
    channelTitle: channel ? titleOf(ctx.pack.channels ?? [], channel, ctx.locale) : null,
    files: files.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
  };
}

const linkTo = ({ id, number, title, received_on }: ClueRow) => ({
  id,
  number,
  title,
  receivedOn: received_on,
});

const repeatsOf = asPlatform((ctx: Ctx, id: string) => listMerged(ctx.trx, ctx.actor.jurisdictionId, id));

/**
 * Letters that go on in a clue: whoever works on it reads them with it, whoever handled them before, but for those that are
 * kept from the reader. That they were read is on record with each.
 */
async function lettersIn(ctx: Ctx, clue: ClueRow): Promise<z.infer<typeof Clue>['merged']> {
  const letters = (await repeatsOf(ctx, clue.id)).filter((row) => !isKeptFrom(ctx, row));
  if (letters.length === 0) return [];
  const [summaries, seen] = await Promise.all([
    summarise(ctx, letters),
    readClues(
      ctx.trx,
      ctx.actor.jurisdictionId,
      letters.map(({ id }) => id),
    ),
  ]);
  for (const { id } of letters) await noteOpening(ctx, id);
  const inSight = new Set(seen.map(({ id }) => id));
  return letters.map((row, i) => {
    const { occurredOn, sourceOrganName, sourceTitle } = summaries[i]!;
    const { content } = row;
    return {
      ...linkTo(row),
      occurredOn,
      sourceTitle,
      sourceOrganName,
      content,
      inSight: inSight.has(row.id),
    };
  });
}

/** Whether a row is kept from the caller, however it comes into sight. */
function isKeptFrom(ctx: Ctx, row: ClueRow): boolean {
  const { clearance, person, principals, unit } = ctx.actor.settings;
  return (
    row.room > 1 ||
    row.classification > (clearance ?? 0) ||
    row.barred.some((one) => principals?.includes(one)) ||
    (row.concerns_person_id !== null && row.concerns_person_id === person) ||
    (row.sealed_unit_id !== null && row.sealed_unit_id === unit)
  );
}

function actionOf(ctx: Ctx, machine: Machine, code: string): Clue['actions'][number] {
  const action = Object.hasOwn(machine.actions, code) ? machine.actions[code] : undefined;
  return {
    code,
    title: pick(titleOfStep(machine, code)!, ctx.locale),
    form: action?.form ?? null,
    requiresReason: action ? action.requiresReason : isVerb(code) && VERBS[code].reason === 'required',
    moves: actionsWith(machine, 'clue.move').includes(code),
    screens: actionsWith(machine, 'clue.screen').includes(code),
    merges: actionsWith(machine, 'clue.merge').includes(code),
    handsUp: actionsWith(machine, 'clue.hand-up').includes(code),
  };
}

function present(ctx: Ctx, machine: Machine, row: RecordedRow): Clue['steps'][number] {
  const event = row.data as MatterEvent;
  const step = viewStep(ctx, machine, row);
  const { at, account, reason, stateTitle } = step;
  const title = event.type === 'begun' ? pick({ zh: '登记', en: 'Registered' }, ctx.locale) : step.title;
  const data = event.type === 'acted' ? ((event.data as Record<string, unknown> | undefined) ?? null) : null;
  return { at, title, account, reason, stateTitle, data, moved: false };
}

/**
 * That a clue came here from another file, when and by whom. The step itself is recorded for the ledger's readers
 * only (P1): from where it came, and why, which may name the innocent, stays with them.
 */
async function movesOf(ctx: Ctx, machine: Machine, matter: MatterRow): Promise<Clue['steps']> {
  const moving = new Set(actionsWith(machine, 'clue.move'));
  const acts = toEngine(matter).acts.filter((act) => moving.has(act.action) && !act.undone);
  if (!acts.length) return [];
  const accounts = await ctx.trx
    .selectFrom('account')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(
      'id',
      'in',
      acts.map((act) => act.account),
    )
    .execute();
  return acts.map((act) => ({
    at: new Date(act.at).toISOString(),
    title: pick(machine.actions[act.action]!.title, ctx.locale),
    account: accounts.find(({ id }) => id === act.account)?.name ?? null,
    reason: null,
    stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
    data: null,
    moved: true,
  }));
}

/** The entry of a dossier that was turned into the clue. */
async function madeOf(ctx: Ctx, row: ClueRow): Promise<Clue['origin']> {
  if (!row.origin_material_id) return null;
  const origin = await titleInSight(ctx, row.origin_material_id);
  return origin ? { materialId: row.origin_material_id, ...origin } : null;
}

/** The transfer by which it came here. */
const transferOf = (ctx: Ctx, row: ClueRow): Promise<Clue['cameBy']> => matterTitle(ctx, row.transfer_id);

/** A matter by its number, where the caller sees it. */
async function matterTitle(ctx: Ctx, id: string | null): Promise<{ matterId: string; title: string } | null> {
  if (!id) return null;
  const matter = await ctx.trx
    .selectFrom('matter')
    .select(['id as matterId', 'number', 'title'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return matter ? { matterId: matter.matterId, title: matter.number ?? matter.title } : null;
}

async function originOf(ctx: Ctx, row: ClueRow): Promise<Clue['submission']> {
  if (!row.submission_id || row.row_no === null) return null;
  const origin = await ctx.trx
    .selectFrom('submission as s')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 's.jurisdiction_id').onRef('o.id', '=', 's.organ_id'),
    )
    .leftJoin('submission_row as r', (join) =>
      join
        .onRef('r.jurisdiction_id', '=', 's.jurisdiction_id')
        .onRef('r.submission_id', '=', 's.id')
        .on('r.row_no', '=', row.row_no),
    )
    .select(['s.id', 's.period', 'o.name as organName', 'r.source_row as sourceRow'])
    .where('s.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('s.id', '=', row.submission_id)
    .executeTakeFirst();
  return origin ? { ...origin, rowNo: row.row_no } : null;
}
