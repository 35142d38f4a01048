import type { Dossier, TimeLineEntry } from '@plumbline/contract/dossier';
import { isAllowed, type Pack, statusesFor } from '@plumbline/policy';
import { sql } from 'kysely';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { isTogether, packOf } from './catalogue.ts';
import { listAsked } from './collection.store.ts';
import { allowedOn } from './dossier.access.ts';
import { itemStates, neededSince, silenceText } from './gaps.rules.ts';
import { listHeads, listNewest } from './heads.store.ts';
import { isFiled } from './kept.ts';
import { shownKin } from './kin.rules.ts';
import { listSubjectMatters, viewMatters } from './open-matters.ts';
import type { Surroundings } from './owed.rules.ts';
import { newestFor, portraitFacts, portraitSections, type Source } from './portrait.rules.ts';
import { isOpen, type ReadingRights } from './reading.rules.ts';
import { listSlipsInForce } from './reading.store.ts';
import { listSealedItems } from './sealed.store.ts';
import { findSubject, listAppointments, listKin, listOrgans, listSupervising } from './subject.store.ts';
import { appointmentEntries, inOrder } from './time-line.rules.ts';
import { viewCatalogue } from './view-catalogue.ts';
import { viewHeads } from './view-head.ts';
import { traitsOf, viewSubject } from './view-subject.ts';

/** Entries that one page carries; beyond it they are listed by item. */
const MOST = 500;

/** What the reader may open in one dossier. */
export const rightsOf = (
  ctx: Ctx,
  organId: string,
  slips: readonly { items: readonly string[] }[],
): ReadingRights => ({ mayOpenRestricted: ctx.may('dossier.open-restricted', organId), slips });

interface Asks {
  /** Statuses of the entries that the catalogue lists. */
  inCatalogue: readonly string[];
  /** Statuses of the entries of which portrait, facts and freshness are made. */
  counting: readonly string[];
  /** Kinds of organs that may owe an item. */
  owing: readonly string[];
}

const asks = new WeakMap<Pack, Asks>();

/** What the page asks the database for under a pack; the same for every dossier. */
function asksOf(pack: Pack): Asks {
  let found = asks.get(pack);
  if (!found) {
    const uses = ['portrait-summary', 'contradictions', 'freshness'];
    found = {
      inCatalogue: statusesFor(pack.uses, 'dossier-catalogue'),
      counting: [...new Set(uses.flatMap((use) => statusesFor(pack.uses, use)))],
      owing: [...new Set(pack.catalogue.items.flatMap((item) => item.contributors.organKinds))],
    };
    asks.set(pack, found);
  }
  return found;
}

/** Everything that is known of the subject as far as the caller may see it: all queries travel together. */
export async function readDossier(ctx: Ctx, subjectId: string) {
  const { inCatalogue, counting, owing } = asksOf(ctx.pack);
  const [
    subject,
    appointments,
    relations,
    kin,
    organs,
    heads,
    newest,
    sealed,
    matters,
    slips,
    asked,
    instructions,
    filed,
  ] = await Promise.all([
    findSubject(ctx, subjectId),
    listAppointments(ctx, subjectId),
    listSupervising(ctx, subjectId),
    listKin(ctx, subjectId),
    listOrgans(ctx, owing),
    listHeads(ctx, subjectId, inCatalogue, { limit: MOST + 1 }),
    listNewest(ctx, [subjectId], counting),
    listSealedItems(ctx, [subjectId]),
    listSubjectMatters(ctx, subjectId),
    listSlipsInForce(ctx, [subjectId]),
    listAsked(ctx, [subjectId]),
    listInstructionHeads(ctx, subjectId),
    isFiled(ctx, subjectId),
  ]);
  return {
    subject: found(subject),
    appointments,
    relations,
    kin,
    organs,
    heads,
    newest,
    sealed,
    matters,
    slips,
    asked,
    instructions,
    filed,
  };
}

