import { Readable } from 'node:stream';
import type { Body, Query } from '@plumbline/contract/route';
import type * as contract from '@plumbline/contract/template';
import { MAX_TEMPLATE_UPLOAD } from '@plumbline/contract/template';
import { compareTags, openTemplate, TemplateRefused, tagsOf } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, found, invalid, stale, wrongState } from '../../platform/errors/app-error.ts';
import { safeName } from '../../platform/files/safe-name.ts';
import { notify } from '../../platform/notices/notify.ts';
import { isSamePerson } from '../identity/index.ts';
import { findVersion, listVersions, lockVersion } from './template.store.ts';
import { allowedOnVersion, viewVersion } from './template.view.ts';
import { templateOf } from './template-of.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Puts an office's file in place of the pack's. Unknown fields, and the absence of required ones, refuse it
 * with the whole list; other missing fields are told and kept with the version.
 * @throws 403, 404, 400, 422 when the file is no sound template
 */
export async function replaceTemplate(
  ctx: Ctx,
  code: string,
  query: Query<typeof contract.replaceTemplate>,
  body: unknown,
): Promise<contract.TemplateVersion> {
  const template = templateOf(ctx.pack, code);
  ctx.need('template.manage', query.organId);
  if (!(body instanceof Uint8Array) || body.length === 0) throw new AppError('invalid');
  const { unknown, missing, missingRequired } = compared(template, body);
  const titleOf = (field: string) => template.fields.find((one) => one.code === field)?.title.zh ?? field;
  const faults = [
    ...unknown.map((field) => ({ code: 'template.field-unknown', params: { template: code, field } })),
    ...missingRequired.map((field) => ({
      code: 'template.field-missing',
      params: { template: code, field: `${titleOf(field)} (${field})` },
    })),
  ];
  if (faults.length) throw new AppError('file-refused', { faults });
  const id = newId(ctx.now.getTime());
  const j = ctx.actor.jurisdictionId;
  const stored = await ctx.services.files.put(j, Readable.from([body]), { maxBytes: MAX_TEMPLATE_UPLOAD });
  const second = ctx.pack.templates.replacement.secondPerson;
  const row = {
    jurisdiction_id: j,
    id,
    template: code,
    organ_id: query.organId,
    store_name: stored.name,
    name: safeName(query.name),
    size: stored.size,
    sha256: stored.sha256,
    note: query.note,
    missing,
    effective_from: query.effectiveFrom,
    state: second ? 'proposed' : 'approved',
    proposed_by: ctx.actor.accountId,
    proposed_at: ctx.now,
  };
  await ctx.trx.insertInto('template_version').values(row).execute();
  ctx.record({
    type: 'template.replaced',
    entity: 'template',
    entityId: id,
    organId: query.organId,
    data: {
      template: code,
      sha256: stored.sha256,
      effectiveFrom: query.effectiveFrom,
      missing,
      state: row.state,
    },
  });
  return described(ctx, id);
}

function compared(template: Parameters<typeof compareTags>[0], bytes: Uint8Array) {
  try {
    return compareTags(template, tagsOf(openTemplate(bytes)));
  } catch (error) {
    if (!(error instanceof TemplateRefused)) throw error;
    throw new AppError('file-refused', { faults: [{ code: error.code, params: { at: error.at } }] });
  }
}

/** Approves or rejects a replacement; never by whoever proposed it. @throws 404, 403, 409, 400 */
export async function decideTemplate(
  ctx: Ctx,
  id: string,
  input: Body<typeof contract.decideTemplate>,
): Promise<contract.TemplateVersion> {
  const row = found(await lockVersion(ctx, id));
  ctx.need('template.approve', row.organ_id);
  if (row.version !== input.version) throw stale({ version: row.version, state: row.state });
  if (row.state !== 'proposed') throw wrongState(allowedOnVersion(ctx, row));
  if (await isSamePerson(ctx, row.proposed_by)) throw new AppError('second-person');
  if (!input.approve && !input.reason) throw invalid({ pointer: '/reason', code: 'reason-required' });
  const state = input.approve ? 'approved' : 'rejected';
  await change(ctx, row, { state, reason: input.reason || null });
  notify(ctx, { to: [row.proposed_by], kind: `template.${state}`, link: `/templates/${row.template}` });
  return described(ctx, id);
}

/** Stops using a replacement: the pack's own file, or an older one of the office, counts again. @throws 404, 403, 409 */
export async function withdrawTemplate(
  ctx: Ctx,
  id: string,
  input: Body<typeof contract.withdrawTemplate>,
): Promise<contract.TemplateVersion> {
  const row = found(await lockVersion(ctx, id));
  ctx.need('template.manage', row.organ_id);
  if (row.version !== input.version) throw stale({ version: row.version, state: row.state });
  if (!allowedOnVersion(ctx, row).includes('withdraw')) throw wrongState(allowedOnVersion(ctx, row));
  await change(ctx, row, { state: 'withdrawn', reason: input.reason });
  return described(ctx, id);
}

async function change(
  ctx: Ctx,
  row: NonNullable<Awaited<ReturnType<typeof lockVersion>>>,
  set: { state: string; reason: string | null },
): Promise<void> {
  await ctx.trx
    .updateTable('template_version')
    .set({ ...set, decided_by: ctx.actor.accountId, decided_at: ctx.now, version: row.version + 1 })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
  ctx.record({
    type: `template.${set.state}`,
    entity: 'template',
    entityId: row.id,
    organId: row.organ_id,
    data: { template: row.template, ...set },
  });
}

async function described(ctx: Ctx, id: string): Promise<contract.TemplateVersion> {
  const row = found(await findVersion(ctx, id));
  return viewVersion(ctx, templateOf(ctx.pack, row.template), row, await listVersions(ctx, row.template));
}

export { DOCX };
