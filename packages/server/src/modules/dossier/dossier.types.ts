import type { Parties, SubjectRef } from '@plumbline/policy';
import type { Selectable } from 'kysely';
import type { Dossier, Material } from '../../platform/db/schema.gen.ts';
import type { Visibility } from '../matter/index.ts';

export type DossierRow = Selectable<Dossier>;
export type MaterialRow = Selectable<Material>;
export type { SubjectRef };

/** An entry to be filed. Days are `YYYY-MM-DD`. */
export interface NewMaterial {
  id?: string;
  subject: SubjectRef;
  /** Item of the catalogue in force. */
  item: string;
  /** Data of the item's form; checked against the pack. */
  form: Record<string, unknown>;
  /** Left out: the title of the item. */
  title?: string | undefined;
  note?: string | undefined;
  /** Code of the pack's sources. */
  source?: string | null | undefined;
  sourceOrganId?: string | null | undefined;
  occurredOn?: string | null | undefined;
  /** Left out: today. */
  receivedOn?: string | undefined;
  /** Finished uploads of the caller, in order. */
  files?: readonly string[] | undefined;
  /** The entry whose newer version this is. */
  supersedesId?: string | null | undefined;
  /**
   * A running matter whose life the entry shares, such as the matter of a clue: its status follows that
   * matter. Left out: a matter of its own begins, and the caller must be allowed to begin it.
   */
  matter?: { id: string; status: string } | undefined;
  /** Who may see it; left out: as the dossier and the item say. */
  visibility?: Visibility | undefined;
  /** Who else has a part in the entry's own matter. */
  parties?: Parties | undefined;
  /** The platform files it; no permission is asked for. */
  bySystem?: boolean | undefined;
}

export interface FiledMaterial {
  id: string;
  matterId: string;
  status: string;
}
