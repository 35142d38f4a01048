import type { PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** Names by id, as far as the caller may see who it is. */
export type Names = ReadonlyMap<string, string>;

type Kind = PartyRef['kind'];

/** Names of accounts, persons, units and organs, in one round trip; in the caller's language unless told. */
export async function namesOf(
  ctx: Ctx,
  refs: readonly { kind: Kind; id: string | null | undefined }[],
  language: Ctx['locale'] = ctx.locale,
): Promise<Names> {
  const ids = (kind: Kind) => [
    ...new Set(refs.flatMap((ref) => (ref.kind === kind && ref.id && UUID.test(ref.id) ? [ref.id] : []))),
  ];
  const j = ctx.actor.jurisdictionId;
  const english = language === 'en';
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where jurisdiction_id = ${j} and id = any (${ids('account')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from organ
    where jurisdiction_id = ${j} and id = any (${ids('organ')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from person
    where jurisdiction_id = ${j} and id = any (${ids('person')}::uuid[])
    union all
    select id, case when ${english} then coalesce(name_en, name) else name end from unit
    where jurisdiction_id = ${j} and id = any (${ids('unit')}::uuid[])`.execute(ctx.trx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
