import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../../platform/db/database.ts';
import { place } from '../../platform/http/cursor.ts';

export interface Wanted {
  words: string;
  kinds: readonly string[] | null;
  items: readonly string[] | null;
  classes: readonly string[] | null;
  polarities: readonly string[] | null;
  /** Statuses that the pack lets search show. */
  statuses: readonly string[];
  subjectId: string | null;
  from: string | null;
  to: string | null;
}

export const Position = z.object({ rank: place.number, day: place.day, ref: place.id });
export type Position = z.infer<typeof Position>;

export interface Found {
  kind: string;
  ref_id: string;
  rank: number;
  day: string;
}

export interface FacetRow {
  facet: 'all' | 'kind' | 'item' | 'class' | 'polarity';
  value: string | null;
  count: number;
}

type PageRow = (Found & { facet: null }) | FacetRow;

/** Ids in order of rank, and figures over all that may be listed, both as far as the actor may see them. */
export async function findPage(
  trx: Trx,
  wanted: Wanted,
  after: Position | undefined,
  limit: number,
): Promise<{ hits: Found[]; facets: FacetRow[] }> {
  const { rows } = await sql<PageRow>`
    select facet, value, count, kind, ref_id, rank, day from app.search_page(
      to_tsquery('simple', ${wanted.words}), ${wanted.kinds}::text[], ${wanted.items}::text[],
      ${wanted.classes}::text[], ${wanted.polarities}::text[], ${wanted.statuses}::text[], ${wanted.subjectId}::uuid,
      ${wanted.from}::date, ${wanted.to}::date,
      ${after?.rank ?? null}::real, ${after?.day ?? null}::date, ${after?.ref ?? null}::uuid, ${limit}::int)`.execute(
    trx,
  );
  return {
    hits: rows.flatMap((row) => (row.facet === null ? [row] : [])),
    facets: rows.flatMap((row) => (row.facet === null ? [] : [row])),
  };
}

/** The entries themselves, read under row-level security as usual. */
export function readEntries(trx: Trx, j: number, refs: readonly string[]) {
  return trx
    .selectFrom('search_entry as e')
    .leftJoin('person as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('p.id', '=', 'e.subject_id'),
    )
    .leftJoin('unit as u', (join) =>
      join.onRef('u.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('u.id', '=', 'e.subject_id'),
    )
    .leftJoin('file as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('f.id', '=', 'e.ref_id'),
    )
    .select([
      'e.kind',
      'e.ref_id',
      'e.title',
      'e.body',
      'e.subject_kind',
      'e.subject_id',
      'e.item',
      'e.class',
      'e.polarity',
      'e.status',
      'e.day',
      'p.name as person_name',
      'u.name as unit_name',
      'f.material_id',
    ])
    .where('e.jurisdiction_id', '=', j)
    .where('e.ref_id', 'in', [...refs])
    .execute();
}
