import type { getStepDraft as getRoute, saveStepDraft as saveRoute } from '@plumbline/contract/draft';
import type { Body, Params, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../../platform/context/context.ts';
import { forbidden, invalid, notFound, stale, wrongState } from '../../../platform/errors/app-error.ts';
import { noteReading } from '../../../platform/ledger/openings.ts';
import { availableActions, getMatter } from '../act.ts';
import { namesOf } from '../names.ts';
import { machineOfMatter, packOfMatter } from '../procedures.ts';

import { findDraft, putDraft } from './draft.store.ts';

/** Longest form that is kept, in characters of its JSON: a record of 200 questions with their answers. */
const LONGEST = 1_500_000;
const LABEL = 'step-drafts';

type Asked = Params<typeof getRoute>;

/**
 * The form of a step that is being filled in, for those alone who may take the step now; with the key by which this
 * account's device keeps what could not be sent yet.
 * @throws 404, 403, 409 as for the step
 */
export async function getStepDraft(ctx: Ctx, { id, action }: Asked): Promise<Reply<typeof getRoute>> {
  const { organ_id } = await mayFill(ctx, id, action);
  const draft = await findDraft(ctx, id, action);
  await noteReading(ctx, {
    type: 'draft.opened',
    entity: 'draft',
    entityId: id,
    matterId: id,
    organId: organ_id,
    data: { action },
  });
  const names = await namesOf(ctx, [{ kind: 'account', id: draft?.account_id }]);
  return {
    version: draft?.version ?? 0,
    data: draft?.data ?? null,
    savedBy: (draft && names.get(draft.account_id)) ?? null,
    mine: draft?.account_id === ctx.actor.accountId,
    savedAt: draft?.saved_at.toISOString() ?? null,
    key: keyOf(ctx, id, action),
  };
}

/** @throws 404, 403, 409 as for the step, or when somebody saved it meanwhile; 400 for what its form does not have */
export async function saveStepDraft(
  ctx: Ctx,
  { id, action }: Asked,
  { version, data }: Body<typeof saveRoute>,
): Promise<Reply<typeof saveRoute>> {
  const { organ_id, fields } = await mayFill(ctx, id, action);
  const strange = Object.keys(data).find((field) => !fields.has(field));
  if (strange !== undefined) throw invalid({ pointer: `/data/${strange}`, code: 'unknown-code' });
  if (JSON.stringify(data).length > LONGEST) throw invalid({ pointer: '/data', code: 'draft.long' });
  const saved = await putDraft(ctx, id, action, version, data);
  if (saved === undefined) {
    const now = await findDraft(ctx, id, action);
    throw stale({ version: now?.version ?? 0 });
  }
  ctx.record({
    type: 'draft.saved',
    entity: 'draft',
    entityId: id,
    matterId: id,
    organId: organ_id,
    data: { action, version: saved },
  });
  return { version: saved, savedAt: ctx.now.toISOString() };
}

/** The matter and the fields of the form, where the caller may take the step now. */
async function mayFill(
  ctx: Ctx,
  id: string,
  action: string,
): Promise<{ organ_id: string; fields: ReadonlySet<string> }> {
  const row = await getMatter(ctx, id);
  const machine = await machineOfMatter(ctx, row);
  if (machine.service) await ctx.services.guards[machine.service]?.(ctx, row);
  const step = Object.hasOwn(machine.actions, action) ? machine.actions[action] : undefined;
  if (!step?.drafted) throw notFound();
  const allowed = await availableActions(ctx, row);
  if (!allowed.includes(action)) {
    if (!step.from.includes(row.state)) throw wrongState(allowed);
    throw forbidden();
  }
  const form = (await packOfMatter(ctx, row)).forms[step.form ?? ''] as { properties?: object } | undefined;
  return { organ_id: row.organ_id, fields: new Set(Object.keys(form?.properties ?? {})) };
}

/**
 * A key that the server alone can make: nothing that a shared computer keeps can be read without the session of the
 * account that wrote it, also after a power cut.
 */
const keyOf = (ctx: Ctx, matterId: string, action: string): string =>
  ctx.services.keys
    .jurisdiction(ctx.actor.jurisdictionId)
    .hmac(LABEL, `${ctx.actor.accountId}:${matterId}:${action}`)
    .toString('base64');
