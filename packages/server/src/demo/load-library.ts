import { actionsWith, machineFor } from '@plumbline/policy';
import type { SampleCounty } from '@plumbline/samples';
import {
  MIRROR_TOPIC,
  type NewPart,
  parseText,
  placeOf,
  saveParts,
  words,
} from '../modules/library/index.ts';
import { visibilityColumns } from '../modules/matter/index.ts';
import { newId } from '../platform/db/id.ts';
import type { Loading } from './loading.ts';
import { addMatter, type Step } from './matters.ts';

type Entry = SampleCounty['library'][number];

/** Who keeps the entries, who writes them, who publishes them, and who shares. */
const OFFICE = 'commission';
const WRITER = 'officer';
const PUBLISHER = 'reviewer';
const SHARER = 'head';

/** Entries of the library with the matters on which they were published; the regulations of the pack follow by a job. */
export async function loadLibrary(loading: Loading, county: SampleCounty): Promise<void> {
  for (const entry of county.library) await loadEntry(loading, entry);
  loading.add('outbox', {
    id: newId(),
    topic: MIRROR_TOPIC,
    payload: {} as never,
    created_at: loading.now.toISOString(),
  });
  await loading.flush();
}

async function loadEntry(loading: Loading, entry: Entry): Promise<void> {
  const { trx, pack, jurisdiction } = loading;
  const place = placeOf(pack, entry);
  const id = loading.id(`library:${entry.key}`);
  const versionId = loading.id(`library-version:${entry.key}`);
  const account = loading.id(`account:${WRITER}`);
  const at = moment(entry.writtenOn, 2);
  const published = entry.state === 'published' ? moment(entry.writtenOn, 6) : null;
  const key = { jurisdiction_id: jurisdiction };
  const organId = loading.id(OFFICE);
  await trx
    .insertInto('library_item')
    .values({
      ...key,
      id,
      store: entry.store,
      sort: entry.sort,
      title: entry.title,
      title_en: entry.titleEn ?? null,
      issuer: entry.issuer ?? null,
      document_number: entry.documentNumber ?? null,
      audience: place.audience,
      opens: place.opens,
      published: published !== null,
      tsv: words(entry.title, entry.titleEn, entry.issuer, entry.documentNumber),
      created_by: account,
      created_at: at,
      updated_at: published ?? at,
      ...visibilityColumns({
        organId,
        classification: place.classification,
        readers: published && entry.zone ? [loading.id(entry.zone)] : [],
      }),
    })
    .execute();
  await trx
    .insertInto('library_version')
    .values({
      ...key,
      id: versionId,
      item_id: id,
      number: 1,
      matter_id: versionId,
      effective_from: entry.effectiveFrom,
      source_text: entry.text,
      published_at: published,
      published_by: published && loading.id(`account:${PUBLISHER}`),
      organ_id: organId,
      created_by: account,
      created_at: at,
    })
    .execute();
  await saveParts(placeIn(loading), versionId, partsOf(loading, entry, place.store.holds));
  addMatter(loading, {
    id: versionId,
    machine: machineFor(pack, 'library'),
    title: entry.title,
    subject: null,
    visibility: { organId, classification: Math.max(place.classification, 1) },
    author: account,
    at,
    steps: stepsOf(loading, entry),
  });
  if (entry.zone)
    loading.add('library_share', {
      id: loading.id(`library-share:${entry.key}`),
      organ_id: organId,
      zone_id: loading.id(entry.zone),
      item_id: id,
      from_day: entry.effectiveFrom,
      reason: '协作区联合检查使用',
      granted_by: loading.id(`account:${SHARER}`),
      granted_at: moment(entry.effectiveFrom, 3),
    });
}

const moment = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;

const placeIn = ({ trx, send, now, jurisdiction }: Loading) => ({
  trx,
  send,
  now,
  actor: { jurisdictionId: jurisdiction },
});

function partsOf(loading: Loading, entry: Entry, holds: string): NewPart[] {
  const { parts, notes } = parseText(entry.text, holds === 'articles' ? 'articles' : 'text');
  if (notes.length) throw new Error(`Sample entry ${entry.title}: ${JSON.stringify(notes)}`);
  const members = entry.members.map(
    ({ entry: member, number, note }): NewPart => ({
      kind: 'member',
      text: note,
      itemId: loading.id(`library:${member}`),
      itemNumber: number,
    }),
  );
  return [...parts, ...members];
}

/** The steps are found by what they are: the one that publishes, and the one that leads to where it begins. */
function stepsOf(loading: Loading, entry: Entry): Step[] {
  const machine = machineFor(loading.pack, 'library');
  const [publish] = actionsWith(machine, 'library.publish');
  const waiting = [machine.actions[publish!]!.from].flat()[0];
  const propose = Object.entries(machine.actions).find(([, action]) => action.to === waiting)![0];
  const step = (action: string, who: string, hour: number): Step => ({
    action,
    account: loading.id(`account:${who}`),
    at: moment(entry.writtenOn, hour),
  });
  return [step(propose, WRITER, 4), ...(entry.state === 'published' ? [step(publish!, PUBLISHER, 6)] : [])];
}
