import { sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import type { Endpoints } from './endpoints.ts';

/** Work that removes stored contents (`stores`: their names) once nothing bears them. */
export const FORGET_TOPIC = 'file.forget';

/** Holds a content of the store until the transaction ends. */
export const lockContent = (trx: Trx, j: number, name: string) =>
  sql`select pg_advisory_xact_lock(${j}, hashtext(${name}))`.execute(trx);

/**
 * Removes contents from the store that nothing bears any more: no file, paper, workbook or template, whoever may see
 * it. Equal contents are stored once.
 */
export async function forgetContents(
  endpoints: Endpoints,
  jurisdiction: number,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await endpoints.runAsSystem(jurisdiction, async ({ trx, services }) => {
      await lockContent(trx, jurisdiction, name);
      const { rows } = await sql<{ borne: boolean }>`select app.is_borne(${name}) as borne`.execute(trx);
      if (!rows[0]!.borne) await services.files.remove(jurisdiction, name);
    });
  }
}
