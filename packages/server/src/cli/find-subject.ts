import { sql } from 'kysely';
import type { Actor } from '../platform/access/actor.ts';
import type { Services } from '../platform/context/context.ts';
import type { Trx } from '../platform/db/database.ts';
import { UsageError } from './command.ts';

interface Candidate {
  id: string;
  name: string;
  /** Tells namesakes apart: the unit and post held now, or the kind of unit. */
  where: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The person or unit that the text means, within what the actor may see: an id, or a name that only one bears.
 * @throws UsageError when nothing bears the name, or several do: then they are listed with their ids
 */
export async function findSubject(services: Services, actor: Actor, text: string): Promise<string> {
  if (UUID.test(text)) return text.toLowerCase();
  const found = await services.db.transaction(actor.settings, (trx) =>
    Promise.all([
      persons(trx, actor.jurisdictionId, text.trim()),
      units(trx, actor.jurisdictionId, text.trim()),
    ]),
  );
  const all = found.flat();
  if (all.length === 1) return all[0]!.id;
  if (all.length === 0) throw new UsageError(`Nobody and no unit of this name is in sight: ${text}`);
  const lines = all.map(({ id, name, where }) => `  ${id}  ${name}  ${where}`);
  throw new UsageError(`${all.length} bear this name; give the id:\n${lines.join('\n')}`);
}

function persons(trx: Trx, j: number, name: string): Promise<Candidate[]> {
  return trx
    .selectFrom('person as p')
    .innerJoin('dossier as d', (join) =>
      join.onRef('d.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('d.subject_id', '=', 'p.id'),
    )
    .select([
      'p.id',
      'p.name',
      sql<string>`coalesce((
        select string_agg(u.name || ' ' || t.title, ', ' order by a.from_day)
        from appointment a
        join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id
        join unit u on u.jurisdiction_id = a.jurisdiction_id and u.id = a.unit_id
        where a.jurisdiction_id = p.jurisdiction_id and a.person_id = p.id and a.to_day is null), '')`.as(
        'where',
      ),
    ])
    .where('p.jurisdiction_id', '=', j)
    .where(sql<boolean>`(p.name = ${name} or ${name} = any (p.other_names))`)
    .orderBy('p.id')
    .execute();
}

function units(trx: Trx, j: number, name: string): Promise<Candidate[]> {
  return trx
    .selectFrom('unit as u')
    .innerJoin('dossier as d', (join) =>
      join.onRef('d.jurisdiction_id', '=', 'u.jurisdiction_id').onRef('d.subject_id', '=', 'u.id'),
    )
    .select(['u.id', 'u.name', 'u.kind as where'])
    .where('u.jurisdiction_id', '=', j)
    .where(sql<boolean>`(u.name = ${name} or ${name} = any (u.aliases))`)
    .orderBy('u.id')
    .execute();
}
