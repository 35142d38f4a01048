import {
  type Machine,
  type Matter,
  type Parties,
  type Party,
  type PartyRef,
  type PersonRef,
  partiesFromForm,
  type SubjectRef,
  standsAbove,
} from '@plumbline/policy';
import { sql } from 'kysely';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx } from '../../platform/context/context.ts';
import type { FaultInput } from '../../platform/errors/app-error.ts';
import { adviceOf, arrivalsFrom } from '../registry/index.ts';
import { besideSubjects, unitsOf } from './colleagues.ts';
import { leadersOf } from './leaders.ts';
import { organsWith, staffedOf } from './notices.ts';
import { listOrgans } from './world.store.ts';

/** The matter whose places are taken. */
export interface Setting {
  subjects: readonly SubjectRef[];
  /** Persons near to a subject. */
  kin: ReadonlySet<string>;
  /** The organ that keeps the matter. */
  custodian: string;
  /** Classification of the matter: whoever works on it is cleared for it. */
  level: number;
}

export interface Named extends Setting {
  /** Places of the matter → fields of the form that name who takes them. */
  partiesFrom: Readonly<Record<string, string>> | undefined;
  data: unknown;
}

type Unfit = Pick<FaultInput, 'code' | 'text'>;

interface Fit {
  accounts: ReadonlyMap<string, AccountRow>;
  /** Why one may not take a place; undefined when it may. */
  of(role: string, ref: PartyRef): Unfit | undefined;
}

interface AccountRow {
  id: string;
  person_id: string | null;
  roles: string[];
  /** Organs in which it holds these roles today, in the same order; null where it holds one in a unit. */
  organs: (string | null)[];
  /** Their kinds. */
  kinds: (string | null)[];
}

/**
 * What is wrong with the people and organs that a form puts into places. Whoever has a place sees the matter, so
 * an account must be one of staff, cleared for it, hold what the place asks for, be another person than its subject and
 * no kin, and each person sits once; in a place that stands apart it serves nowhere where a subject serves, and never in an
 * organ that is kept out of the matter; organs, persons and units must be there, and in an organ somebody who holds it.
 */
export async function partyFaults(ctx: Ctx, machine: Machine, named: Named): Promise<FaultInput[]> {
  const { parties } = partiesFromForm(machine, named.partiesFrom, named.data);
  if (!parties) return [];
  const fit = await readFit(ctx, machine, parties, named);
  const seats = new Map<string, string>();
  return Object.entries(parties).flatMap(([role, list = []]) =>
    list.flatMap((ref): FaultInput[] => {
      const pointer = `/data/${named.partiesFrom![role]}`;
      const unfit = fit.of(role, ref);
      if (unfit) return [{ pointer, ...unfit }];
      if (ref.kind !== 'account') return [];
      // Two accounts of one person are one: within a place nobody counts twice.
      const person = fit.accounts.get(ref.id)?.person_id;
      const seat = `${seatOf(machine, role)} ${person ?? ref.id}`;
      const other = seats.get(seat);
      seats.set(seat, ref.id);
      return other !== undefined && other !== ref.id ? [{ pointer, code: 'party.twice' }] : [];
    }),
  );
}

/** Those of the named who may take the place in the matter. */
export async function fitFor(
  ctx: Ctx,
  machine: Machine,
  role: string,
  refs: readonly PartyRef[],
  setting: Setting,
): Promise<PartyRef[]> {
  const fit = await readFit(ctx, machine, { [role]: [...refs] }, setting);
  return refs.filter((ref) => !fit.of(role, ref));
}

const arrivals = asPlatform(arrivalsFrom);

