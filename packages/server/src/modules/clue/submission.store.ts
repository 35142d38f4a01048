import { type Selectable, sql } from 'kysely';
import type { Trx } from '../../platform/db/database.ts';
import type { Submission } from '../../platform/db/schema.gen.ts';

export type SubmissionRow = Selectable<Submission>;

/** A sheet with the names that every view shows. */
export type NamedSubmission = SubmissionRow & {
  organ_name: string;
  receiver_name: string;
  submitter: string | null;
};

const named = (trx: Trx, j: number) =>
  trx
    .selectFrom('submission as s')
    .innerJoin('organ as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 's.jurisdiction_id').onRef('o.id', '=', 's.organ_id'),
    )
    .innerJoin('organ as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 's.jurisdiction_id').onRef('r.id', '=', 's.receiver_organ_id'),
    )
    .leftJoin('account as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 's.jurisdiction_id').onRef('a.id', '=', 's.submitted_by'),
    )
    .selectAll('s')
    .select(['o.name as organ_name', 'r.name as receiver_name', 'a.name as submitter'])
    .where('s.jurisdiction_id', '=', j);

export function findSubmission(trx: Trx, j: number, id: string): Promise<NamedSubmission | undefined> {
  return named(trx, j).where('s.id', '=', id).executeTakeFirst();
}

export function findSubmissionOfMatter(
  trx: Trx,
  j: number,
  matterId: string,
): Promise<SubmissionRow | undefined> {
  return trx
    .selectFrom('submission')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('matter_id', '=', matterId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export interface SubmissionFilter {
  period?: string | undefined;
  organId?: string | undefined;
  kind?: string | undefined;
  open?: boolean | undefined;
  withdrawn?: boolean | undefined;
  after?: { at: string; id: string } | undefined;
  limit: number;
}

export function listSubmissions(trx: Trx, j: number, filter: SubmissionFilter): Promise<NamedSubmission[]> {
  let query = named(trx, j)
    .where('s.withdrawn_at', filter.withdrawn ? 'is not' : 'is', null)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(filter.limit);
  if (filter.period) query = query.where('s.period', '=', filter.period);
  if (filter.organId) query = query.where('s.organ_id', '=', filter.organId);
  if (filter.kind) query = query.where('s.kind', '=', filter.kind);
  if (filter.open !== undefined) {
    // Finished is what was accepted or is a nil return: the matter says so.
    const finished = sql<boolean>`exists (select from matter m where m.jurisdiction_id = s.jurisdiction_id
      and m.id = s.matter_id and m.closed_at is not null)`;
    query = query.where(filter.open ? sql<boolean>`not ${finished}` : finished);
  }
  if (filter.after) {
    const { at, id } = filter.after;
    query = query.where((eb) => eb(eb.refTuple('s.created_at', 's.id'), '<', eb.tuple(new Date(at), id)));
  }
  return query.execute();
}

/** Sheets of the periods, every body's that is in sight. */
export function submissionsOfPeriods(
  trx: Trx,
  j: number,
  periods: readonly string[],
): Promise<NamedSubmission[]> {
  return named(trx, j)
    .where('s.period', 'in', [...periods])
    .orderBy('s.created_at')
    .orderBy('s.id')
    .execute();
}

/** The first sheet that a body handed in for a period and did not withdraw. */
export function findHandedIn(
  trx: Trx,
  j: number,
  organId: string,
  period: string,
): Promise<SubmissionRow | undefined> {
  return trx
    .selectFrom('submission')
    .selectAll()
    .where('jurisdiction_id', '=', j)
    .where('organ_id', '=', organId)
    .where('period', '=', period)
    .where('submitted_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('submitted_at')
    .limit(1)
    .executeTakeFirst();
}

export interface OrganRow {
  id: string;
  name: string;
  kind: string;
  code: string;
  active_from: string;
  active_to: string | null;
}

export function listOrgans(trx: Trx, j: number): Promise<OrganRow[]> {
  return trx
    .selectFrom('organ')
    .select(['id', 'name', 'kind', 'code', 'active_from', 'active_to'])
    .where('jurisdiction_id', '=', j)
    .orderBy('code')
    .execute();
}

export interface JobRow {
  id: string;
  kind: string;
  state: string;
  done: number;
  total: number | null;
  problem: unknown;
}

/** The last work on a sheet that the caller began; the work of others is not theirs to see. */
export function findLastJob(trx: Trx, j: number, submissionId: string): Promise<JobRow | undefined> {
  return trx
    .selectFrom('job')
    .select(['id', 'kind', 'state', 'done', 'total', 'problem'])
    .where('jurisdiction_id', '=', j)
    .where('entity_id', '=', submissionId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
