import type { MatterAction, MatterStep, MatterSummary } from '@plumbline/contract/matter';
import {
  available,
  isVerb,
  type Machine,
  type Matter,
  type MatterEvent,
  type Pack,
  phaseOf,
  pick,
  rowsFrom,
  titleOfStep,
  VERBS,
} from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { provisionalIn } from '../../platform/terms/provisional.ts';
import { engineActor } from './engine-actor.ts';
import { givenBefore } from './given-before.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { type Names, namesOf } from './names.ts';
import { pageOf } from './pages.ts';
import { machineOfMatter, packOfMatter } from './procedures.ts';
import { VERB_FORMS } from './refs.ts';
import { takenBack } from './taken-back.ts';
import { readWorlds, type Worlds } from './world.ts';

type Summary = z.infer<typeof MatterSummary>;

/** Matters as lists show them, with what the caller may do next. */
export async function summariseAll(ctx: Ctx, rows: readonly MatterRow[]): Promise<Summary[]> {
  const worlds = await readWorlds(ctx, rows.map(toEngine));
  return withAbout(ctx, rows, await Promise.all(rows.map((row) => summarise(ctx, row, worlds))));
}

/** Says of each matter of a list whom it is about: many of one kind have the same title. */
export async function withAbout<T extends Summary>(
  ctx: Ctx,
  rows: readonly MatterRow[],
  items: readonly T[],
): Promise<T[]> {
  const shown = new Set(items.map(({ id }) => id));
  const refs = new Map(
    rows.flatMap((row) => {
      if (!shown.has(row.id)) return [];
      const [kind, id] = row.subject_id
        ? [row.subject_kind as 'person' | 'unit', row.subject_id]
        : ['organ' as const, row.organ_id];
      return [[row.id, { kind, id }] as const];
    }),
  );
  if (refs.size === 0) return [...items];
  const names = await namesOf(ctx, [...refs.values()]);
  return items.map((item) => ({ ...item, about: names.get(refs.get(item.id)?.id ?? '') ?? null }));
}

/** A matter as lists show it, with what the caller may do next. */
export async function summarise(ctx: Ctx, row: MatterRow, worlds?: Worlds): Promise<Summary> {
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  const world = (worlds ?? (await readWorlds(ctx, [matter]))).of(matter);
  return summaryOf(
    ctx,
    row,
    machine,
    matter,
    available(machine, matter, engineActor(ctx.actor, matter), world),
  );
}

/** Services whose due day somebody names: a slip's last day, the day that an instruction sets. */
const NAMED_DAY: ReadonlySet<string> = new Set(['reading', 'instruction']);
export const isNamedDay = ({ service }: Pick<Machine, 'service'>): boolean =>
  service !== undefined && NAMED_DAY.has(service);

export async function summaryOf(
  ctx: Ctx,
  row: MatterRow,
  machine: Machine,
  matter: Matter,
  allowed: string[],
): Promise<Summary> {
  const { locale } = ctx;
  const state = machine.states[row.state]!;
  const counted = row.due_on !== null && row.closed_at === null && !isNamedDay(machine);
  return {
    id: row.id,
    procedure: row.procedure,
    procedureTitle: pick(machine.title, locale),
    state: row.state,
    stateTitle: pick(state.title, locale),
    status: state.status,
    phase: phaseOf(machine, row.state),
    final: state.final,
    number: row.number,
    title: row.title,
    subjectKind: row.subject_kind as 'person' | 'unit' | null,
    subjectId: row.subject_id,
    about: null,
    waitsFor: waitsFor(matter),
    dueOn: row.due_on,
    provisional: counted && (await provisionalIn(ctx))(row.due_on),
    overdue: row.due_on !== null && row.closed_at === null && row.due_on < ctx.today,
    openedAt: row.opened_at.toISOString(),
    version: row.version,
    link: pageOf(machine.service, row.id),
    allowed,
  };
}

function waitsFor(matter: Matter): Summary['waitsFor'] {
  if (matter.pending) return 'approval';
  if (matter.transfer) return 'transfer';
  return matter.children.some((child) => child.waits && !child.closed) ? 'children' : null;
}

/** One step of a history, with who took it. */
export interface EventRow {
  at: Date;
  data: unknown;
  accountId?: string | null;
  accountName: string | null;
}

