import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { hashOfIdNumber, ID_NUMBER_SCHEME } from '../registry/index.ts';

export interface FoundPerson {
  id: string;
  name: string;
  other_names: string[];
  sex: string | null;
  birth: string | null;
  id_masked: string | null;
  unit: string | null;
  /** Null when no number was given or none is kept. */
  same_number: boolean | null;
}

/** The dossier's person, and everybody else whom the file's name or number fits. */
export async function findFormPersons(
  ctx: Ctx,
  wanted: { personId: string; name: string | null; idNumber: string | null },
): Promise<FoundPerson[]> {
  const j = ctx.actor.jurisdictionId;
  const hash = wanted.idNumber ? hashOfIdNumber(ctx, wanted.idNumber) : null;
  const { rows } = await sql<FoundPerson>`
    select p.id, p.name, p.other_names, p.sex, p.id_masked,
      left(p.birth_date::text, case p.birth_precision when 'year' then 4 when 'month' then 7 else 10 end) as birth,
      (select u.name from appointment a
        join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
        where a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id
          and (a.from_day is null or a.from_day <= ${ctx.today}::date)
          and (a.to_day is null or a.to_day >= ${ctx.today}::date)
        order by a.from_day desc nulls last, a.id limit 1) as unit,
      i.value_hash = ${hash}::text as same_number
    from person p
    left join person_identifier i on i.jurisdiction_id = p.jurisdiction_id and i.person_id = p.id
      and i.scheme = ${ID_NUMBER_SCHEME}
    where p.jurisdiction_id = ${j}
      and (p.id = ${wanted.personId} or p.name = ${wanted.name} or i.value_hash = ${hash}::text)
    order by p.id = ${wanted.personId} desc, i.value_hash = ${hash}::text desc nulls last, p.id limit 20`.execute(
    ctx.trx,
  );
  return rows;
}