async function readFit(ctx: Ctx, machine: Machine, parties: Parties, setting: Setting): Promise<Fit> {
  const refs = Object.values(parties).flatMap((list = []) => list);
  const has = (trait: 'above' | 'ofSubject' | 'routed') =>
    Object.keys(parties).some((role) => machine.parties?.[role]?.[trait]);
  const [accounts, present, led, organs, able] = await Promise.all([
    findAccounts(ctx, idsOf(refs, 'account')),
    findPresent(ctx, parties),
    findLed(ctx, impartialOf(machine, parties), setting),
    has('above') ? listOrgans(ctx) : [],
    findAble(ctx, machine, parties),
  ]);
  const beside = await besideSubjects(ctx, apartOf(machine, parties), setting.subjects);
  const leaders = await findLeaders(ctx, machine, parties, setting);
  const own = has('ofSubject') ? await unitsOf(ctx, setting.subjects) : new Set<string>();
  const elsewhere = has('routed') ? await arrivals(ctx, setting.custodian, setting.subjects) : undefined;
  const tree = organs.map(({ id, kind, parentId }) => ({ id, kind, parent: parentId }));
  const isAbove = (id: string) =>
    ctx.pack.routing !== null && standsAbove(ctx.pack.routing, tree, id, setting.custodian);
  return {
    accounts,
    of(role, ref) {
      const { above, apart, impartial, leading, ofSubject, permission, routed, servesIn, staffed } =
        machine.parties?.[role] ?? {};
      if (impartial && led.has(ref.id)) return { code: 'party.led' };
      if (apart && beside.has(ref.id)) return { code: 'party.colleague' };
      if (ref.kind === 'account') {
        const code = accountFault(ctx, accounts.get(ref.id), setting, permission);
        if (code) return { code };
        if (servesIn && !servesThere(ctx, accounts.get(ref.id)!, servesIn, permission))
          return { code: 'party.other-office' };
        return keptOutFault(machine, parties, accounts.get(ref.id));
      }
      if (!present.has(ref.id)) return { code: 'party.unknown' };
      if (ref.kind === 'person' && isNear(ref.id, setting)) return { code: 'party.near' };
      if (leading && !leaders.has(`${role} ${ref.id}`)) return { code: 'party.not-leading' };
      if (ofSubject && own.size > 0 && !own.has(ref.id)) return { code: 'party.not-theirs' };
      if (above && !isAbove(ref.id)) return { code: 'party.not-above' };
      if (routed && ref.id === setting.custodian) return { code: 'party.own-organ' };
      if (ref.kind === 'organ' && (permission || staffed) && !able.has(`${role} ${ref.id}`))
        return { code: 'party.nobody' };
      const line = routed ? elsewhere?.(ref.id) : undefined;
      return line ? { code: 'party.elsewhere', text: adviceOf(line) } : undefined;
    },
  };
}

/** Persons, with their place, who lead where a subject serves by a post that the place asks for. */
async function findLeaders(
  ctx: Ctx,
  machine: Machine,
  parties: Parties,
  { subjects }: Pick<Setting, 'subjects'>,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [role, list = []] of Object.entries(parties)) {
    const marks = machine.parties?.[role]?.leading ?? [];
    const ids = marks.length ? await leadersOf(ctx, idsOf(list, 'person'), marks, subjects) : [];
    for (const id of ids) found.add(`${role} ${id}`);
  }
  return found;
}

/** Whether a person is a subject or near kin of one: nobody answers beside himself or a relative. */
const isNear = (person: string, { kin, subjects }: Pick<Setting, 'subjects' | 'kin'>): boolean =>
  kin.has(person) || subjects.some(({ id }) => id === person);

/** What a form puts into places which a subject must not lead. */
const impartialOf = (machine: Machine, parties: Parties): readonly PartyRef[] =>
  Object.entries(parties).flatMap(([role, list = []]) => (machine.parties?.[role]?.impartial ? list : []));

/** What a form puts into places that stand apart from every subject. */
const apartOf = (machine: Machine, parties: Parties): string[] =>
  Object.entries(parties).flatMap(([role, list = []]) =>
    machine.parties?.[role]?.apart ? list.flatMap(({ id }) => (UUID.test(id) ? [id] : [])) : [],
  );

/**
 * Of these units and organs those that are a subject, or that a subject or near kin leads today: a unit by a post that heads
 * it, an organ by a role of the account that the routing table names.
 */
