import type { Matter, MatterAction, MatterSummary } from '@plumbline/contract/matter';
import { available, type Machine, type MatterEvent, pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { engineActor } from './engine-actor.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { pageOf } from './pages.ts';
import { machineOfMatter, packOfMatter } from './procedures.ts';

/** A matter as lists show it, with what the caller may do next. */
export async function summarise(ctx: Ctx, row: MatterRow): Promise<z.infer<typeof MatterSummary>> {
  const machine = await machineOfMatter(ctx, row);
  const matter = toEngine(row);
  const { locale } = ctx;
  const state = machine.states[row.state]!;
  return {
    id: row.id,
    procedure: row.procedure,
    procedureTitle: pick(machine.title, locale),
    state: row.state,
    stateTitle: pick(state.title, locale),
    status: state.status,
    number: row.number,
    title: row.title,
    subjectKind: row.subject_kind as 'person' | 'unit' | null,
    subjectId: row.subject_id,
    dueOn: row.due_on,
    overdue: row.due_on !== null && row.closed_at === null && row.due_on < ctx.today,
    openedAt: row.opened_at.toISOString(),
    version: row.version,
    link: pageOf(machine.service, row.id),
    allowed: available(machine, matter, engineActor(ctx.actor, matter)),
  };
}

interface EventRow {
  at: Date;
  data: unknown;
  accountName: string | null;
}

/** What the caller may do next on a matter, each step with its form. */
export async function viewActions(
  ctx: Ctx,
  row: MatterRow,
  allowed: readonly string[],
): Promise<z.infer<typeof MatterAction>[]> {
  const machine = await machineOfMatter(ctx, row);
  const { forms } = await packOfMatter(ctx, row);
  return allowed.map((code) => {
    const action = machine.actions[code]!;
    return {
      code,
      title: pick(action.title, ctx.locale),
      form: action.form ? (forms[action.form] ?? null) : null,
      requiresReason: action.requiresReason,
    };
  });
}

/** What was done on a matter as far as the caller may see it, oldest first. */
export async function viewSteps(ctx: Ctx, row: MatterRow, events: readonly EventRow[]) {
  const machine = await machineOfMatter(ctx, row);
  return events.map((event) => viewStep(ctx, machine, event));
}

/** One matter whole: its form, what was done and what may be done next with what that asks for. */
export async function describe(
  ctx: Ctx,
  row: MatterRow,
  events: readonly EventRow[],
): Promise<z.infer<typeof Matter>> {
  const machine = await machineOfMatter(ctx, row);
  const { forms } = await packOfMatter(ctx, row);
  const summary = await summarise(ctx, row);
  return {
    ...summary,
    data: row.data as Record<string, unknown>,
    form: machine.begin.form ? (forms[machine.begin.form] ?? null) : null,
    steps: await viewSteps(ctx, row, events),
    actions: await viewActions(ctx, row, summary.allowed),
  };
}

function viewStep(ctx: Ctx, machine: Machine, row: EventRow): z.infer<typeof Matter>['steps'][number] {
  const event = row.data as MatterEvent;
  const title = event.type === 'begun' ? { zh: '发起', en: 'Begun' } : machine.actions[event.action]?.title;
  return {
    at: row.at.toISOString(),
    action: event.type === 'begun' ? 'begin' : event.action,
    title: title ? pick(title, ctx.locale) : '',
    account: row.accountName,
    reason: event.type === 'acted' ? (event.reason ?? null) : null,
    stateTitle: pick(machine.states[event.to]!.title, ctx.locale),
  };
}
