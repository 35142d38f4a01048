import type { routeClue as contract } from '@plumbline/contract/clue-route';
import type { Body, Reply } from '@plumbline/contract/route';
import {
  goesApart,
  lengthText,
  limitOn,
  pick,
  type RoutedSubject,
  type RouteLine,
  routeReport,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, type FaultInput, invalid } from '../../platform/errors/app-error.ts';
import {
  type Around,
  adviceOf,
  arrivalsFrom,
  factsOf,
  type Routed,
  readAround,
  routeAll,
} from '../registry/index.ts';
import { organNames, subjectNames } from './clue.store.ts';
import { ownOrgan } from './own-organ.ts';

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

const elsewhere = (line: RouteLine) => new AppError('handled-elsewhere', { text: adviceOf(line) });

/**
 * Refuses to take in what another organ sends and none of them handles.
 * @throws 409 with what to do
 */
export async function refuseArrival(
  ctx: Ctx,
  receiver: string,
  sender: string,
  subject: { kind: 'person' | 'unit'; id: string },
): Promise<void> {
  const line = (await arrivalsFrom(ctx, sender, [subject]))(receiver);
  if (line) throw elsewhere(line);
}

/**
 * Refuses to keep a mere stub of what is this organ's own to handle, or its own find.
 * @throws 400 for unknown subjects, and where one of them does not make it a superior's
 */
export async function refuseUnlessAbove(
  ctx: Ctx,
  organId: string,
  about: readonly Routed[],
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
