import type { routeClue as contract } from '@plumbline/contract/clue-route';
import type { Body, Reply } from '@plumbline/contract/route';
import {
  goesApart,
  lengthText,
  limitOn,
  pick,
  type RouteAnswer,
  type RoutedSubject,
  type RouteLine,
  type RouteOrgan,
  routeReport,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { AppError, type FaultInput, invalid } from '../../platform/errors/app-error.ts';
import { type CustodyFacts, custodianOfUnit, custodyFacts, traitsOf } from '../registry/index.ts';
import { organNames, subjectNames } from './clue.store.ts';
import { ownOrgan } from './own-organ.ts';

type Asked = Body<typeof contract>['subjects'][number];

/**
 * Where a report about these subjects goes, by the pack's table; one that keeps none registers everything.
 * @throws 403 not this organ's intake; 400 unknown subjects, units or levels
 */
export async function routeClue(ctx: Ctx, input: Body<typeof contract>): Promise<Reply<typeof contract>> {
  const organId = input.organId ?? ownOrgan(ctx);
  ctx.need('clue.register', organId);
  const faults = await faultsOf(ctx, input);
  if (faults.length) throw invalid(...faults);
  const { routing } = ctx.pack;
  if (!routing) return { subjects: input.subjects.map(() => REGISTERS), split: null };
  const answers = await routeAll(ctx, organId!, input.subjects, input.source);
  const names = await organNames(
    ctx.trx,
    ctx.actor.jurisdictionId,
    answers.flatMap(({ manager }) => manager ?? []),
  );
  const said = await Promise.all(answers.map(({ line }) => present(ctx, organId!, line)));
  return {
    subjects: answers.map(({ manager }, i) => ({
      ...said[i]!,
      manager: manager === undefined ? null : { id: manager, name: names.get(manager) ?? '' },
    })),
    split: goesApart(answers) ? await present(ctx, organId!, routing.split) : null,
  };
}

/**
 * Refuses what may not be registered here before anything of it is stored.
 * @throws 409 with what to do
 */
export async function refuseElsewhere(
  ctx: Ctx,
  organId: string,
  subject: { kind: 'person' | 'unit'; id: string },
  source: string,
): Promise<void> {
  if (!ctx.pack.routing) return;
  const [answer] = await routeAll(ctx, organId, [subject], source);
  if (!answer!.line.registers) throw elsewhere(answer!.line);
}

/** What to do with what may not be registered, in both languages. */
export const adviceOf = ({ title, todo }: Pick<RouteLine, 'title' | 'todo'>) => ({
  zh: `${title.zh}。${todo.zh}`,
  en: `${title.en}. ${todo.en}`,
});

const elsewhere = (line: RouteLine) => new AppError('handled-elsewhere', { text: adviceOf(line) });

/**
 * Refuses to take in what another organ sends and none of them handles. What the sender itself handles it may entrust
 * to an organ below, but never to the one whose head it is about.
 * @throws 409 with what to do
 */
export async function refuseArrival(
  ctx: Ctx,
  receiver: string,
  sender: string,
  subject: { kind: 'person' | 'unit'; id: string },
): Promise<void> {
  if (!ctx.pack.routing) return;
  const [here] = await routeAll(ctx, receiver, [subject], undefined);
  if (here!.line.registers) return;
  const [there] = await routeAll(ctx, sender, [subject], undefined);
  if (here!.standing !== 'own-leader' && there!.standing === 'own') return;
  throw elsewhere(here!.line);
}

/**
 * Refuses to keep a mere stub of what is this organ's own to handle, or its own find.
 * @throws 400 for unknown subjects, and where one of them does not make it a superior's
 */
export async function refuseUnlessAbove(
  ctx: Ctx,
  organId: string,
  about: readonly Asked[],
  source: string,
): Promise<void> {
  const faults = await faultsOf(ctx, { subjects: [...about] });
  if (faults.length) throw invalid(...faults.map((one) => ({ ...one, pointer: aboutPointer(one.pointer) })));
  const answers = await routeAll(ctx, organId, about, source);
  const kept = answers.flatMap(({ line }, i) =>
    line.way === 'stub' ? [] : [{ pointer: `/about/${i}`, code: 'not-a-superiors' }],
  );
  if (kept.length) throw invalid(...kept);
}

const aboutPointer = (pointer = '') => pointer.replace('/subjects', '/about');

async function routeAll(
  ctx: Ctx,
  organ: string,
  asked: readonly Asked[],
  source: string | undefined,
): Promise<RouteAnswer[]> {
  const routing = ctx.pack.routing!;
  const around = await readAround(ctx);
  const subjects = await factsOf(ctx, asked, around.custody);
  const found = source !== undefined && routing.ownFinds.includes(source);
  return subjects.map((subject) => routeReport(routing, subject, { organ, organs: around.organs, found }));
}

/** What is the same for every subject: the organs, and who supervises which unit. */
interface Around {
  organs: RouteOrgan[];
  custody: CustodyFacts;
}

async function readAround(ctx: Ctx): Promise<Around> {
  const [organs, custody] = await Promise.all([
    listOrgans(ctx),
    custodyFacts(ctx.trx, ctx.actor.jurisdictionId, traitsOf(ctx.pack), ctx.today),
  ]);
  return { organs, custody };
}

type Subject = { kind: 'person' | 'unit'; id: string };

/** Tells of many reports, a batch at a time, which of them leave a mere stub at an organ. */
export class StubRoutes {
  readonly #ctx: Ctx;
  readonly #organ: string;
  readonly #known = new Map<string, RoutedSubject>();
  #around: Around | undefined;

  constructor(ctx: Ctx, organ: string) {
    this.#ctx = ctx;
    this.#organ = organ;
  }

  /** Reads what is needed to tell of these subjects. */
  async read(subjects: readonly Subject[]): Promise<void> {
    if (!this.#ctx.pack.routing) return;
    const wanted = new Map(subjects.map((one) => [one.id, one]));
    for (const id of this.#known.keys()) wanted.delete(id);
    if (!wanted.size) return;
    this.#around ??= await readAround(this.#ctx);
    const facts = await factsOf(this.#ctx, [...wanted.values()], this.#around.custody);
    for (const [i, id] of [...wanted.keys()].entries()) this.#known.set(id, facts[i]!);
  }

  /** The line by which it goes up unopened; undefined when it may stay, or was not read. */
  lineOf(subject: Subject, source: string | undefined): RouteLine | undefined {
    const { routing } = this.#ctx.pack;
    const facts = this.#known.get(subject.id);
    if (!routing || !facts || !this.#around) return undefined;
    const found = source !== undefined && routing.ownFinds.includes(source);
    const { organs } = this.#around;
    const { line } = routeReport(routing, facts, { organ: this.#organ, organs, found });
    return line.way === 'stub' ? line : undefined;
  }
}

const listOrgans = (ctx: Ctx): Promise<RouteOrgan[]> =>
  ctx.trx
    .selectFrom('organ')
    .select(['id', 'kind', 'parent_id as parent'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(within('active_from', 'active_to', ctx.today))
    .execute();

async function factsOf(ctx: Ctx, asked: readonly Asked[], custody: CustodyFacts): Promise<RoutedSubject[]> {
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

async function faultsOf(ctx: Ctx, { subjects, source }: Body<typeof contract>): Promise<FaultInput[]> {
  const { pack, trx } = ctx;
  const j = ctx.actor.jurisdictionId;
  const ids = subjects.flatMap((one) => (one.kind === 'unregistered' ? (one.unitId ?? []) : one.id));
  const known = await subjectNames(trx, j, ids, ctx.today);
  const faults = subjects.flatMap((one, i): FaultInput[] => {
    const at = `/subjects/${i}`;
    if (one.kind !== 'unregistered')
      return known.get(one.id)?.kind === one.kind ? [] : [{ pointer: `${at}/id`, code: 'unknown-reference' }];
    const wrong: FaultInput[] = [];
    if (one.unitId !== undefined && known.get(one.unitId)?.kind !== 'unit')
      wrong.push({ pointer: `${at}/unitId`, code: 'unknown-reference' });
    if (one.level !== undefined && !pack.postLevels.some(({ code }) => code === one.level))
      wrong.push({ pointer: `${at}/level`, code: 'unknown-code', params: { value: one.level } });
    return wrong;
  });
  if (source !== undefined && !pack.sources.some((one) => one.code === source && one.forClues))
    faults.push({ pointer: '/source', code: 'unknown-code', params: { value: source } });
  return faults;
}

async function present(ctx: Ctx, organId: string, line: Omit<RouteLine, 'who' | 'found'>) {
  const say = (text: { zh: string; en: string }) => pick(text, ctx.locale);
  return {
    code: line.code,
    title: say(line.title),
    registers: line.registers,
    way: line.way,
    todo: say(line.todo),
    rule: say(line.source),
    standing: line.standing,
    limit: line.limit === undefined ? null : await limitOf(ctx, organId, line.limit),
  };
}

/** The limit with the last day on which it is kept, counted from today. */
async function limitOf(ctx: Ctx, organId: string, code: string) {
  const [{ limits }, due] = await Promise.all([ctx.terms(organId), ctx.due(code, ctx.today, organId)]);
  const term = ctx.pack.terms.find((one) => one.code === code);
  const length = limitOn(limits, code, ctx.today)?.length;
  if (!term || !length) return null;
  return {
    title: pick(term.title, ctx.locale),
    length: lengthText(length, ctx.locale),
    dueOn: due?.day ?? null,
  };
}

/** The answer of a pack that has no table. */
const REGISTERS = {
  code: 'own',
  title: '',
  registers: true,
  way: 'keep' as const,
  todo: '',
  rule: '',
  standing: 'default' as const,
  limit: null,
  manager: null,
};
