import type { Matter as MatterContract } from '@plumbline/contract/matter';
import {
  available,
  childrenOfSubject,
  dayInZone,
  type Actor as EngineActor,
  limitOn,
  type Machine,
  type Matter,
  type MatterEvent,
  openSeats,
  type Pack,
  pick,
  standingOf,
  standingOfPanel,
  type Turn,
  titleOfStep,
  turnsOf,
  unmetFor,
  type World,
} from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { engineActor } from './engine-actor.ts';
import { filledForms } from './filled-forms.ts';
import { givenTerms, ofPlace } from './given-terms.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import {
  type EventRow,
  representedIn,
  summaryOf,
  titleOfDocument,
  viewActions,
  viewStep,
} from './matter.view.ts';
import { type NamedRef, type Names, namesOf } from './names.ts';
import { outwardOrgan } from './outward-organ.ts';
import { machineOfMatter, packOfMatter } from './procedures.ts';
import { refsIn } from './refs.ts';
import { listRelated } from './related.store.ts';
import { seesFromOutside } from './sight.ts';
import { limitWords } from './term-words.ts';
import { titleOfPlace, viewTurns, viewUnmet } from './turns.view.ts';
import { viewRules } from './view-rules.ts';
import { readWorlds } from './world.ts';

type Detail = z.infer<typeof MatterContract>;

/** One matter whole: forms, places, terms, what waits, what was done and what may be done next. */
export async function describe(ctx: Ctx, row: MatterRow, events: readonly EventRow[]): Promise<Detail> {
  const [machine, pack] = await Promise.all([machineOfMatter(ctx, row), packOfMatter(ctx, row)]);
  const matter = toEngine(row);
  const actor = engineActor(ctx.actor, matter);
  const world = (await readWorlds(ctx, [matter])).of(matter);
  const turns = turnsOf(machine, matter, world);
  const allowed = inOrder(available(machine, matter, actor, world), turns);
  const children = childrenOfSubject(machine, matter);
  const [actions, names, related, terms] = await Promise.all([
    viewActions(ctx, row, allowed, events),
    namesOf(ctx, [
      ...mentioned(matter, world),
      ...representedIn(events),
      ...idsIn(pack, machine, matter.data),
      ...idsIn(pack, machine, (matter.pending?.data ?? {}) as Record<string, unknown>),
    ]),
    listRelated(ctx, matter, children),
    viewTerms(ctx, pack, machine, matter),
  ]);
  const link = (id: string) => {
    const { title, stateTitle } = related.get(id)!;
    return { id, title, stateTitle };
  };
  const due = (id: string) => {
    const { dueOn } = related.get(id)!;
    return { dueOn, overdue: dueOn !== null && dueOn < ctx.today };
  };
  const outside = isSeenOutside(ctx, row, machine, matter, actor);
  // By the room whoever it concerns could tell where the matter came from.
  const keeper = outside ? await outwardOrgan(ctx, row.organ_id) : row.organ_id;
  const keepers = keeper === row.organ_id ? names : await namesOf(ctx, [{ kind: 'organ', id: keeper }]);
  const filled = filledForms(pack, machine, matter, events);
  const detail: Detail = {
    ...(await summaryOf(ctx, row, machine, matter, allowed)),
    packVersion: row.pack_version,
    rules: viewRules(pack, pack.procedures[row.procedure]?.rules, ctx.locale),
    organ: { id: keeper, name: keepers.get(keeper) ?? '' },
    outside,
    data: { ...matter.data },
    names: Object.fromEntries(names),
    forms: filled.map(({ form }) => form),
    said: filled.map(({ data }) => data),
    subjects: matter.subjects.map((ref) => ({ ...ref, name: names.get(ref.id) ?? null })),
    parties: viewParties(ctx, machine, matter, names),
    terms,
    request: viewRequest(ctx, pack, machine, matter, world, names),
    transfer: matter.transfer
      ? {
          organ: names.get(matter.transfer.organ) ?? '',
          account: names.get(matter.transfer.account) ?? null,
          at: matter.transfer.at,
        }
      : null,
    panels: viewPanels(ctx, machine, matter, names),
    parent: matter.parent && related.has(matter.parent.matter) ? link(matter.parent.matter) : null,
    children: children
      .filter((child) => related.has(child.id))
      .map((child) => ({
        ...link(child.id),
        ...due(child.id),
        ended: child.closed !== undefined,
        waits: child.waits,
      })),
    steps: viewSteps(ctx, machine, events, names),
    actions,
    turns: viewTurns(ctx, machine, matter, turns, names),
    unmet: viewUnmet(ctx, machine, unmetFor(machine, matter, actor, world)),
  };
  return outside ? fromOutside(detail, machine, matter, actor, events) : detail;
}

