import { setImmediate } from 'node:timers/promises';
import {
  begin,
  type Actor as EngineActor,
  formatNumber,
  isRefusal,
  type Machine,
  type Parties,
  type SubjectRef,
  seriesOf,
  start,
  type TermRules,
} from '@plumbline/policy';
import type { Insertable } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { sendMany } from '../../platform/db/bulk.ts';
import { newId } from '../../platform/db/id.ts';
import type { Clue, Matter } from '../../platform/db/schema.gen.ts';
import { forbidden } from '../../platform/errors/app-error.ts';
import { sketchOf } from '../../platform/matching/similarity.ts';
import { insertSearchEntries } from '../../platform/search/index-entry.ts';
import type { Place } from '../dossier/index.ts';
import {
  attachStepFiles,
  dueOnOf,
  historyOf,
  type Kin,
  kinOf,
  ledgerStep,
  machineForService,
  namedBy,
  organCode,
  servingIn,
  takeNumbers,
  visibilityColumns,
} from '../matter/index.ts';
import { clueEntry } from './clue-entry.ts';
import { type EventOf, insertEvents } from './clue-events.ts';
import { fileClues, placesOf } from './file-clue.ts';
import { textOf } from './likeness.ts';
import { ALIKE_TOPIC } from './tell-superiors.ts';

/** Data of the pack's registration form. */
export interface Registration {
  class: string;
  subType: string;
  polarity: 'positive' | 'negative';
  source: string;
  occurredOn: string;
  receivedOn: string;
  title: string;
  content?: string;
  problem?: string;
  /** By which way it came, and its scans: of the matter alone, and of no entry of a dossier. */
  channel?: string;
  files?: string[];
  pieces?: number;
  /** Entry of a dossier that it was made of. */
  material?: string;
  /** Reported under a name; which one is kept elsewhere. */
  named?: boolean;
  basis?: string;
  decidedBy?: string;
  clear?: boolean;
  note?: string;
}

/** A clue to be opened for a known subject. */
export interface ClueDraft {
  id: string;
  subject: SubjectRef;
  /** Name of the subject, and unit of a person, for search. */
  label: string;
  form: Registration;
  period: string;
  sourceOrganId: string | null;
  bands: readonly string[];
  submissionId: string | null;
  rowNo: number | null;
  /** The transfer by which it came from another organ. */
  transferId?: string;
  /** First clue of the report that it was split from; never in its forms, which outlive that clue. */
  reportId?: string | undefined;
  /** The matter that it was made of. */
  ofMatterId?: string | undefined;
}

export interface Opening {
  /** The organ that keeps the files. */
  organId: string;
  actor: EngineActor;
  parties?: Parties;
  /** Places of dossiers that are known already. */
  places?: Map<string, Place>;
}

export interface OpenedClue {
  id: string;
  number: string;
  matterId: string;
  materialId: string;
  status: string;
}

const SPECIAL_LEVEL = 1;
/** Clues whose statements are sent together: small enough that PostgreSQL has them while the next ones are made. */
const PART = 250;

/**
 * Opens clue files, one or a hundred thousand: each begins its matter, gets the next number of its series,
 * is filed into its subject's dossier and can be found. A few statements whatever the number.
 *
 * @param write false when the clue's row exists already (it waited for a second person) and the caller changes it
 * @throws 403 when the actor may not register clues for the organ; 404 for a subject that is not there
 */