/** What the caller may do next on a matter, each step with its form. */
export async function viewActions(
  ctx: Ctx,
  row: MatterRow,
  allowed: readonly string[],
  events: readonly EventRow[] = [],
): Promise<z.infer<typeof MatterAction>[]> {
  const machine = await machineOfMatter(ctx, row);
  const pack = await packOfMatter(ctx, row);
  const { forms } = pack;
  const takesReason = !machine.untitled;
  const said = allowed.some((code) => machine.actions[code]?.continues)
    ? await saidOf(ctx, machine, row)
    : undefined;
  return allowed.map((code) => {
    const title = pick(titleOfStep(machine, code)!, ctx.locale);
    if (isVerb(code)) {
      return {
        code,
        title,
        form: VERB_FORMS[code] ?? null,
        given: null,
        beside: [],
        requiresReason: takesReason && VERBS[code].reason === 'required',
        takesReason,
        approval: null,
        document: null,
        drafted: false,
        ends: false,
      };
    }
    const action = machine.actions[code]!;
    const authority = action.approval === undefined ? undefined : machine.authority(action.approval);
    return {
      code,
      title,
      form: action.form ? (forms[action.form] ?? null) : null,
      given:
        takenBack(events, code, ctx.actor.accountId) ??
        (action.continues && said
          ? givenBefore(machine, toEngine(row), action.form ?? '', forms, said)
          : action.rowsFrom
            ? rowsFrom(action.rowsFrom, toEngine(row).data)
            : null),
      beside: [...(action.beside ?? [])],
      requiresReason: action.requiresReason,
      takesReason,
      approval: authority ? pick(authority.title, ctx.locale) : null,
      document: titleOfDocument(ctx, pack, action.document),
      drafted: action.drafted === true,
      ends: action.to !== undefined && machine.states[action.to]?.final === true,
    };
  });
}

/** Title of the document that an action issues; null where it issues none. */
export function titleOfDocument(ctx: Ctx, { templates }: Pack, code: string | undefined): string | null {
  // A pack from before there were any has none.
  const template = templates?.templates.find((one) => one.code === code);
  return template ? pick(template.title, ctx.locale) : null;
}

/** What was said last; of the fields of which the service keeps a record, as that says now, nothing where it says nothing. */
async function saidOf(
  ctx: Ctx,
  machine: Machine,
  row: MatterRow,
): Promise<{ data: Record<string, unknown>; recorded: ReadonlySet<string> }> {
  const { data } = toEngine(row);
  const record = machine.service && (await ctx.services.records[machine.service]?.(ctx, row.id));
  if (!record) return { data: { ...data }, recorded: new Set() };
  return { data: { ...data, ...record }, recorded: new Set(Object.keys(record)) };
}

/** What was done on a matter as far as the caller may see it, oldest first. */
export async function viewSteps(ctx: Ctx, row: MatterRow, events: readonly EventRow[]) {
  const [machine, names] = await Promise.all([
    machineOfMatter(ctx, row),
    namesOf(ctx, representedIn(events)),
  ]);
  return events.map((event) => viewStep(ctx, machine, event, names));
}

/** In whose place somebody approved. */
export const representedIn = (events: readonly EventRow[]) =>
  events.flatMap(({ data }) => {
    const event = data as MatterEvent;
    return event.type === 'approved' && event.for
      ? [{ kind: 'account' as const, id: event.for.account }]
      : [];
  });

/** What the title of a step does not say: in whose place somebody approved, and that a step was asked for first. */
function noteOf(ctx: Ctx, event: MatterEvent, names: Names | undefined): string {
  if (event.type === 'acted' && event.approval !== undefined)
    return pick({ zh: '（经批准生效）', en: ' (took effect on approval)' }, ctx.locale);
  if (event.type !== 'approved' || !event.for) return '';
  const name = names?.get(event.for.account);
  const note = name
    ? { zh: `（代 ${name}）`, en: ` (for ${name})` }
    : { zh: '（代批）', en: " (in another's place)" };
  return pick(note, ctx.locale);
}

export function viewStep(
  ctx: Ctx,
  machine: Machine,
  row: EventRow,
  names?: Names,
): z.infer<typeof MatterStep> {
  const event = row.data as MatterEvent;
  const action = event.type === 'begun' ? 'begin' : event.action;
  const asked = event.type === 'requested' ? titleOfStep(machine, event.asked) : undefined;
  const title = titleOfStep(machine, action);
  const words = [title, asked].flatMap((text) => (text ? [pick(text, ctx.locale)] : []));
  return {
    at: row.at.toISOString(),
    action,
    title: words.join(' · ') + noteOf(ctx, event, names),
    account: row.accountName,
    reason: event.type === 'begun' ? null : (event.reason ?? null),
    stateTitle: pick(machine.states[event.to]!.title, ctx.locale),
  };
}
