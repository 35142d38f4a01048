import { type RawBuilder, sql } from 'kysely';

/** A value for a jsonb column; plain arrays would otherwise be written as PostgreSQL arrays. */
export const json = (value: unknown): string => JSON.stringify(value);

/** A uuid[] parameter. */
export const uuidArray = (values: readonly string[]): RawBuilder<string[]> => sql`${values}::uuid[]`;

/** A text[] parameter. */
export const textArray = (values: readonly string[]): RawBuilder<string[]> => sql`${values}::text[]`;

/** True while `day` lies within a dated relation; open ends count as unbounded. */
export const within = (from: string, to: string, day: string) =>
  sql<boolean>`(${sql.ref(from)} is null or ${sql.ref(from)} <= ${day}::date) and (${sql.ref(to)} is null or ${sql.ref(to)} >= ${day}::date)`;