export async function openClues(
  ctx: Ctx,
  drafts: readonly ClueDraft[],
  opening: Opening,
  write = true,
): Promise<OpenedClue[]> {
  if (!drafts.length) return [];
  const machine = machineForService(ctx.pack, 'clue');
  const { organId } = opening;
  const subjects = drafts.map((draft) => draft.subject);
  const [numbers, places, kin, serving] = await Promise.all([
    numberAll(ctx, machine, organId, drafts),
    placesOf(ctx, subjects, opening.places),
    kinOf(ctx, subjects),
    servingIn(ctx, subjects),
  ]);
  const kept: Kin = new Map([...kin, ...serving]);
  const rules = await ctx.terms(organId);
  const opened: OpenedClue[] = [];
  for (let at = 0; at < drafts.length; at += PART) {
    // Other requests, and the socket to PostgreSQL, get their turn.
    if (at > 0) await setImmediate();
    const part = drafts
      .slice(at, at + PART)
      .map((draft, i) => beginOne(ctx, machine, draft, opening, { places, kept, rules }, numbers[at + i]!));
    saveAll(ctx, part, places, write);
    // Rows of a sheet are compared when it is staged; one registered by itself is looked for elsewhere afterwards.
    const alone = part.filter(({ row }) => row.submission_id === null).map(({ row }) => row.id);
    if (alone.length) ctx.later(ALIKE_TOPIC, { clues: alone, account: ctx.actor.accountId });
    for (const { row, matterRow } of part) {
      const { files } = matterRow.data as Pick<Registration, 'files'>;
      const form = machine.begin.form ?? '';
      if (files) await attachStepFiles(ctx, matterRow.id, ctx.pack.forms[form], { files }, '/files');
      opened.push({
        id: row.id,
        number: row.number!,
        matterId: matterRow.id,
        materialId: row.material_id!,
        status: row.status,
      });
    }
  }
  return opened;
}

/**
 * Sends everything that a clue consists of, one statement after the other on one connection; nobody waits, so
 * PostgreSQL writes the matters while the words for search are cut here. What fails fails the transaction.
 */
function saveAll(
  ctx: Ctx,
  clues: readonly ReturnType<typeof beginOne>[],
  places: ReadonlyMap<string, Place>,
  write: boolean,
): void {
  const { trx, send } = ctx;
  sendMany(
    trx,
    send,
    'matter',
    clues.map((clue) => clue.matterRow),
  );
  fileClues(
    ctx,
    clues.map((clue) => clue.filed),
    places,
  );
  if (write)
    sendMany(
      trx,
      send,
      'clue',
      clues.map((clue) => clue.row),
    );
  insertEvents(
    ctx,
    clues.map((clue) => clue.event),
  );
  insertSearchEntries(
    trx,
    send,
    ctx.actor.jurisdictionId,
    clues.map((clue) => clue.entry),
  );
}

