import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { traitsOf } from './traits.ts';

export interface Touched {
  persons?: readonly string[];
  /** Posts, which concern whoever holds or held them. */
  posts?: readonly string[];
  /** Units, which concern whoever heads them. */
  units?: readonly string[];
}

/**
 * The registry decides which organ takes in what is reported, and who approves: nobody enters or changes what it says
 * of himself, of kin, or of the unit that he heads (P14).
 * @throws 403 `second-person`
 */
export async function refuseOwnFacts(
  ctx: Ctx,
  { persons = [], posts = [], units = [] }: Touched,
): Promise<void> {
  const { jurisdictionId: j, personId } = ctx.actor;
  if (!personId) return;
  const { rows } = await sql<{ own: boolean }>`
    with near as (select ${personId}::uuid as id union select unnest(app.own_kin()))
    select exists (select from near where id = any (${[...persons]}::uuid[]))
      or exists (select from appointment a join near on near.id = a.person_id
        where a.jurisdiction_id = ${j} and a.post_id = any (${[...posts]}::uuid[]))
      or exists (select from appointment a join post p on p.jurisdiction_id = a.jurisdiction_id and p.id = a.post_id
        where a.jurisdiction_id = ${j} and a.unit_id = any (${[...units]}::uuid[]) and a.person_id = ${personId}::uuid
          and p.tags && ${[...traitsOf(ctx.pack).heads]}::text[]
          and (a.to_day is null or a.to_day >= ${ctx.today}::date)) as own`.execute(ctx.trx);
  if (rows[0]?.own)
    throw new AppError('second-person', {
      text: {
        zh: '本人、近亲属及本人主持工作的单位的登记，须由他人办理。',
        en: 'What is on record of yourself, of kin, or of the unit that you head is entered by another person.',
      },
    });
}
