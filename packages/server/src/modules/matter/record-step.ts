import {
  begin,
  decide,
  drivenBy,
  evolve,
  type FormFault,
  isRefusal,
  type Machine,
  type Matter,
  type MatterEvent,
  type NewChild,
  NOBODY,
  recordAbsorbed,
  recordRecusal,
  recordReleased,
  type Spawn,
  SYSTEM,
  start,
} from '@plumbline/policy';
import { asPlatform } from '../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../platform/context/context.ts';
import { runEffects } from '../../platform/context/effects.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { attachStepFiles } from './attach-step-files.ts';
import { titleFor } from './begin-matter.ts';
import { citeArticles } from './cite-articles.ts';
import { dropDrafts } from './drafts/drop-drafts.ts';
import { insertBegun } from './insert-begun.ts';
import { ledgerStep } from './ledger-steps.ts';
import { lockMatter, saveMatter } from './matter.store.ts';
import { type MatterRow, type Step, toEngine } from './matter.types.ts';
import { namesOf } from './names.ts';
import { partyFaults } from './party-fit.ts';
import { machineInForce, machineOfMatter, packOfMatter } from './procedures.ts';
import { isNarrow } from './sight.ts';
import { standingAfter } from './standing.ts';
import { readWorlds } from './world.ts';

/** Work that tells a parent of its child's end: whoever ends the child need not see the parent. */
export const CHILD_TOPIC = 'matter.child-closed';

/**
 * Saves what was decided: the matter after the last event, each event in the ledger, the effects that the pack
 * names, the matters that begin with it and the ones that go on elsewhere. A step that moves the subject is
 * recorded for the ledger's readers only, so that nothing of it shows in either dossier.
 */
export async function recordStep(
  ctx: Ctx,
  machine: Machine,
  row: MatterRow,
  events: readonly MatterEvent[],
): Promise<Step> {
  let matter = toEngine(row);
  const steps = events.map((event) => {
    matter = evolve(machine, matter, event);
    return { event, matter };
  });
  const { status } = machine.states[matter.state]!;
  const pack = await packOfMatter(ctx, row);
  const standing = await standingAfter(ctx, machine, matter);
  for (const { event } of steps) {
    const action = chosenBy(event);
    const form = action && machine.actions[action]?.form;
    if (form) await attachStepFiles(ctx, row.id, pack.forms[form], event.data);
  }
  saveMatter(ctx.trx, ctx.send, matter, standing);
  dropDrafts(ctx, machine, row, matter, events);
  for (const { event, matter: after } of steps) {
    const moved = event.effects.includes('subject.move');
    ctx.record({
      type: 'matter.acted',
      entity: machine.procedure,
      entityId: row.id,
      subjectId: moved ? null : row.subject_id,
      matterId: moved ? null : row.id,
      organId: row.organ_id,
      data: ledgerStep(ctx, row, event),
    });
    if (event.type === 'acted') {
      const form = pack.forms[machine.actions[event.action]?.form ?? ''];
      await citeArticles(ctx, row.id, form, event.data);
      for (const child of event.children ?? []) {
        const spawn = machine.actions[event.action]?.spawns?.find((one) => one.as === child.as);
        await beginChild(ctx, row, after, child, spawn);
      }
      await driveChildren(ctx, machine, event.action, after);
      if (event.into !== undefined) await absorb(ctx, event.into, matter);
      if (event.leaves !== undefined) await release(ctx, event.leaves, matter);
    }
    if (event.type === 'recused')
      await keepFromChildren(ctx, { matter: after, service: machine.service, event, status, before: row });
    await runEffects(ctx, { matter: after, service: machine.service, event, status, before: row });
  }
  if (standing.closedAt && matter.parent) {
    ctx.later(CHILD_TOPIC, { parent: matter.parent.matter, child: matter.id, state: matter.state });
  }
  return { matter, events, status };
}

/** The action whose form whoever acted filled in; whoever approves one adds nothing to it. */
const chosenBy = (event: MatterEvent): string | undefined =>
  event.type === 'requested'
    ? event.asked
    : event.type === 'acted' && event.approval === undefined
      ? event.action
      : undefined;

/** What is wrong with the first form of a child, by the fields of the form that it was filled from. */
const unfitChild = (faults: readonly FormFault[], from: Readonly<Record<string, string>>) =>
  invalid(
    ...faults.map(({ pointer, code, text }) => ({ pointer: asAsked(`/data${pointer}`, from), code, text })),
  );

/** A field of the child's first form as the step's form calls it. */
function asAsked(pointer: string, from: Readonly<Record<string, string>>): string {
  const [, data = '', field = '', ...rest] = pointer.split('/');
  return ['', data, from[field] ?? field, ...rest].join('/');
}

async function ownTitle(ctx: Ctx, machine: Machine, { subjects }: NewChild): Promise<string> {
  const names = await namesOf(ctx, subjects);
  return titleFor(
    ctx,
    machine,
    subjects.flatMap(({ id }) => names.get(id) ?? []),
  );
}

/**
 * A matter that a step of another one begins, kept by the same organ.
 * @throws 400 when what the step said does not fit the child's first form, or who is named may have no place
 */
