import { sql } from 'kysely';
import type { Send, Trx } from '../db/database.ts';
import { uuidArray } from '../db/sql.ts';
import { indexText } from './words.ts';

/** What can be found of one thing. Kin and other third persons never belong in `title` or `body`. */
export interface SearchEntry {
  kind: 'person' | 'unit' | 'material' | 'file' | 'clue';
  refId: string;
  subjectKind: 'person' | 'unit' | null;
  subjectId: string | null;
  item?: string | null;
  class?: string | null;
  polarity?: string | null;
  status?: string | null;
  day?: string | null;
  title: string;
  body?: string;
  organ_id: string;
  classification: number;
  room: number;
  readers: readonly string[];
  barred: readonly string[];
  concerns_person_id: string | null;
  sealed_unit_id: string | null;
}

/** Writes or replaces the entry in the transaction of the thing itself, so that search is never behind. */
export function saveSearchEntry(trx: Trx, send: Send, j: number, entry: SearchEntry): void {
  const body = entry.body ?? '';
  send({
    compile: () =>
      sql`
      insert into search_entry (jurisdiction_id, kind, ref_id, subject_kind, subject_id, item, class, polarity, status,
        day, title, body, tsv, organ_id, classification, room, readers, barred, concerns_person_id, sealed_unit_id)
      values (${j}, ${entry.kind}, ${entry.refId}, ${entry.subjectKind}, ${entry.subjectId}, ${entry.item ?? null},
        ${entry.class ?? null}, ${entry.polarity ?? null}, ${entry.status ?? null}, ${entry.day ?? null}::date,
        ${entry.title}, ${body},
        setweight(to_tsvector('simple', ${indexText(entry.title)}), 'A') || to_tsvector('simple', ${indexText(body)}),
        ${entry.organ_id}, ${entry.classification}, ${entry.room}, ${uuidArray(entry.readers)}, ${uuidArray(entry.barred)},
        ${entry.concerns_person_id}, ${entry.sealed_unit_id})
      on conflict (jurisdiction_id, kind, ref_id) do update set
        subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, item = excluded.item,
        class = excluded.class, polarity = excluded.polarity, status = excluded.status, day = excluded.day,
        title = excluded.title, body = excluded.body, tsv = excluded.tsv, organ_id = excluded.organ_id,
        classification = excluded.classification, room = excluded.room, readers = excluded.readers,
        barred = excluded.barred, concerns_person_id = excluded.concerns_person_id,
        sealed_unit_id = excluded.sealed_unit_id`.compile(trx),
  });
}

/** Writes the entries of many new things by one statement, without waiting. */
export function insertSearchEntries(trx: Trx, send: Send, j: number, entries: readonly SearchEntry[]): void {
  if (!entries.length) return;
  const rows = entries.map((entry) => ({
    ...entry,
    ref_id: entry.refId,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    body: entry.body ?? '',
    title_words: indexText(entry.title),
    body_words: indexText(entry.body ?? ''),
  }));
  const insert = sql`
    insert into search_entry (jurisdiction_id, kind, ref_id, subject_kind, subject_id, item, class, polarity, status,
      day, title, body, tsv, organ_id, classification, room, readers, barred, concerns_person_id, sealed_unit_id)
    select ${j}, kind, ref_id, subject_kind, subject_id, item, class, polarity, status, day, title, body,
      setweight(to_tsvector('simple', title_words), 'A') || to_tsvector('simple', body_words),
      organ_id, classification, room, readers, barred, concerns_person_id, sealed_unit_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (kind text, ref_id uuid, subject_kind text,
      subject_id uuid, item text, class text, polarity text, status text, day date, title text, body text,
      title_words text, body_words text, organ_id uuid, classification smallint, room smallint, readers uuid[],
      barred uuid[], concerns_person_id uuid, sealed_unit_id uuid)`;
  send({ compile: () => insert.compile(trx) });
}

/** Takes a thing out of search. */
export function removeSearchEntry(
  trx: Trx,
  send: Send,
  j: number,
  kind: SearchEntry['kind'],
  refId: string,
): void {
  send(
    trx
      .deleteFrom('search_entry')
      .where('jurisdiction_id', '=', j)
      .where('kind', '=', kind)
      .where('ref_id', '=', refId),
  );
}
