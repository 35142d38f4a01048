import {
  type RouteAnswer,
  type RoutedSubject,
  type RouteLine,
  type RouteOrgan,
  routeReport,
  type SubjectRef,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { type CustodyFacts, custodianOfUnit } from './custody.rules.ts';
import { custodyFacts } from './custody.store.ts';
import { traitsOf } from './traits.ts';

/** Whom a report is about: somebody of the registry, or somebody whose unit or level alone is known. */
export type Routed =
  | SubjectRef
  | { kind: 'unregistered'; unitId?: string | undefined; level?: string | undefined };

/** What the table says of each; the pack has one. */
export async function routeAll(
  ctx: Ctx,
  organ: string,
  asked: readonly Routed[],
  source: string | undefined,
): Promise<RouteAnswer[]> {
  const routing = ctx.pack.routing!;
  const around = await readAround(ctx);
  const subjects = await factsOf(ctx, asked, around.custody);
  const found = source !== undefined && routing.ownFinds.includes(source);
  return subjects.map((subject) => routeReport(routing, subject, { organ, organs: around.organs, found }));
}

/**
 * Tells of an organ why it does not take in what another one sends, by the line of the table; undefined where it may.
 * What the sender itself handles it may entrust to an organ below, but never to the one whose head it is about.
 */
export async function arrivalsFrom(
  ctx: Ctx,
  sender: string,
  subjects: readonly SubjectRef[],
): Promise<(receiver: string) => RouteLine | undefined> {
  const { routing } = ctx.pack;
  if (!routing) return () => undefined;
  const { organs, custody } = await readAround(ctx);
  const facts = await factsOf(ctx, subjects, custody);
  const answers = (organ: string) =>
    facts.map((one) => routeReport(routing, one, { organ, organs, found: false }));
  const there = answers(sender);
  return (receiver) =>
    answers(receiver).find(
      ({ line, standing }, i) =>
        !line.registers && (standing === 'own-leader' || there[i]!.standing !== 'own'),
    )?.line;
}

/** What to do with what may not be registered, in both languages. */
export const adviceOf = ({ title, todo }: Pick<RouteLine, 'title' | 'todo'>) => ({
  zh: `${title.zh}。${todo.zh}`,
  en: `${title.en}. ${todo.en}`,
});

/** What is the same for every subject: the organs, and who supervises which unit. */
export interface Around {
  organs: RouteOrgan[];
  custody: CustodyFacts;
}

export async function readAround(ctx: Ctx): Promise<Around> {
  const [organs, custody] = await Promise.all([
    listOrgans(ctx),
    custodyFacts(ctx.trx, ctx.actor.jurisdictionId, traitsOf(ctx.pack), ctx.today),
  ]);
  return { organs, custody };
}

const listOrgans = (ctx: Ctx): Promise<RouteOrgan[]> =>
  ctx.trx
    .selectFrom('organ')
    .select(['id', 'kind', 'parent_id as parent'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(within('active_from', 'active_to', ctx.today))
    .execute();

export async function factsOf(
  ctx: Ctx,
  asked: readonly Routed[],
  custody: CustodyFacts,
): Promise<RoutedSubject[]> {
  const persons = asked.flatMap((one) => (one.kind === 'person' ? [one.id] : []));
  const [posts, leads] = await Promise.all([
    postsOf(ctx, persons).then(byPerson),
    leadersAmong(ctx, persons).then(byPerson),
  ]);
  const supervisor = (unit: string | undefined) => supervisorOf(unit, custody);
  return asked.map((one): RoutedSubject => {
    if (one.kind === 'unit') return { posts: [], unitOf: supervisor(one.id) };
    if (one.kind === 'unregistered') {
      if (one.unitId === undefined && one.level === undefined) return { posts: [] };
      return { posts: [{ level: one.level ?? null, supervisedBy: supervisor(one.unitId) }] };
    }
    return {
      leads: (leads.get(one.id) ?? []).map((row) => row.organ),
      posts: (posts.get(one.id) ?? []).map((row) => ({
        level: row.level,
        managedBy: row.manager ?? undefined,
        supervisedBy: supervisor(row.unit),
        endedOn: row.to !== null && row.to < ctx.today ? row.to : undefined,
      })),
    };
  });
}

const byPerson = <T extends { person: string }>(rows: readonly T[]) => Map.groupBy(rows, (row) => row.person);

const supervisorOf = (unit: string | undefined, custody: CustodyFacts): string | undefined =>
  unit === undefined ? undefined : custodianOfUnit(unit, custody);

/** Posts held or held before, each with the organ that manages it today. */
async function postsOf(ctx: Ctx, persons: readonly string[]) {
  if (!persons.length) return [];
  const { trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  return trx
    .selectFrom('appointment as a')
    .innerJoin('post as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('p.id', '=', 'a.post_id'),
    )
    .leftJoin('post_authority as pa', (join) =>
      join
        .onRef('pa.jurisdiction_id', '=', 'a.jurisdiction_id')
        .onRef('pa.post_id', '=', 'a.post_id')
        .on(within('pa.from_day', 'pa.to_day', ctx.today)),
    )
    .select([
      'a.person_id as person',
      'a.unit_id as unit',
      'a.to_day as to',
      'p.level',
      'pa.organ_id as manager',
    ])
    .where('a.jurisdiction_id', '=', j)
    .where('a.person_id', 'in', persons)
    .where((eb) => eb.or([eb('a.from_day', 'is', null), eb('a.from_day', '<=', ctx.today)]))
    .orderBy('a.id')
    .execute();
}

/** Who of these persons leads an organ today, by their account's roles. */
async function leadersAmong(ctx: Ctx, persons: readonly string[]) {
  const roles = ctx.pack.routing!.leaders;
  if (!persons.length || !roles.length) return [];
  const rows = await ctx.trx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.account_id', '=', 'a.id'),
    )
    .select(['a.person_id as person', 'g.organ_id as organ'])
    .where('a.jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('a.person_id', 'in', persons)
    .where('g.role', 'in', roles)
    .where(within('g.from_day', 'g.to_day', ctx.today))
    .execute();
  return rows.flatMap(({ person, organ }) => (person && organ ? [{ person, organ }] : []));
}