async function beginChild(
  ctx: Ctx,
  parent: MatterRow,
  matter: Matter,
  child: NewChild,
  spawn: Spawn | undefined,
): Promise<void> {
  const from = spawn?.dataFrom ?? {};
  const machine = machineInForce(ctx.pack, child.procedure);
  const decision = begin(
    machine,
    {
      id: child.id,
      custodian: matter.custodian,
      subjects: child.subjects,
      parties: child.parties,
      parent: { matter: matter.id, as: child.as, ...(spawn?.openly ? { openly: true as const } : {}) },
      recusals: matter.recusals.map(({ account, person }) => (person ? { account, person } : { account })),
    },
    SYSTEM,
    child.data === undefined ? {} : { data: child.data },
    ctx.now.toISOString(),
    { ...NOBODY, rules: await ctx.terms(matter.custodian) },
  );
  // Fields of the child's first form were asked for by the step.
  if (isRefusal(decision) && decision.faults) throw unfitChild(decision.faults, from);
  if (isRefusal(decision)) throw new Error(`Child ${child.procedure} can't begin: ${decision.refusal}`);
  const event = decision.events[0]!;
  if (event.type !== 'begun') throw new Error('A matter begins with its beginning');
  const begun = start(event);
  const world = (await readWorlds(ctx, [begun], { allKin: true })).of(begun);
  const unfit = await partyFaults(ctx, machine, {
    partiesFrom: machine.begin.partiesFrom,
    data: child.data,
    subjects: child.subjects,
    kin: world.kin,
    custodian: matter.custodian,
    level: parent.classification,
  });
  if (unfit.length)
    throw invalid(...unfit.map((fault) => ({ ...fault, pointer: asAsked(fault.pointer ?? '/data', from) })));
  await insertBegun(ctx, machine, event, {
    title: spawn?.ownTitle ? await ownTitle(ctx, machine, child) : parent.title,
    classification: parent.classification,
    // What belongs to a narrow matter is narrow.
    room: isNarrow(machine, machine.initial) || (parent.room > 0 && !spawn?.openly) ? 1 : 0,
    standing: await standingAfter(ctx, machine, begun),
  });
}

/**
 * Takes a step in every child of a kind that may take it now: what was said to all is told to each.
 * @throws 400 when what was said does not fit the form of that step
 */
async function driveChildren(ctx: Ctx, machine: Machine, name: string, matter: Matter): Promise<void> {
  const driven = drivenBy(machine.actions[name] ?? {}, matter);
  for (const id of driven?.ids ?? []) await drive(ctx, { id, action: driven!.action, data: driven!.data });
}

const drive = asPlatform(async (ctx, step: { id: string; action: string; data: unknown }): Promise<void> => {
  const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, step.id);
  if (!row) return;
  const machine = await machineOfMatter(ctx, row);
  const given = step.data === undefined ? {} : { data: step.data };
  const decision = decide(machine, toEngine(row), step.action, SYSTEM, given, ctx.now.toISOString(), NOBODY);
  if (!isRefusal(decision)) await recordStep(ctx, machine, row, decision.events);
  else if (decision.faults) throw unfitChild(decision.faults, {});
});

/** Who stays out of a matter stays out of what it began too, whoever sees that. */
const keepFromChildren = asPlatform(async (ctx, { matter, event }: EffectCall) => {
  if (event.type !== 'recused') return;
  for (const child of matter.children) {
    const row = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, child.id);
    if (!row) continue;
    const recused = recordRecusal(toEngine(row), event.who, ctx.now.toISOString());
    if (recused) await recordStep(ctx, await machineOfMatter(ctx, row), row, [recused]);
  }
});

const unfitMatter = () => invalid({ pointer: '/data/into', code: 'unfit-matter' });

/**
 * The other matter takes note that this one goes on in it.
 * @throws 400 when it isn't there, not kept here, or concerns somebody else
 */
async function absorb(ctx: Ctx, into: string, matter: Matter): Promise<void> {
  const other = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, into);
  const [subject] = matter.subjects;
  if (
    !other ||
    other.organ_id !== matter.custodian ||
    other.procedure !== matter.procedure ||
    other.subject_id !== (subject?.id ?? null)
  )
    throw unfitMatter();
  const machine = await machineOfMatter(ctx, other);
  const decision = recordAbsorbed(machine, toEngine(other), matter.id, ctx.now.toISOString());
  if (isRefusal(decision)) throw unfitMatter();
  await recordStep(ctx, machine, other, decision.events);
}

/** The other matter takes note that this one left it. @throws 400 when it isn't there any more for who parts them */
async function release(ctx: Ctx, from: string, matter: Matter): Promise<void> {
  const other = await lockMatter(ctx.trx, ctx.actor.jurisdictionId, from);
  // What was set aside with the other one comes back with it alone.
  if (!other || other.room > 1) throw invalid({ code: 'unfit-matter' });
  const decision = recordReleased(toEngine(other), matter.id, ctx.now.toISOString());
  if (isRefusal(decision)) throw new Error(`Matter ${matter.id} can't leave ${from}: ${decision.refusal}`);
  await recordStep(ctx, await machineOfMatter(ctx, other), other, decision.events);
}