/** What is waited for first, then what leads on, then the rest. */
function inOrder(allowed: readonly string[], turns: readonly Turn[]): string[] {
  const leads = new Set(turns.map(({ action }) => action));
  const rank = (code: string) => (code.startsWith('approval.') ? 0 : leads.has(code) ? 1 : 2);
  return allowed.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the caller sees it as somebody outside does. */
export function isSeenOutside(
  ctx: Ctx,
  { organ_id, room }: Pick<MatterRow, 'organ_id' | 'room'>,
  machine: Machine,
  matter: Matter,
  actor: EngineActor,
): boolean {
  const { reach = [], rooms = [] } = ctx.actor.settings;
  const reached = (room === 0 ? reach : rooms).includes(organ_id);
  return machine.service === undefined && seesFromOutside(machine, matter, actor, reached);
}

/** A step that counted once it was approved is that of whoever asked for it, not of the last who approved. */
function viewSteps(ctx: Ctx, machine: Machine, events: readonly EventRow[], names: Names): Detail['steps'] {
  const bySeq = new Map(events.map((row) => [(row.data as MatterEvent).seq, row]));
  return events.map((row) => {
    const event = row.data as MatterEvent;
    const asked =
      event.type === 'acted' && event.approval !== undefined ? bySeq.get(event.approval) : undefined;
    return viewStep(ctx, machine, asked ? { ...row, accountName: asked.accountName } : row, names);
  });
}

/** Everybody whose name the page shows. */
const mentioned = (matter: Matter, world: World) => [
  { kind: 'organ' as const, id: matter.custodian },
  { kind: 'organ' as const, id: matter.transfer?.organ },
  { kind: 'account' as const, id: matter.transfer?.account },
  ...matter.subjects,
  ...Object.values(matter.parties).flatMap((refs = []) => refs),
  ...(matter.pending
    ? [
        { kind: 'account' as const, id: matter.pending.account },
        ...matter.pending.chain.flatMap((step) =>
          step.all.map((seat) => ({ kind: 'organ' as const, id: seat.organ })),
        ),
        ...matter.pending.approvals.flatMap((given) => [
          { kind: 'account' as const, id: given.account },
          { kind: 'account' as const, id: given.for?.account },
        ]),
        ...openSeats(matter, matter.pending, world).flatMap((seat) => [
          { kind: 'organ' as const, id: seat.organ },
          ...seat.holders.map((holder) => ({ kind: 'account' as const, id: holder.account })),
        ]),
      ]
    : []),
];

/** Whom and what the forms name by id. */
function idsIn(pack: Pack, machine: Machine, data: Readonly<Record<string, unknown>>): NamedRef[] {
  const forms = [machine.begin, ...Object.values(machine.actions)].map((step) => pack.forms[step.form ?? '']);
  return forms.flatMap((form) => refsIn(form, data));
}

const viewParties = (ctx: Ctx, machine: Machine, matter: Matter, names: Names): Detail['parties'] =>
  Object.entries(matter.parties)
    .filter(([, refs = []]) => refs.length > 0)
    .map(([role, refs = []]) => ({
      role,
      title: pick(titleOfPlace(machine, role), ctx.locale),
      members: refs.map((ref) => ({ ...ref, name: names.get(ref.id) ?? null })),
    }));

async function viewTerms(ctx: Ctx, pack: Pack, machine: Machine, matter: Matter): Promise<Detail['terms']> {
  if (matter.terms.length === 0) return [];
  const rules = await ctx.terms(matter.custodian);
  return matter.terms.flatMap((record) => {
    const term = machine.terms?.[record.code];
    const standing = standingOf(record, rules, ctx.today, term?.warnAt);
    const opened = dayInZone(record.openedAt, rules.zone);
    const limit = limitOn(rules.limits, record.limit, opened);
    if (!standing) return [];
    const entry = limit?.entry;
    return [
      {
        code: record.code,
        title: term ? pick(term.title, ctx.locale) : record.code,
        state: standing.state,
        endedBy: endedBy(ctx, machine, matter, record.closedSeq),
        openedOn: opened,
        dueOn: standing.due,
        share: standing.share,
        daysLate: standing.daysLate,
        provisional: standing.missing.length > 0,
        limit: limitWords(pack, machine, record.code, entry, ctx.locale),
        source: entry ? pick(entry.source, ctx.locale) : '',
        rules: viewRules(ctx.pack, entry?.rules, ctx.locale),
        standing: entry?.standing ?? null,
        extended: record.extensions.length,
      },
    ];
  });
}

/** A waiver ends a term as an answer does; which it was, the step says. */
function endedBy(ctx: Ctx, machine: Machine, matter: Matter, seq: number | undefined): string | null {
  const act = matter.acts.find((one) => one.seq === seq);
  const title = act && machine.actions[act.action]?.title;
  return title ? pick(title, ctx.locale) : null;
}

function viewRequest(
  ctx: Ctx,
  pack: Pack,
  machine: Machine,
  matter: Matter,
  world: World,
  names: Names,
): Detail['request'] {
  const { pending } = matter;
  if (!pending) return null;
  const open = openSeats(matter, pending, world);
  const action = machine.actions[pending.action];
  const authority = machine.authority(pending.authority);
  return {
    action: pending.action,
    title: pick(titleOfStep(machine, pending.action)!, ctx.locale),
    authority: authority ? pick(authority.title, ctx.locale) : pending.authority,
    account: names.get(pending.account) ?? null,
    at: pending.at,
    reason: pending.reason ?? null,
    data: (pending.data as Record<string, unknown> | undefined) ?? null,
    form: action?.form ? (pack.forms[action.form] ?? null) : null,
    document: titleOfDocument(ctx, pack, action?.document),
    steps: pending.chain.map((step, i) => ({
      title: pick(step.title, ctx.locale),
      approvals: step.all.map((seat, k) => {
        const given = pending.approvals.find((one) => one.step === i && one.seat === k);
        const waits = open.find((one) => one.step === i && one.seat === k);
        return {
          organ: names.get(given?.organ ?? waits?.organ ?? seat.organ) ?? null,
          approved: given
            ? {
                account: names.get(given.account) ?? null,
                at: given.at,
                forAccount: given.for ? (names.get(given.for.account) ?? null) : null,
              }
            : null,
          waitsFor: [...new Set((waits?.holders ?? []).map((holder) => names.get(holder.account) ?? ''))],
        };
      }),
    })),
  };
}

function viewPanels(ctx: Ctx, machine: Machine, matter: Matter, names: Names): Detail['panels'] {
  return Object.entries(machine.panels ?? {}).flatMap(([code, panel]) => {
    const standing = standingOfPanel(machine, matter, code);
    const record = matter.panels[code];
    if (!standing || !record) return [];
    const title = (vote: string) => pick(panel.options[vote]?.title ?? { zh: vote, en: vote }, ctx.locale);
    return [
      {
        code,
        title: pick(panel.title, ctx.locale),
        quorate: standing.quorate,
        outcome: record.concluded?.outcome ?? null,
        quorum: panel.quorum,
        votes: Object.entries(standing.tally).map(([vote, count]) => ({ title: title(vote), count })),
        members: standing.entitled.map((id) => {
          const said = standing.opinions.find((opinion) => opinion.member === id);
          return {
            name: names.get(id) ?? null,
            chair: id === standing.chair,
            present: record.present.includes(id),
            vote: said ? title(said.vote) : null,
          };
        }),
      },
    ];
  });
}

/**
 * What somebody outside sees: where it stands, what its state shows, the terms that run for an answer of theirs, and
 * their own steps; an organ those of its place. Papers stand in the list of documents, under their own sight.
 */
function fromOutside(
  detail: Detail,
  machine: Machine,
  matter: Matter,
  actor: EngineActor,
  events: readonly EventRow[],
): Detail {
  const isOfPlace = ofPlace(machine, matter, actor);
  const own = new Set(
    matter.acts
      .filter(
        (act) =>
          act.account === actor.account ||
          (act.person !== undefined && act.person === actor.person) ||
          isOfPlace(act.action),
      )
      .map((act) => act.seq),
  );
  const given = givenTerms(machine, matter, actor);
  const terms = detail.terms.filter((term) => given.has(term.code));
  const running = terms.filter((term) => term.state !== 'met' && term.state !== 'late');
  const dueOn = running.flatMap((term) => term.dueOn ?? []).toSorted()[0] ?? null;
  return {
    ...detail,
    ...shownOf(detail, machine.states[matter.state]?.shows ?? []),
    dueOn,
    provisional: running.some((term) => term.dueOn === dueOn && term.provisional),
    overdue: running.some((term) => term.state === 'overdue'),
    parties: [],
    // By which step of the handlers a term ended is theirs to know.
    terms: terms.map((term) => ({ ...term, endedBy: null })),
    request: null,
    transfer: null,
    panels: [],
    turns: [],
    unmet: [],
    parent: null,
    children: [],
    steps: detail.steps.filter((_, i) => own.has((events[i]!.data as MatterEvent).seq)),
  };
}

/** Fields that the state shows, with their forms and the names of whom they name. */
function shownOf(
  { data, names, forms, said }: Detail,
  fields: readonly string[],
): Pick<Detail, 'data' | 'names' | 'forms' | 'said'> {
  const shown = new Set(fields);
  const only = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => shown.has(field)));
  const told = only(data);
  const parts = forms.flatMap((form, i) => {
    const properties = only((form as { properties?: Record<string, unknown> }).properties ?? {});
    const answers = only(said[i] ?? {});
    return Object.keys(properties).length > 0
      ? [{ form: { ...form, properties, required: [] }, answers }]
      : [];
  });
  const text = JSON.stringify([told, parts.map(({ answers }) => answers)]);
  return {
    data: told,
    names: Object.fromEntries(Object.entries(names).filter(([id]) => text.includes(id))),
    forms: parts.map(({ form }) => form) as Detail['forms'],
    said: parts.map(({ answers }) => answers),
  };
}