async function findLed(
  ctx: Ctx,
  refs: readonly PartyRef[],
  { subjects, kin }: Pick<Setting, 'subjects' | 'kin'>,
): Promise<ReadonlySet<string>> {
  if (!refs.length) return new Set();
  const j = ctx.actor.jurisdictionId;
  const own = subjects.map(({ id }) => id);
  const persons = [...own, ...kin];
  const heads = ctx.pack.postTags.filter((tag) => tag.heads).map(({ code }) => code);
  const leaders = ctx.pack.routing?.leaders ?? [];
  const { rows } = await sql<{ id: string }>`
    select a.unit_id as id from appointment a
    join post t on t.jurisdiction_id = a.jurisdiction_id and t.id = a.post_id and t.tags && ${heads}::text[]
    where a.jurisdiction_id = ${j} and a.unit_id = any (${idsOf(refs, 'unit')}::uuid[])
      and a.person_id = any (${persons}::uuid[])
      and (a.from_day is null or a.from_day <= ${ctx.today}::date)
      and (a.to_day is null or a.to_day >= ${ctx.today}::date)
    union
    select g.organ_id from role_grant g
    join account a on a.jurisdiction_id = g.jurisdiction_id and a.id = g.account_id
    where g.jurisdiction_id = ${j} and g.organ_id = any (${idsOf(refs, 'organ')}::uuid[])
      and a.person_id = any (${persons}::uuid[]) and g.role = any (${leaders}::text[])
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)`.execute(
    ctx.trx,
  );
  return new Set([...refs.flatMap(({ id }) => (own.includes(id) ? [id] : [])), ...rows.map(({ id }) => id)]);
}

/** Members and chair of a panel vote together: one person has one voice. */
const seatOf = (machine: Machine, role: string): string =>
  Object.entries(machine.panels ?? {}).find(
    ([, panel]) => panel.members === role || panel.chair === role,
  )?.[0] ?? role;

/** Organs, with their place, in which somebody holds what the place asks for. */
async function findAble(ctx: Ctx, machine: Machine, parties: Parties): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    Object.entries(parties).map(async ([role, list = []]) => {
      const { permission, staffed } = machine.parties?.[role] ?? {};
      const organs = idsOf(list, 'organ');
      const ids = permission
        ? await organsWith(ctx, permission, organs)
        : staffed
          ? await staffedOf(ctx, organs)
          : [];
      return ids.map((id) => `${role} ${id}`);
    }),
  );
  return new Set(found.flat());
}

/** Why an account may not take a place; undefined when it may. */
function accountFault(
  ctx: Ctx,
  row: AccountRow | undefined,
  { kin, level, subjects }: Pick<Setting, 'subjects' | 'kin' | 'level'>,
  permission?: readonly string[],
) {
  const roles = ctx.pack.roles.filter((role) => row?.roles.includes(role.code));
  const isStaff = roles.some((role) => !role.administrator && !role.inUnit);
  if (!row || !isStaff || roles.some((role) => role.administrator)) return 'party.no-staff';
  if (permission && !roles.some((role) => role.permissions.some((one) => permission.includes(one))))
    return 'party.permission';
  if (Math.max(...roles.map((role) => role.clearance)) < level) return 'party.clearance';
  const { person_id } = row;
  if (person_id === null) return undefined;
  if (isNear(person_id, { kin, subjects })) return 'party.near';
  return undefined;
}

/** Whether it holds what the place asks for in an organ of one of the kinds. */
const servesThere = (
  ctx: Ctx,
  { roles, kinds }: AccountRow,
  servesIn: readonly string[],
  permission: readonly string[] = [],
): boolean =>
  roles.some((role, i) => {
    const held = ctx.pack.roles.find(({ code }) => code === role)?.permissions ?? [];
    const asked = permission.length === 0 || permission.some((one) => held.includes(one));
    const kind = kinds[i];
    return asked && kind != null && servesIn.includes(kind);
  });

/** Whoever serves in an organ that is kept out would be named and see nothing; undefined where it serves in none. */
function keptOutFault(machine: Machine, parties: Parties, row: AccountRow | undefined): Unfit | undefined {
  const place = Object.entries(parties).find(
    ([role, list = []]) =>
      machine.parties?.[role]?.keptOut && list.some(({ id }) => row?.organs.includes(id)),
  );
  if (!place) return undefined;
  const { zh, en } = machine.parties![place[0]]!.title;
  return {
    code: 'party.kept-out',
    text: {
      zh: `所选人员在“${zh}”履职，看不到本事项，请另选人员。`,
      en: `This person serves in "${en ?? zh}" and does not see the matter: choose somebody else.`,
    },
  };
}

