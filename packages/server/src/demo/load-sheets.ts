import { createHash } from 'node:crypto';
import {
  actionsWith,
  formatNumber,
  type Machine,
  machineFor,
  seriesOf,
  type TermRules,
} from '@plumbline/policy';
import type { Clue, SampleCounty, SubmissionSheet } from '@plumbline/samples';
import { dueOnOf, visibilityColumns } from '../modules/matter/index.ts';
import { dayOf } from '../platform/clock/clock.ts';
import { similarityKeys, sketchOf } from '../platform/matching/similarity.ts';
import { insertSearchEntries, type SearchEntry } from '../platform/search/index-entry.ts';
import { readCalendar } from '../platform/terms/calendar.store.ts';
import { approvedBy, isDecided, lifeOf } from './clue-lives.ts';
import type { Places } from './load-dossiers.ts';
import type { Loading } from './loading.ts';
import { addMatter, type Step } from './matters.ts';

const RECEIVER = 'cadre-office';
const moment = (day: string, hour: number, minute = 0) =>
  `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;

/** Numbers of clue files, one series a polarity and year, as the receiving organ would have given them. */
class Series {
  readonly #last = new Map<string, number>();

  next(series: string, year: number): number {
    const key = `${series}|${year}`;
    const number = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, number);
    return number;
  }

  *entries(): Generator<{ series: string; year: number; last: number }> {
    for (const [key, last] of this.#last) {
      const [series, year] = key.split('|');
      yield { series: series!, year: Number(year), last };
    }
  }
}

/** The sheets of three years with the clue files that came of them, each filed into a dossier. */
export async function loadSheets(
  loading: Loading,
  county: SampleCounty,
  places: Places,
  onDone: (count: number) => void,
): Promise<void> {
  const machines = {
    submission: machineFor(loading.pack, 'submission'),
    clue: machineFor(loading.pack, 'clue'),
  };
  const series = new Series();
  const receiverCode = county.organs.find((organ) => organ.key === RECEIVER)!.code;
  const calendar = await readCalendar(loading.trx, loading.jurisdiction, loading.pack);
  const rules: TermRules = {
    limits: { entries: loading.pack.terms, overrides: [], organs: [] },
    calendar,
    zone: loading.pack.head.calendar.zone,
  };
  let entries: SearchEntry[] = [];
  let count = 0;
  const flush = async () => {
    await loading.flush();
    insertSearchEntries(loading.trx, loading.send, loading.jurisdiction, entries);
    entries = [];
    onDone(count);
  };
  for (const sheet of county.sheets()) {
    addSubmission(loading, machines.submission, sheet);
    for (const [i, clue] of sheet.clues.entries()) {
      entries.push(
        ...addClue(loading, machines.clue, { sheet, clue, row: i + 1, places, series, receiverCode, rules }),
      );
      count++;
    }
    if (loading.full) await flush();
  }
  for (const { series: name, year, last } of series.entries()) {
    loading.add('number_series', { organ_id: loading.id(RECEIVER), series: name, year, last });
  }
  await flush();
}

function addSubmission(loading: Loading, machine: Machine, sheet: SubmissionSheet): void {
  const body = loading.id(sheet.organ);
  const receiver = loading.id(RECEIVER);
  const liaison = loading.id(`account:${sheet.liaison}`);
  const officer = loading.id('account:orgdept');
  const nil = sheet.kind === 'nil';
  const sign = { signedBy: sheet.liaison, confirmed: true };
  const steps: Step[] = nil
    ? [
        {
          action: actionsWith(machine, 'submission.nil')[0]!,
          account: liaison,
          at: moment(sheet.submittedOn, 2),
          data: sign,
        },
      ]
    : [
        {
          action: actionsWith(machine, 'submission.sign')[0]!,
          account: liaison,
          at: moment(sheet.submittedOn, 2),
          data: sign,
        },
        {
          action: actionsWith(machine, 'submission.accept')[0]!,
          account: officer,
          at: moment(sheet.submittedOn, 6),
          data: {},
        },
      ];
  const matterId = loading.id(`matter:${sheet.key}`);
  addMatter(loading, {
    id: matterId,
    machine,
    title: `${sheet.period} 季度报送`,
    subject: null,
    data: { period: sheet.period, kind: sheet.kind },
    parties: { contributor: [{ kind: 'organ', id: body }], receiver: [{ kind: 'organ', id: receiver }] },
    visibility: { organId: body, readers: [receiver] },
    author: liaison,
    at: moment(sheet.submittedOn, 1),
    steps,
  });
  const digest = createHash('sha256').update(JSON.stringify(sheet.clues)).digest('hex');
  loading.add('submission', {
    id: loading.id(sheet.key),
    organ_id: body,
    receiver_organ_id: receiver,
    period: sheet.period,
    kind: sheet.kind,
    matter_id: matterId,
    file_name: nil ? null : `${sheet.period}.xlsx`,
    digest,
    row_count: sheet.clues.length,
    signature: { ...sign, digest, at: moment(sheet.submittedOn, 2) } as never,
    created_by: liaison,
    created_at: moment(sheet.submittedOn, 1),
    submitted_by: liaison,
    submitted_at: moment(sheet.submittedOn, 2),
    accepted_by: nil ? null : officer,
    accepted_at: nil ? null : moment(sheet.submittedOn, 6),
    version: 1,
  });
}

interface ClueInput {
  sheet: SubmissionSheet;
  clue: Clue;
  row: number;
  places: Places;
  series: Series;
  /** Code of the receiving organ, as it stands in numbers. */
  receiverCode: string;
  /** By what its terms are counted. */
  rules: TermRules;
}

function addClue(
  loading: Loading,
  machine: Machine,
  { sheet, clue, row, places, series, receiverCode, rules }: ClueInput,
): SearchEntry[] {
  const id = loading.id(clue.key);
  const matterId = loading.id(`matter:${clue.key}`);
  const materialId = loading.id(`material:${clue.key}`);
  const subject = { kind: clue.subjectKind, id: loading.id(clue.subject) };
  const receivedOn = sheet.submittedOn;
  const officer = loading.id('account:orgdept');
  const data = {
    class: clue.class,
    subType: clue.subType,
    polarity: clue.polarity,
    source: clue.source,
    occurredOn: clue.occurredOn,
    receivedOn,
    title: clue.title,
    content: clue.content,
    clear: clue.polarity === 'positive' || isDecided(clue),
  };
  const numbering = seriesOf(machine, data)!;
  const year = Number(receivedOn.slice(0, 4));
  const number = formatNumber(numbering.pattern, {
    organ: receiverCode,
    year,
    seq: series.next(`${machine.procedure}:${numbering.series}`, year),
  });
  const concerns = clue.subjectKind === 'person' ? subject.id : null;
  const sealed = clue.subjectKind === 'unit' ? subject.id : null;
  const visibility = {
    organId: loading.id(RECEIVER),
    classification: 1,
    room: 1 as const,
    concernsPersonId: concerns,
    sealedUnitId: sealed,
  };
  const today = dayOf(loading.now);
  const { steps, clear } = lifeOf(clue, {
    received: receivedOn,
    today,
    row,
    account: (username) => loading.id(`account:${username}`),
    establish: actionsWith(machine, 'clue.establish')[0]!,
  });
  const { status, matter, readers } = addMatter(loading, {
    id: matterId,
    machine,
    title: clue.title,
    number,
    subject,
    visibility,
    data,
    author: officer,
    at: moment(receivedOn, 6, 1),
    steps,
    dueOn: (standing) => dueOnOf(standing, rules, today),
    world: approvedBy(loading),
    seenByPlaces: true,
  });
  const bands = similarityKeys(clue.content);
  const place = visibilityColumns({ ...visibility, readers });
  loading.add('submission_row', {
    submission_id: loading.id(sheet.key),
    row_no: row,
    organ_id: loading.id(sheet.organ),
    sheet: '季度线索报送表',
    source_row: row + 1,
    state: 'accepted',
    cells: {} as never,
    entry: data as never,
    faults: [] as never,
    candidates: [] as never,
    subject_kind: clue.subjectKind,
    subject_id: subject.id,
    certainty: 'certain',
    reasons: ['id-number'],
    bands,
    clue_id: id,
  });
  loading.add('clue', {
    id,
    number,
    matter_id: matterId,
    class: clue.class,
    subtype: clue.subType,
    polarity: clue.polarity,
    source: clue.source,
    source_organ_id: loading.id(sheet.organ),
    period: sheet.period,
    occurred_on: clue.occurredOn,
    received_on: receivedOn,
    subject_kind: clue.subjectKind,
    subject_id: subject.id,
    title: clue.title,
    content: clue.content,
    status,
    bands,
    ...sketchOf(`${clue.title}\n${clue.content}`),
    submission_id: loading.id(sheet.key),
    row_no: row,
    material_id: materialId,
    created_at: moment(receivedOn, 6, 1),
    version: matter.seq,
    ...place,
  });
  const item = clue.subjectKind === 'person' ? 'special-file' : 'special-file-unit';
  // An established entry is a fact of the dossier; until then it stays in the clue rooms.
  const filed = visibilityColumns({
    organId: loading.id(places.room(clue.subject)),
    classification: 1,
    room: clear ? 0 : 1,
    concernsPersonId: concerns,
    sealedUnitId: sealed,
  });
  loading.add('material', {
    id: materialId,
    subject_kind: clue.subjectKind,
    subject_id: subject.id,
    item,
    pack_version: loading.pack.head.version,
    title: clue.title,
    form: { number, ...data } as never,
    note: '',
    source: clue.source,
    source_organ_id: loading.id(sheet.organ),
    occurred_on: clue.occurredOn,
    received_on: receivedOn,
    status,
    matter_id: matterId,
    supersedes_id: null,
    author_id: officer,
    verified_by: clear ? loading.id('account:reviewer2') : null,
    verified_at: clear ? moment(receivedOn, 8) : null,
    created_at: moment(receivedOn, 6, 1),
    version: 1,
    ...filed,
  });
  const common = {
    subjectKind: clue.subjectKind,
    subjectId: subject.id,
    class: clue.class,
    polarity: clue.polarity,
    status,
    day: clue.occurredOn,
    title: clue.title,
  };
  return [{ kind: 'clue', refId: id, ...common, body: [number, clue.content].join('\n'), ...place }];
}