/** The next number of each draft's series, in the order of the drafts. */
async function numberAll(
  ctx: Ctx,
  machine: Machine,
  organId: string,
  drafts: readonly ClueDraft[],
): Promise<string[]> {
  const bySeries = Map.groupBy(drafts.keys(), (i) => seriesOf(machine, drafts[i]!.form)?.series ?? '');
  const organ = await organCode(ctx, organId);
  const numbers: string[] = [];
  // One after the other and in one order, so that two acceptances can't wait for each other.
  for (const [series, indexes] of [...bySeries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const pattern = machine.number?.series[series]?.pattern;
    if (!pattern) throw new Error(`No series of numbers for ${series}`);
    const { first, year } = await takeNumbers(ctx, organId, `${machine.procedure}:${series}`, indexes.length);
    for (const [n, i] of indexes.entries())
      numbers[i] = formatNumber(pattern, { organ, year, seq: first + n });
  }
  return numbers;
}

function beginOne(
  ctx: Ctx,
  machine: Machine,
  draft: ClueDraft,
  { organId, actor, parties = {} }: Opening,
  { places, kept, rules }: { places: ReadonlyMap<string, Place>; kept: Kin; rules: TermRules },
  number: string,
) {
  const j = ctx.actor.jurisdictionId;
  const { subject, form } = draft;
  const matterId = newId(ctx.now.getTime());
  const materialId = newId(ctx.now.getTime());
  const decision = begin(
    machine,
    { id: matterId, custodian: organId, subjects: [subject], parties },
    actor,
    { data: form },
    ctx.now.toISOString(),
  );
  if (isRefusal(decision)) {
    if (decision.refusal.startsWith('actor.')) throw forbidden();
    // Rows and requests were checked against the same pack: only a defect leads here.
    throw new Error(
      `Clue registration refused: ${decision.refusal} ${JSON.stringify(decision.faults ?? decision.params)}`,
    );
  }
  const event = decision.events[0]!;
  if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
  const matter = start(event);
  const { status } = machine.states[matter.state]!;
  const place = visibilityColumns({
    organId,
    classification: Math.max(SPECIAL_LEVEL, places.get(subject.id)!.classification),
    room: 1,
    readers: (parties.handler ?? []).flatMap((ref) => namedBy(machine, 'handler', ref)),
    barred: [...(subject.kind === 'person' ? [subject.id] : []), ...(kept.get(subject.id) ?? [])],
    concernsPersonId: subject.kind === 'person' ? subject.id : null,
    sealedUnitId: subject.kind === 'unit' ? subject.id : null,
  });
  const matterRow = {
    jurisdiction_id: j,
    id: matterId,
    procedure: machine.procedure,
    pack_code: ctx.pack.head.code,
    pack_version: machine.packVersion,
    state: matter.state,
    number,
    title: form.title,
    subject_kind: subject.kind,
    subject_id: subject.id,
    data: { ...form } as never,
    history: historyOf(matter) as never,
    opened_at: ctx.now,
    opened_by: ctx.actor.accountId || null,
    due_on: dueOnOf(matter, rules, ctx.today),
    version: matter.seq,
    ...place,
  } satisfies Insertable<Matter>;
  const row = {
    ...clueColumns(ctx, draft),
    number,
    matter_id: matterId,
    subject_kind: subject.kind,
    subject_id: subject.id,
    status,
    material_id: materialId,
    version: matter.seq,
    ...place,
  } satisfies Insertable<Clue>;
  const ledger: EventOf = {
    type: 'matter.begun',
    entity: machine.procedure,
    entityId: matterId,
    // Not under the subject's name: should the clue have been filed to the wrong one, nothing is left there.
    subjectId: null,
    matterId,
    organId,
    data: {
      ...ledgerStep(ctx, matterRow, event, form.title),
      number,
      clue: draft.id,
    },
  };
  const filed = { materialId, matterId, status, number, subject, barred: place.barred, ...filing(draft) };
  return { matterRow, row, event: ledger, filed, entry: clueEntry({ ...row, label: draft.label }) };
}

const filing = ({ form, sourceOrganId }: ClueDraft) => ({
  form: { ...form },
  title: form.title,
  source: form.source,
  sourceOrganId,
  occurredOn: form.occurredOn,
  receivedOn: form.receivedOn,
});

/** What a clue's row holds whether or not its subject is known yet. */
export const clueColumns = (
  ctx: Ctx,
  {
    id,
    form,
    period,
    sourceOrganId,
    bands,
    submissionId,
    rowNo,
    transferId,
    reportId,
    ofMatterId,
  }: Omit<ClueDraft, 'subject' | 'label'>,
) => ({
  jurisdiction_id: ctx.actor.jurisdictionId,
  id,
  class: form.class,
  subtype: form.subType,
  polarity: form.polarity,
  source: form.source,
  source_organ_id: sourceOrganId,
  period,
  occurred_on: form.occurredOn,
  received_on: form.receivedOn,
  problem: form.problem ?? null,
  origin_material_id: form.material ?? null,
  origin_matter_id: ofMatterId ?? null,
  report_id: reportId ?? null,
  title: form.title,
  content: form.content ?? '',
  basis: form.basis ?? null,
  decided_by: form.decidedBy ?? null,
  clear: form.clear ?? null,
  note: form.note ?? null,
  bands: [...bands],
  ...sketchOf(textOf({ title: form.title, content: form.content ?? '' })),
  submission_id: submissionId,
  row_no: rowNo,
  transfer_id: transferId ?? null,
  created_at: ctx.now,
});