/** Why the account can not take over work on the matter; undefined when it can. */
export async function staffFault(
  ctx: Ctx,
  account: unknown,
  matter: Pick<Setting, 'subjects' | 'kin' | 'level'>,
  { permission, apart }: Pick<Party, 'permission' | 'apart'> = {},
): Promise<string | undefined> {
  const ids = [String(account ?? '')].filter((id) => UUID.test(id));
  const fault = accountFault(ctx, (await findAccounts(ctx, ids)).get(ids[0] ?? ''), matter, permission);
  if (fault !== undefined || !apart) return fault;
  return (await besideSubjects(ctx, ids, matter.subjects)).size > 0 ? 'party.colleague' : undefined;
}

/** Whether whoever takes over sits there already, by this or another account: one person has one voice in a panel. */
export async function seatFault(
  ctx: Ctx,
  machine: Machine,
  { parties }: Pick<Matter, 'parties'>,
  from: PersonRef,
  to: PersonRef,
): Promise<string | undefined> {
  const roles = Object.keys(parties);
  const seats = roles
    .filter((role) => parties[role]?.some(({ kind, id }) => kind === 'account' && id === from.account))
    .map((role) => seatOf(machine, role));
  const panels = Object.keys(machine.panels ?? {});
  const others = roles
    .filter((role) => seats.includes(seatOf(machine, role)))
    .flatMap((role) =>
      idsOf(parties[role] ?? [], 'account').map((id) => ({ id, seat: seatOf(machine, role) })),
    )
    .filter(({ id }) => id !== from.account);
  const persons = await findAccounts(ctx, [...others.map(({ id }) => id)]);
  const twice = others.some(({ id, seat }) =>
    id === to.account
      ? panels.includes(seat)
      : to.person !== undefined && persons.get(id)?.person_id === to.person,
  );
  return twice ? 'party.twice' : undefined;
}

const idsOf = (refs: readonly PartyRef[], kind: PartyRef['kind']) =>
  refs.flatMap((ref) => (ref.kind === kind && UUID.test(ref.id) ? [ref.id] : []));

async function findAccounts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, AccountRow>> {
  if (!ids.length) return new Map();
  const { rows } = await sql<AccountRow>`
    select a.id, a.person_id, array_agg(g.role order by g.id) as roles,
      array_agg(g.organ_id order by g.id) as organs, array_agg(o.kind order by g.id) as kinds
    from account a join role_grant g on g.jurisdiction_id = a.jurisdiction_id and g.account_id = a.id
      and g.from_day <= ${ctx.today}::date and (g.to_day is null or g.to_day >= ${ctx.today}::date)
    left join organ o on o.jurisdiction_id = g.jurisdiction_id and o.id = g.organ_id
    where a.jurisdiction_id = ${ctx.actor.jurisdictionId} and a.closed_at is null and a.id = any (${ids}::uuid[])
    group by a.id, a.person_id`.execute(ctx.trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Ids of organs, persons and units that are there and of the kind they are named as. */
async function findPresent(ctx: Ctx, parties: Parties): Promise<ReadonlySet<string>> {
  const refs = Object.values(parties).flatMap((list = []) => list);
  if (refs.every(({ kind }) => kind === 'account')) return new Set();
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ id: string }>`
    select id from organ where jurisdiction_id = ${j} and id = any (${idsOf(refs, 'organ')}::uuid[])
      and (active_to is null or active_to >= ${ctx.today}::date)
    union all
    select id from person where jurisdiction_id = ${j} and id = any (${idsOf(refs, 'person')}::uuid[])
    union all
    select id from unit where jurisdiction_id = ${j} and id = any (${idsOf(refs, 'unit')}::uuid[])`.execute(
    ctx.trx,
  );
  return new Set(rows.map((row) => row.id));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
