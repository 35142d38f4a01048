import { actionsWith, formatNumber, isAllowed, type SubjectRef, seriesOf } from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type {
  Ctx,
  EffectCall,
  EffectHandler,
  EffectHandlers,
  RecordHandler,
  SightHandler,
} from '../../platform/context/context.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import { similarityKeys, sketchOf } from '../../platform/matching/similarity.ts';
import { notify } from '../../platform/notices/notify.ts';
import { saveSearchEntry } from '../../platform/search/index-entry.ts';
import {
  findMatter,
  holdersOf,
  machineForService,
  machineOfMatter,
  organCode,
  takeNumbers,
  toEngine,
} from '../matter/index.ts';
import { type ClueRow, findClueOf, findSubject, lockClueOf } from './clue.store.ts';
import { changeClue, clueOf, indexClue } from './clue-row.ts';
import { correctFiled, moveFiled, placeFiled } from './file-clue.ts';
import { refuseAsStep } from './hand-up.ts';
import { textOf } from './likeness.ts';
import { refuseRepeats } from './merge.effects.ts';
import type { Registration } from './open-clues.ts';
import { readCorrection, registrationFaults } from './registration.ts';
import { refuseElsewhere } from './route-clue.ts';
import { refuseLateUndo } from './undo-clues.ts';

/** The registration as it stands now. */
export const registrationOf = (row: ClueRow): Registration => ({
  class: row.class,
  subType: row.subtype,
  polarity: row.polarity as Registration['polarity'],
  source: row.source,
  occurredOn: row.occurred_on,
  receivedOn: row.received_on,
  title: row.title,
  ...(row.content ? { content: row.content } : {}),
  ...(row.problem ? { problem: row.problem } : {}),
  ...(row.basis ? { basis: row.basis } : {}),
  ...(row.decided_by ? { decidedBy: row.decided_by } : {}),
  ...(row.clear === null ? {} : { clear: row.clear }),
  ...(row.note ? { note: row.note } : {}),
});

/** What a registration need not say: what a correction took out of it is not in it any more. */
const UNSAID = {
  content: undefined,
  problem: undefined,
  basis: undefined,
  decidedBy: undefined,
  clear: undefined,
  note: undefined,
};

/** A correction begins with the registration as it stands, not as it was said. */
export const recordOfClue: RecordHandler = async (ctx, matterId) => {
  const row = await findClueOf(ctx.trx, ctx.actor.jurisdictionId, matterId);
  return row ? { ...UNSAID, ...registrationOf(row) } : {};
};

/** What a correction leaves as it was: all that it does not say or, of a form that is said whole, does not ask. */
async function keptOf(ctx: Ctx, row: ClueRow, { event }: EffectCall): Promise<Partial<Registration>> {
  const kept: Partial<Registration> = registrationOf(row);
  if (event.type === 'begun') return kept;
  const matter = found(await findMatter(ctx.trx, ctx.actor.jurisdictionId, row.matter_id));
  const machine = await machineOfMatter(ctx, matter);
  const { continues, form } = machine.actions[event.action]!;
  if (!continues || form === undefined) return kept;
  const asked = new Set(machine.fieldsOf(form));
  return Object.fromEntries(Object.entries(kept).filter(([field]) => !asked.has(field)));
}

const columnsOf = (form: Registration) => ({
  class: form.class,
  subtype: form.subType,
  polarity: form.polarity,
  source: form.source,
  occurred_on: form.occurredOn,
  received_on: form.receivedOn,
  problem: form.problem ?? null,
  title: form.title,
  content: form.content ?? '',
  basis: form.basis ?? null,
  decided_by: form.decidedBy ?? null,
  note: form.note ?? null,
  bands: similarityKeys(textOf({ title: form.title, content: form.content ?? '' })),
  ...sketchOf(textOf({ title: form.title, content: form.content ?? '' })),
});

const subjectOf = (row: ClueRow) => ({ kind: row.subject_kind as 'person' | 'unit', id: row.subject_id! });

/** A clue that changes sides gets the next number of the other series; the old one stays on record as its former. */
async function renumber(ctx: Ctx, row: ClueRow, form: Registration): Promise<Record<string, unknown>> {
  if (row.polarity === form.polarity) return {};
  const machine = machineForService(ctx.pack, 'clue');
  const series = seriesOf(machine, form)!;
  const organ = await organCode(ctx, row.organ_id);
  const { first, year } = await takeNumbers(ctx, row.organ_id, `${machine.procedure}:${series.series}`);
  const number = formatNumber(series.pattern, { organ, year, seq: first });
  ctx.send(
    ctx.trx
      .updateTable('matter')
      .set({ number })
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', row.matter_id),
  );
  return { number, former_numbers: [...row.former_numbers, ...(row.number ? [row.number] : [])] };
}

