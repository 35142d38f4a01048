import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { uuidArray } from '../../platform/db/sql.ts';
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

/**
 * Posts and appointments decide who handles what is reported, and who approves: they are entered by whose organ may look
 * into the dossiers of the unit and the person. Where there is none yet, by whoever keeps the registry.
 * @throws 403
 */
export async function needDossiers(ctx: Ctx, subjects: readonly string[]): Promise<void> {
  if (!ctx.actor.accountId) return;
  const { rows } = await sql<{ id: string }>`
    select s.id from unnest(${uuidArray(subjects)}) as s (id) cross join lateral app.dossier_place(s.id) kept
    where not exists (select from dossier d
      where d.jurisdiction_id = ${ctx.actor.jurisdictionId} and d.subject_id = s.id) limit 1`.execute(
    ctx.trx,
  );
  if (rows.length > 0)
    throw new AppError('forbidden', {
      text: {
        zh: '该单位、人员的数据包由其他机关保管，其职务、任职由保管机关或上级机关登记。',
        en: 'Another organ keeps the dossier of this unit or person: posts and appointments are entered there, or above.',
      },
    });
}
