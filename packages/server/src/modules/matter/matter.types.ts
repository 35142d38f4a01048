import {
  type Matter as EngineMatter,
  type MatterEvent,
  type MatterRecords,
  NO_RECORDS,
  type PartyRef,
} from '@plumbline/policy';
import type { Selectable } from 'kysely';
import type { Matter as MatterTable } from '../../platform/db/schema.gen.ts';

export type MatterRow = Selectable<MatterTable>;

/** The engine's projection that stands beside the plain columns. */
type History = Omit<EngineMatter, keyof typeof COLUMNS | keyof MatterRecords> &
  Partial<MatterRecords> & { subjects?: EngineMatter['subjects'] };

/** What stands in plain columns instead. */
const COLUMNS = {
  id: true,
  procedure: true,
  packVersion: true,
  custodian: true,
  subjects: true,
  state: true,
  seq: true,
} as const;

/** The engine's view of a row. */
export function toEngine(row: MatterRow): EngineMatter {
  const history = row.history as unknown as History;
  return {
    id: row.id,
    procedure: row.procedure,
    packVersion: row.pack_version,
    custodian: row.organ_id,
    subjects: row.subject_id ? [{ kind: row.subject_kind as 'person' | 'unit', id: row.subject_id }] : [],
    state: row.state,
    seq: row.version,
    ...NO_RECORDS,
    data: row.data as Record<string, unknown>,
    ...history,
  };
}

/**
 * The projection of a matter; what says nothing is left out, and so is the first form, which has its column. Of
 * several subjects the first has columns; all of them stand here.
 */
export function historyOf(matter: EngineMatter): History {
  const isTold = ([key, value]: [string, unknown]) => {
    if (key === 'subjects') return matter.subjects.length > 1;
    if (Object.hasOwn(COLUMNS, key)) return false;
    if (key === 'data') return matter.seq > 1 && Object.keys(matter.data).length > 0;
    return key === 'parties' || !isEmpty(value);
  };
  return Object.fromEntries(Object.entries(matter).filter(isTold)) as unknown as History;
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** What a decision did: its events in order, and the matter after the last. */
export interface Step {
  matter: EngineMatter;
  events: readonly MatterEvent[];
  /** Status of the pack that the state belongs to. */
  status: string;
}

/** Who may see the matter, besides what row-level security asks of everybody. */
export interface Visibility {
  organId: string;
  classification?: number;
  /** 1: row of the clue room. */
  room?: 0 | 1;
  /** Accounts, units or persons named on it. */
  readers?: readonly string[];
  barred?: readonly string[];
  concernsPersonId?: string | null;
  sealedUnitId?: string | null;
}

/** The visibility columns of a content row. */
export const visibilityColumns = (v: Visibility) => ({
  organ_id: v.organId,
  classification: v.classification ?? 1,
  room: v.room ?? 0,
  readers: [...(v.readers ?? [])],
  barred: [...(v.barred ?? [])],
  concerns_person_id: v.concernsPersonId ?? null,
  sealed_unit_id: v.sealedUnitId ?? null,
});

/** Ids that a party is named by among the readers of a row; organs see by their reach instead. */
export const readersOf = (parties: Partial<Record<string, readonly PartyRef[]>>): string[] =>
  Object.values(parties).flatMap((list) => (list ?? []).filter((p) => p.kind !== 'organ').map((p) => p.id));