/**
 * A finding that it was framed took the clue out of every view (P5, P6): the ledger keeps why and by whose decision,
 * and whoever may see what is set aside, in the organ and above it, is told. Nothing of who reported is touched.
 */
const recordRevocation: EffectHandler = async (ctx, call) => {
  const row = await clueOf(ctx, call);
  const { revocationGrounds, foundBy, level, decisionNumber, foundOn } = call.matter.data;
  ctx.record({
    type: 'clue.revoked-as-framed',
    entity: 'clue',
    entityId: row.id,
    organId: row.organ_id,
    data: {
      clue: row.number,
      grounds: revocationGrounds,
      foundBy,
      level,
      decision: decisionNumber,
      foundOn,
    },
  });
  const machine = machineForService(ctx.pack, 'clue');
  const { seenBy } = machine.states[call.matter.state] ?? {};
  if (seenBy === undefined) return;
  notify(ctx, {
    to: await holdersOf(ctx, seenBy, row.organ_id),
    kind: 'clue.revoked-as-framed',
    link: `/clues/${row.id}`,
    matter: row.matter_id,
  });
};

export const clueEffects: EffectHandlers = {
  'clue.revoke': asPlatform(recordRevocation),
  'clue.hand-up': refuseAsStep,
  'clue.undo': refuseLateUndo,

  async 'clue.correct'(ctx, call) {
    const row = await clueOf(ctx, call);
    const said = readCorrection(ctx, call.event.data);
    const form = { ...(await keptOf(ctx, row, call)), ...said } as Registration;
    const { class: cls, subType } = form;
    const paired = said.class === undefined && said.subType === undefined ? {} : { class: cls, subType };
    const faults = registrationFaults(ctx, { ...said, ...paired }, '/data');
    if (faults.length) throw invalid(...faults);
    // What came in otherwise may be another organ's to handle.
    if (form.source !== row.source) await refuseElsewhere(ctx, row.organ_id, subjectOf(row), form.source);
    const numbers = await renumber(ctx, row, form);
    changeClue(ctx, row.id, { ...columnsOf(form), ...numbers });
    correctFiled(ctx, {
      materialId: row.material_id!,
      matterId: row.matter_id,
      subject: subjectOf(row),
      number: (numbers.number as string | undefined) ?? row.number ?? '',
      form: { ...form },
      title: form.title,
      source: form.source,
      occurredOn: form.occurredOn,
      receivedOn: form.receivedOn,
    });
  },

  async 'clue.establish'(ctx, call) {
    const row = await clueOf(ctx, call);
    const { basis, issuer } = call.event.data as { basis: string; issuer: string };
    const form = { ...registrationOf(row), basis, decidedBy: issuer, clear: true };
    changeClue(ctx, row.id, { basis, decided_by: issuer, clear: true });
    correctFiled(ctx, {
      materialId: row.material_id!,
      matterId: row.matter_id,
      subject: subjectOf(row),
      number: row.number ?? '',
      form,
      title: form.title,
      source: form.source,
      occurredOn: form.occurredOn,
      receivedOn: form.receivedOn,
    });
  },

  async 'clue.move'(ctx, call) {
    const row = await clueOf(ctx, call);
    const to = found(call.matter.subjects[0]);
    await refuseUnknown(ctx, to);
    await refuseNear(ctx, to);
    await refuseElsewhere(ctx, row.organ_id, { ...to, kind: to.kind as 'person' | 'unit' }, row.source);
    // A repeat would stay with the wrong subject.
    await refuseRepeats(ctx, row.id);
    // Nothing stays behind under the wrong name.
    await sql`select app.close_off(${row.matter_id})`.execute(ctx.trx);
    const place = {
      concerns_person_id: to.kind === 'person' ? to.id : null,
      sealed_unit_id: to.kind === 'unit' ? to.id : null,
    };
    changeClue(ctx, row.id, { subject_kind: to.kind, subject_id: to.id, ...place });
    ctx.send(
      ctx.trx
        .updateTable('file')
        .set(place)
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('matter_id', '=', row.matter_id),
    );
    for (const id of [row.matter_id, row.match_id]) {
      if (!id) continue;
      ctx.send(
        ctx.trx
          .updateTable('matter')
          .set(place)
          .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
          .where('id', '=', id),
      );
    }
    forgetMatch(ctx, row, to);
    const reason = call.event.type === 'acted' ? (call.event.reason ?? '') : '';
    if (row.material_id) await moveFiled(ctx, row.matter_id, to, reason);
    await tellSeconds(ctx, row);
    ctx.record({
      type: 'clue.moved',
      entity: 'clue',
      entityId: row.id,
      organId: row.organ_id,
      data: { from: { kind: row.subject_kind, id: row.subject_id }, to, reason },
    });
  },
};