/** The page of a dossier. @throws 404 when the caller may not see it */
export async function getDossier(ctx: Ctx, subjectId: string): Promise<Dossier> {
  const known = await readDossier(ctx, subjectId);
  const { subject, appointments } = known;
  const mayKin = ctx.may('dossier.open-restricted', subject.organ_id);
  const rights = rightsOf(ctx, subject.organ_id, known.slips);
  const sources: Source[] = await Promise.all(
    known.newest.map(async (row) => ({
      row,
      pack: await packOf(ctx, row.pack_version),
      open: isOpen(ctx.pack, rights, row),
    })),
  );
  const view = { pack: ctx.pack, today: ctx.today, locale: ctx.locale, kin: mayKin };
  const traits = traitsOf(subject, appointments);
  const days = new Map(newestFor(view, sources, 'freshness').map(({ row }) => [row.item, row.day]));
  for (const item of ctx.pack.catalogue.items) if (isTogether(item)) days.delete(item.code);
  for (const row of known.sealed) days.set(row.item, row.last_day);
  const held = appointments
    .filter((row) => row.own && row.present)
    .map(({ from_day, level, tags }) => ({ from: from_day, level, tags }));
  const opened = dayOf(subject.opened_at);
  const states = itemStates(ctx.pack, traits, days, ctx.today, (item) => neededSince(item, held, opened));
  const heads = await viewHeads(ctx, known.heads.slice(0, MOST), rights);
  const kin = shownKin(known.kin, (entry) => isOpen(ctx.pack, rights, entry));
  const header = viewSubject(ctx, { ...known, kin }, mayKin);
  const matters = await viewMatters(ctx, known.matters);
  const gaps = states.filter((state) => state.gap);
  // What is filed stands on the line as the entry.
  const filed = new Set(known.heads.map((head) => head.matter_id));
  return {
    subject: header,
    custodian: { kind: 'organ', id: subject.organ_id, name: subject.organ_name },
    classification: subject.classification,
    catalogueVersion: ctx.pack.head.version,
    open: matters.open,
    portrait: {
      sections: portraitSections(view, sources),
      facts: portraitFacts(view, sources),
      silences: gaps.map(({ item, freshness }) => ({
        item: item.code,
        itemTitle: item.title[ctx.locale],
        since: freshness.last,
        text: silenceText(item, freshness.last, ctx.locale),
      })),
    },
    counts: {
      required: states.filter((state) => state.required && !state.item.autoFiled).length,
      missing: gaps.filter((state) => state.gap === 'missing').length,
      stale: gaps.filter((state) => state.gap === 'stale').length,
      present: states.filter((state) => state.freshness.last).length,
    },
    catalogue: await viewCatalogue(ctx, {
      traits,
      states,
      heads,
      asked: known.asked,
      filed: known.filed,
      together: new Set(known.sealed.map((row) => row.item)),
      around: surroundings(known),
    }),
    moreMaterials: known.heads.length > MOST,
    timeLine: inOrder([
      ...materialEntries(ctx, heads),
      ...appointmentEntries(
        subject.subject_kind === 'person' ? appointments.filter((row) => row.own) : appointments,
        subject.subject_kind,
        ctx.today,
        ctx.locale,
      ),
      ...matters.timeLine.filter(({ refId }) => !filed.has(refId)),
      ...known.instructions,
    ]),
    slip: known.slips[0]
      ? { matterId: known.slips[0].matter_id, until: known.slips[0].until_day, items: known.slips[0].items }
      : null,
    allowed: allowedOn(ctx, subject),
    version: subject.version,
  };
}

export function surroundings(known: Awaited<ReturnType<typeof readDossier>>): Surroundings {
  const { subject } = known;
  const name = subject.name ?? '';
  const units = new Map(
    known.appointments.filter((row) => row.own && row.present).map((row) => [row.unit_id, row.unit_name]),
  );
  if (subject.subject_kind === 'unit') units.set(subject.subject_id, name);
  return {
    subject: { kind: subject.subject_kind, id: subject.subject_id, name },
    units: [...units].map(([id, unitName]) => ({ id, name: unitName })),
    custodian: { id: subject.organ_id, name: subject.organ_name },
    organs: known.organs,
    supervising: new Set(
      known.relations.filter((row) => row.relation === 'supervision').map((row) => row.id),
    ),
  };
}

const materialEntries = (ctx: Ctx, heads: Awaited<ReturnType<typeof viewHeads>>): TimeLineEntry[] =>
  heads
    .filter((head) => isAllowed(ctx.pack.uses, head.status, 'time-line'))
    .map((head) => ({
      day: head.day,
      precision: 'day',
      kind: 'material',
      title: head.title ?? head.itemTitle,
      detail: head.itemTitle,
      refId: head.id,
      withheld: head.withheld,
    }));

/** Instructions on the unit or its industry, for its time line. */
async function listInstructionHeads(ctx: Ctx, unitId: string): Promise<TimeLineEntry[]> {
  const { rows } = await sql<{ id: string; title: string; issuer: string; issued_on: string }>`
    select i.id, i.title, i.issuer, i.issued_on from instruction i
    where i.jurisdiction_id = ${ctx.actor.jurisdictionId} and (i.unit_id = ${unitId} or i.industry =
      (select u.industry from unit u where u.jurisdiction_id = i.jurisdiction_id and u.id = ${unitId}))
    order by i.issued_on desc, i.id desc limit ${MOST}`.execute(ctx.trx);
  return rows.map((row) => ({
    day: row.issued_on,
    precision: 'day',
    kind: 'instruction',
    title: row.title,
    detail: row.issuer,
    refId: row.id,
    withheld: false,
  }));
}
