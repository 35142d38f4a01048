import type { supplyCollection as contract } from '@plumbline/contract/collection';
import type { Body } from '@plumbline/contract/route';
import { type PartyRef, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { found, wrongState } from '../../platform/errors/app-error.ts';
import { act, availableActions, lockMatter, machineOfMatter } from '../matter/index.ts';
import { isTogether, needItem } from './catalogue.ts';
import { supplyAction } from './collection.effects.ts';
import { findTask } from './collection.store.ts';
import { NOBODYS_DESK } from './desk.ts';
import { fileMaterial } from './file-material.ts';

type Given = Body<typeof contract>;

/**
 * Answers a task: files a draft for the custodian, who sees it while the contributor only sees the task, or
 * says that there is nothing.
 * @throws 404 unless the task is the caller's to see, 403 or 409 as the procedure refuses, 400 for a faulty form
 */
export async function supplyCollection(
  ctx: Ctx,
  id: string,
  given: Given,
): Promise<{ id: string; state: string; stateTitle: string }> {
  const row = found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, id));
  const task = found(await findTask(ctx, id));
  const machine = await machineOfMatter(ctx, row);
  const supply = supplyAction(machine);
  if (!supply) throw wrongState(await availableActions(ctx, row));
  const note = given.note ? { note: given.note } : {};
  const step = async (data: Record<string, unknown>) =>
    act(ctx, id, supply, { data: { ...data, ...note } }, { row });
  if (!given.form) {
    const { matter } = await step({ nothing: true });
    return { id, state: matter.state, stateTitle: pick(machine.states[matter.state]!.title, ctx.locale) };
  }
  const item = needItem(ctx.pack, task.item, task.subject_kind);
  const together = isTogether(item);
  const contributor = { kind: task.contributor_kind, id: task.contributor_id } as PartyRef;
  const filed = await fileMaterial(ctx, {
    subject: { kind: task.subject_kind, id: task.subject_id },
    item: task.item,
    form: given.form,
    title: given.title,
    occurredOn: given.occurredOn,
    files: given.files,
    sourceOrganId: contributor.kind === 'organ' ? contributor.id : null,
    parties: { contributor: [contributor] },
    visibility: {
      organId: together ? NOBODYS_DESK : task.custodian_id,
      classification: item.classification,
      concernsPersonId: task.subject_kind === 'person' ? task.subject_id : null,
      sealedUnitId: task.sealed_to_unit_id,
    },
  });
  const { matter } = await step({ materials: [filed.id] });
  if (together) ctx.later('dossier.end-task', { matterId: id });
  return { id, state: matter.state, stateTitle: pick(machine.states[matter.state]!.title, ctx.locale) };
}
