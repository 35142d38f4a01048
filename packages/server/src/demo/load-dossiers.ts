import { Readable } from 'node:stream';
import { actionsWith, type CatalogueItem, machineFor, searchableText } from '@plumbline/policy';
import type { Material, SampleCounty } from '@plumbline/samples';
import { isTogether, NOBODYS_DESK, needsSlip, statedKin } from '../modules/dossier/index.ts';
import { visibilityColumns } from '../modules/matter/index.ts';
import { officialDocument } from '../platform/documents/docx.ts';
import type { FileStore } from '../platform/files/store.ts';
import { insertSearchEntries, type SearchEntry } from '../platform/search/index-entry.ts';
import type { Loading } from './loading.ts';
import { addMatter } from './matters.ts';

/** Where each dossier is kept: the room of the unit of the present (or last) appointment. */
export class Places {
  readonly #room = new Map<string, string>();
  readonly #unit = new Map<string, string>();

  constructor(county: SampleCounty) {
    const rooms = new Map(county.units.map((unit) => [unit.key, unit.room]));
    for (const unit of county.units) this.#room.set(unit.key, unit.room);
    for (const held of county.appointments) {
      if (held.to !== null && this.#room.has(held.person)) continue;
      this.#room.set(held.person, rooms.get(held.unit)!);
      this.#unit.set(held.person, held.unit);
    }
  }

  room(subject: string): string {
    return this.#room.get(subject) ?? 'room-1';
  }
  unit(person: string): string | null {
    return this.#unit.get(person) ?? null;
  }
}

/** A dossier for every unit and person, and their own entries in search. */
export async function loadDossiers(loading: Loading, county: SampleCounty, places: Places): Promise<void> {
  const entries: SearchEntry[] = [];
  const open = (kind: 'person' | 'unit', key: string, title: string, body: string) => {
    const columns = visibilityColumns({
      organId: loading.id(places.room(key)),
      concernsPersonId: kind === 'person' ? loading.id(key) : null,
    });
    loading.add('dossier', {
      subject_id: loading.id(key),
      subject_kind: kind,
      opened_at: loading.now,
      version: 1,
      ...columns,
    });
    entries.push({
      kind,
      refId: loading.id(key),
      subjectKind: kind,
      subjectId: loading.id(key),
      title,
      body,
      ...columns,
    });
  };
  const units = new Map(county.units.map((unit) => [unit.key, unit]));
  for (const unit of county.units)
    open('unit', unit.key, unit.name, [unit.nameEn, ...unit.aliases].join(' '));
  for (const person of county.persons) {
    const unit = units.get(places.unit(person.key) ?? '');
    open('person', person.key, person.name, unit?.name ?? '');
  }
  await loading.flush();
  insertSearchEntries(loading.trx, loading.send, loading.jurisdiction, entries);
}

const earlier = (a: string, b: string) => (a < b ? a : b);
const moment = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:30:00.000Z`;

/** Dossier entries with the matters by which they were written and verified, their files and search entries. */
export async function loadMaterials(
  loading: Loading,
  county: SampleCounty,
  places: Places,
  files: FileStore,
  onDone: (count: number) => void,
): Promise<void> {
  const machine = machineFor(loading.pack, 'material');
  const verify = actionsWith(machine, 'material.verify')[0]!;
  const items = new Map(loading.pack.catalogue.items.map((item) => [item.code, item]));
  let entries: SearchEntry[] = [];
  let count = 0;
  const flush = async () => {
    await loading.flush();
    insertSearchEntries(loading.trx, loading.send, loading.jurisdiction, entries);
    entries = [];
    onDone(count);
  };
  for (const material of county.materials()) {
    const item = items.get(material.item)!;
    const visibility = visibilityOf(loading, material, item, places);
    const id = loading.id(material.key);
    const matterId = loading.id(`matter:${material.key}`);
    const subject = { kind: material.subjectKind, id: loading.id(material.subject) };
    const day = earlier(material.occurredOn, county.today);
    const verifier = material.verifier ? loading.id(`account:${material.verifier}`) : null;
    const { status, matter } = addMatter(loading, {
      id: matterId,
      machine,
      title: material.title,
      subject,
      visibility,
      author: loading.id(`account:${material.author}`),
      at: moment(day, 1),
      steps: verifier ? [{ action: verify, account: verifier, at: moment(day, 7) }] : [],
    });
    loading.add('material', {
      id,
      subject_kind: material.subjectKind,
      subject_id: subject.id,
      item: material.item,
      pack_version: loading.pack.head.version,
      title: material.title,
      form: material.form as never,
      note: '',
      source: material.source,
      source_organ_id: loading.idOrNull(material.sourceOrgan),
      occurred_on: material.occurredOn,
      received_on: day,
      status,
      matter_id: matterId,
      supersedes_id: null,
      author_id: loading.id(`account:${material.author}`),
      verified_by: verifier,
      verified_at: verifier ? moment(day, 7) : null,
      created_at: moment(day, 1),
      version: matter.seq,
      ...visibilityColumns(visibility),
    });
    const columns = visibilityColumns(visibility);
    const searchable = {
      subjectKind: material.subjectKind,
      subjectId: subject.id,
      item: material.item,
      status,
      day: material.occurredOn,
      ...columns,
    };
    const withSlip = needsSlip(loading.pack, columns.classification);
    if (verifier) addKin(loading, material, item, id, columns);
    if (!item.sealed)
      entries.push({
        kind: 'material',
        refId: id,
        title: withSlip ? item.title.zh : material.title,
        body: withSlip ? '' : searchableText(loading.pack.forms[item.form]!, material.form),
        ...searchable,
      });
    if (material.file)
      entries.push({
        kind: 'file',
        ...searchable,
        ...(await addFile(loading, material, id, files, columns)),
        ...(withSlip ? { body: '' } : {}),
      });
    count++;
    if (loading.full) await flush();
  }
  await flush();
}

function visibilityOf(loading: Loading, material: Material, item: CatalogueItem, places: Places) {
  const person = material.subjectKind === 'person' ? material.subject : null;
  const unit = item.sealed && person ? places.unit(person) : null;
  return {
    organId: isTogether(item) ? NOBODYS_DESK : loading.id(places.room(material.subject)),
    classification: item.classification,
    concernsPersonId: person ? loading.id(person) : null,
    sealedUnitId: unit ? loading.id(unit) : null,
  };
}

/** Kin as the declaration names them, like the rows that verifying it would have written. */
function addKin(
  loading: Loading,
  material: Material,
  item: CatalogueItem,
  materialId: string,
  columns: ReturnType<typeof visibilityColumns>,
): void {
  if (material.subjectKind !== 'person' || item.sealed) return;
  const relations = new Set(loading.pack.relations.map((relation) => relation.code));
  for (const [i, kin] of statedKin(loading.pack.forms[item.form]!, material.form, relations).entries()) {
    loading.add('kinship', {
      id: loading.id(`kin:${material.key}:${i}`),
      person_id: loading.id(material.subject),
      ...kin,
      material_id: materialId,
      ...columns,
      version: 1,
    });
  }
}

async function addFile(
  loading: Loading,
  material: Material,
  materialId: string,
  files: FileStore,
  columns: ReturnType<typeof visibilityColumns>,
) {
  const { name, paragraphs } = material.file!;
  const content = await officialDocument({ title: name, sections: [{ paragraphs }] });
  const stored = await files.put(loading.jurisdiction, Readable.from([content]), {
    maxBytes: content.length,
  });
  const id = loading.id(`file:${material.key}`);
  const text = [name, ...paragraphs].join('\n');
  loading.add('file', {
    id,
    store_name: stored.name,
    name: `${name}.docx`,
    type: 'docx',
    size: stored.size,
    text_state: 'done',
    text_content: text,
    account_id: loading.id(`account:${material.author}`),
    material_id: materialId,
    order_no: 0,
    created_at: loading.now,
    ...columns,
  });
  return { refId: id, title: `${name}.docx`, body: text };
}
