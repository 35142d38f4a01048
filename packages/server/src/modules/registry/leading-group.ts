import type { MemberBody } from '@plumbline/contract/registry-zones';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { textArray, within } from '../../platform/db/sql.ts';
import { heldOn } from './dated.rules.ts';
import { byName } from './pinyin.ts';
import { titleOf } from './traits.ts';
import { allowedOnZone } from './zone.access.ts';
import { meetings, membersOf, presentZone, zones } from './zone.store.ts';

const LATEST = 10;

/** The leading group on a day (S1.3): its bodies, the people who serve in them, its latest meetings. */
export async function describeLeadingGroup(ctx: Ctx, on = ctx.today) {
  const { trx, pack } = ctx;
  const j = ctx.actor.jurisdictionId;
  const row = await zones(trx, j, on)
    .where('z.kind', '=', 'leading-group')
    .where(within('z.active_from', 'z.active_to', on))
    .orderBy('z.active_from', 'desc')
    .executeTakeFirst();
  const seeded = pack.zoneRoles
    .filter((role) => role.groups.includes('leading-group'))
    .flatMap((role) => role.seededFrom);
  if (!row) {
    const allowed = ctx.may('leading-group.write') ? ['create-leading-group'] : [];
    return { on, group: null, bodies: [], missingKinds: seeded, meetings: [], allowed };
  }
  const [members, held] = await Promise.all([
    membersOf(ctx, row.id),
    meetings(trx, j, row.id).limit(LATEST).execute(),
  ]);
  const current = members.filter((member) => heldOn(member, on));
  const people = await peopleOf(
    ctx,
    current.filter((member) => member.holder === 'organ').map((member) => member.holderId),
    on,
  );
  const bodies: MemberBody[] = current.map((member) => ({
    ...member,
    people: people.get(member.holderId) ?? [],
  }));
  return {
    on,
    group: presentZone(row),
    bodies,
    missingKinds: seeded.filter((kind) => !current.some((member) => member.organKind === kind)),
    meetings: held,
    allowed: await allowedOnZone(ctx, row),
  };
}

/** The accounts that hold a role in one of the organs or below it, with the roles' names. */
async function peopleOf(
  ctx: Ctx,
  organs: readonly string[],
  on: string,
): Promise<Map<string, MemberBody['people']>> {
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ body: string; accountId: string; name: string; roles: string[] }>`
    with recursive tree(body, id) as (
      select x, x from unnest(${textArray(organs)}::uuid[]) x
      union
      select t.body, o.id from organ o join tree t on o.parent_id = t.id where o.jurisdiction_id = ${j})
    select t.body, a.id as "accountId", a.name, array_agg(distinct g.role order by g.role) as roles
    from tree t
    join role_grant g on g.jurisdiction_id = ${j} and g.organ_id = t.id and ${within('g.from_day', 'g.to_day', on)}
    join account a on a.jurisdiction_id = g.jurisdiction_id and a.id = g.account_id and a.closed_at is null
    group by t.body, a.id, a.name
    order by a.id`.execute(ctx.trx);
  const people = new Map<string, MemberBody['people']>();
  for (const { body, accountId, name, roles } of byName(rows, (row) => row.name)) {
    const list = people.get(body) ?? [];
    people.set(body, list);
    list.push({ accountId, name, roles: roles.map((role) => titleOf(ctx.pack.roles, role, ctx.locale)) });
  }
  return people;
}
