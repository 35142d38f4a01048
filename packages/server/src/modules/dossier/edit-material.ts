import type { editMaterial as contract } from '@plumbline/contract/material';
import type { Body } from '@plumbline/contract/route';
import { actionsWith, type CatalogueItem, type Pack, validateForm } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { json, uuidArray } from '../../platform/db/sql.ts';
import { found, invalid, stale, wrongState } from '../../platform/errors/app-error.ts';
import { FORGET_TOPIC } from '../../platform/http/forget-contents.ts';
import { act, availableActions, lockMatter, machineOfMatter } from '../matter/index.ts';
import { attachFiles } from './attach-files.ts';
import { itemOf } from './catalogue.ts';
import { formOf } from './forms.ts';
import { type FoundMaterial, findMaterial, findMatterOf, listFiles } from './material.store.ts';
import { sealedContent } from './sealed-content.ts';
import { aboutOn, dayPointer } from './stated.ts';

type Change = Body<typeof contract>;

/** Changes a draft. @throws 409 when it is none any more, or was changed since the caller looked */
export async function editMaterial(
  ctx: Ctx,
  id: string,
  sent: Change,
): Promise<{ id: string; version: number }> {
  const matterId = found(await findMatterOf(ctx, id));
  const matter = found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId));
  const row = found(await findMaterial(ctx, id));
  if (matter.version !== sent.version) throw stale({ version: matter.version, status: row.status });
  const machine = await machineOfMatter(ctx, matter);
  const [edit] = actionsWith(machine, 'material.edit');
  if (!edit) throw wrongState(await availableActions(ctx, matter));
  const { pack, item } = await itemOf(ctx, row);
  const change = { ...(sent.form ? aboutOn(formOf(pack, item), sent.form) : {}), ...given(sent) };
  refuseFaults(ctx, pack, item, change);
  const columns = {
    ...(change.form === undefined ? {} : { form: json(change.form) }),
    ...(change.title === undefined ? {} : { title: change.title }),
    ...(change.note === undefined ? {} : { note: change.note }),
    ...(change.source === undefined ? {} : { source: change.source }),
    ...(change.sourceOrganId === undefined ? {} : { source_organ_id: change.sourceOrganId }),
    ...(change.occurredOn === undefined ? {} : { occurred_on: change.occurredOn }),
    ...(change.receivedOn === undefined ? {} : { received_on: change.receivedOn }),
  };
  if (Object.keys(columns).length) {
    ctx.send(
      ctx.trx
        .updateTable('material')
        .set(columns)
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', '=', id),
    );
  }
  const step = await act(ctx, matterId, edit, {}, { row: matter });
  if (change.files) await replaceFiles(ctx, row, change.files);
  ctx.record({
    type: 'material.edited',
    entity: 'material',
    entityId: id,
    subjectId: row.subject_id,
    organId: row.organ_id,
    data: {
      source: change.source ?? row.source,
      sourceOrganId: change.sourceOrganId ?? row.source_organ_id,
      occurredOn: change.occurredOn ?? row.occurred_on,
      receivedOn: change.receivedOn ?? row.received_on,
      ...(change.files ? { files: change.files } : {}),
      sealed: sealedContent(ctx, id, {
        title: change.title ?? row.title,
        note: change.note ?? row.note,
        form: change.form ?? row.form,
      }),
    },
  });
  return { id, version: step.matter.seq };
}

/** Without what was left out, so that it doesn't stand over what the form states. */
const given = (change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Change;

function refuseFaults(ctx: Ctx, pack: Pack, item: CatalogueItem, change: Change): void {
  if (change.form) {
    const faults = validateForm(pack, item.form, change.form, ctx.today);
    if (faults.length)
      throw invalid(...faults.map(({ pointer, ...fault }) => ({ pointer: `/form${pointer}`, ...fault })));
  }
  if (change.source && !ctx.pack.sources.some((s) => s.code === change.source && s.forMaterials))
    throw invalid({ pointer: '/source', code: 'unknown-code', params: { value: change.source } });
  if (change.occurredOn && change.occurredOn > ctx.today)
    throw invalid({ pointer: dayPointer(formOf(pack, item)), code: 'day-to-come' });
  if (change.files?.length && !item.files) throw invalid({ pointer: '/files', code: 'no-files-here' });
}

/** The entry's files become exactly these, in this order. */
async function replaceFiles(ctx: Ctx, row: FoundMaterial, ids: readonly string[]): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  const present = new Set((await listFiles(ctx, row.id)).map((file) => file.id));
  const gone = [...present].filter((id) => !ids.includes(id));
  if (gone.length) {
    const stores = await storesOf(ctx, gone);
    ctx.send(
      ctx.trx
        .deleteFrom('search_entry')
        .where('jurisdiction_id', '=', j)
        .where('kind', '=', 'file')
        .where('ref_id', 'in', gone),
    );
    ctx.send(ctx.trx.deleteFrom('file').where('jurisdiction_id', '=', j).where('id', 'in', gone));
    ctx.later(FORGET_TOPIC, { stores });
  }
  await attachFiles(
    ctx,
    row,
    ids.filter((id) => !present.has(id)),
  );
  const order = sql`update file set order_no = array_position(${uuidArray(ids)}, id)
    where jurisdiction_id = ${j} and material_id = ${row.id}`;
  ctx.send({ compile: () => order.compile(ctx.trx) });
}

async function storesOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const rows = await ctx.trx
    .selectFrom('file')
    .select('store_name')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => row.store_name);
}