/**
 * One person may move a clue, also one whose match a second person has just confirmed: that one and all who confirm
 * matches for the organ are told, with no word of what it was about.
 */
async function tellSeconds(ctx: Ctx, row: ClueRow): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const [match, reviewers] = await Promise.all([
    row.match_id ? findMatter(ctx.trx, j, row.match_id) : undefined,
    holdersOf(ctx, 'match.confirm', row.organ_id),
  ]);
  const confirms = new Set(actionsWith(machineForService(ctx.pack, 'match'), 'match.apply'));
  const confirmed = match ? toEngine(match).acts.filter((act) => confirms.has(act.action)) : [];
  notify(ctx, {
    to: [...confirmed.map((act) => act.account), ...reviewers],
    kind: 'clue.move',
    link: `/clues/${row.id}`,
    matter: row.matter_id,
  });
}

/** What is moved to oneself or kin is out of the mover's sight at once: somebody else moves it. @throws 403 */
async function refuseNear(ctx: Ctx, { id }: SubjectRef): Promise<void> {
  const { personId } = ctx.actor;
  if (!personId) return;
  const { rows } = await sql<{ near: boolean }>`
    select ${id}::uuid = ${personId}::uuid or ${id}::uuid = any (app.own_kin()) as near`.execute(ctx.trx);
  if (rows[0]?.near) throw new AppError('second-person');
}

async function refuseUnknown(ctx: Ctx, subject: SubjectRef): Promise<void> {
  if (!(await findSubject(ctx, subject)))
    throw invalid({ pointer: '/data/subject', code: 'unknown-reference' });
}

/** The sheet's row no longer points at the person who had nothing to do with it. */
function forgetMatch(ctx: Ctx, row: ClueRow, to: SubjectRef): void {
  ctx.send({
    compile: () =>
      sql`update submission_row set subject_kind = ${to.kind}, subject_id = ${to.id}::uuid, twin_key = ${to.id},
          certainty = 'certain', reasons = null, candidates = null
        where jurisdiction_id = ${ctx.actor.jurisdictionId} and clue_id = ${row.id}`.compile(ctx.trx),
  });
}

/** Keeps the clue in step with its matter: status, version, place of its entry, what search finds. */
export const followClue: EffectHandler = async (ctx, call) => {
  if (!call.before) return;
  const j = ctx.actor.jurisdictionId;
  const clue = await lockClueOf(ctx.trx, j, 'matter_id', call.matter.id);
  if (!clue) return;
  // Whoever handles it or decides on it reads the file as well.
  const { readers, barred } = found(await findMatter(ctx.trx, j, call.matter.id));
  const row = { ...clue, readers, barred };
  changeClue(ctx, row.id, { status: call.status, version: call.matter.seq, readers, barred });
  const established = isAllowed(ctx.pack.uses, call.status, 'portrait-summary');
  if (row.material_id) placeFiled(ctx, row.material_id, { established, barred });
  const entry = await indexClue(ctx, { ...row, status: call.status });
  if (established && row.material_id) await saveFactEntry(ctx, row.material_id, entry.body ?? '');
};

/** Who sees the clue's matter sees the clue, and finds it. */
export const resightClue: SightHandler = async (ctx, matterId, { readers, barred }) => {
  const sight = sql`readers = ${[...readers]}::uuid[], barred = ${[...barred]}::uuid[]`;
  const j = ctx.actor.jurisdictionId;
  await sql`
    with seen as (
      update clue set ${sight} where jurisdiction_id = ${j} and matter_id = ${matterId} returning id, material_id),
    filed as (
      update material set barred = ${[...barred]}::uuid[] from seen
      where material.jurisdiction_id = ${j} and material.id = seen.material_id)
    update search_entry set ${sight} from seen
    where search_entry.jurisdiction_id = ${j} and kind = 'clue' and ref_id = seen.id`.execute(ctx.trx);
};

/** Once established the entry itself is found by whoever may open the dossier, clue room or not. */
async function saveFactEntry(ctx: Ctx, materialId: string, body: string): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const material = await ctx.trx
    .selectFrom('material')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('id', '=', materialId)
    .executeTakeFirst();
  if (!material) return;
  const { class: cls, polarity } = material.form as { class?: string; polarity?: string };
  saveSearchEntry(ctx.trx, ctx.send, j, {
    kind: 'material',
    refId: material.id,
    subjectKind: material.subject_kind as 'person' | 'unit',
    subjectId: material.subject_id,
    item: material.item,
    class: cls ?? null,
    polarity: polarity ?? null,
    status: material.status,
    day: material.occurred_on,
    title: material.title,
    body,
    organ_id: material.organ_id,
    classification: material.classification,
    room: material.room,
    readers: material.readers,
    barred: material.barred,
    concerns_person_id: material.concerns_person_id,
    sealed_unit_id: material.sealed_unit_id,
  });
}
