import type { Material, MaterialAction } from '@plumbline/contract/material';
import { localiseForm, type Machine, maskKin, pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { availableActions, getMatter, type MatterRow, machineOfMatter } from '../matter/index.ts';
import { absent } from './absent.ts';
import { itemOf, needsSlip } from './catalogue.ts';
import { viewFile } from './file-head.ts';
import { findPaper } from './form-paper.ts';
import { formOf } from './forms.ts';
import { rightsOf } from './get-dossier.ts';
import { contentAccess } from './material.access.ts';
import { type FoundMaterial, findMaterial, listFiles, listVersions } from './material.store.ts';
import { listSlipsInForce } from './reading.store.ts';
import { viewHeads } from './view-head.ts';

/** What the caller may do with an entry's own matter; nothing where the entry shares another's. */
export interface Work {
  row: MatterRow;
  machine: Machine;
  allowed: string[];
}

export async function workOf(ctx: Ctx, matterId: string): Promise<Work | undefined> {
  const row = await getMatter(ctx, matterId).catch(absent);
  if (!row) return undefined;
  const machine = await machineOfMatter(ctx, row);
  if (machine.service !== 'material') return undefined;
  return { row, machine, allowed: await availableActions(ctx, row) };
}

/** What an entry is called, for those who may read it; undefined where it is out of sight. */
export async function titleInSight(
  ctx: Ctx,
  id: string,
): Promise<{ title: string | null; subjectId: string } | undefined> {
  const row = await findMaterial(ctx, id);
  if (!row) return undefined;
  const [slips, work] = await Promise.all([
    listSlipsInForce(ctx, [row.subject_id]),
    workOf(ctx, row.matter_id),
  ]);
  const { item } = await itemOf(ctx, row);
  const { open } = contentAccess(ctx, item, row, rightsOf(ctx, row.custodian_id, slips), work);
  return { title: open ? row.title : null, subjectId: row.subject_id };
}

/** An entry with as much of its content as the caller may read; reading restricted content is on record. */
export async function getMaterial(ctx: Ctx, id: string): Promise<Material> {
  const [material, files, versions] = await Promise.all([
    findMaterial(ctx, id),
    listFiles(ctx, id),
    listVersions(ctx, id),
  ]);
  const row = found(material);
  const [slips, work] = await Promise.all([
    listSlipsInForce(ctx, [row.subject_id]),
    workOf(ctx, row.matter_id),
  ]);
  const rights = rightsOf(ctx, row.custodian_id, slips);
  const { pack, item } = await itemOf(ctx, row);
  const access = contentAccess(ctx, item, row, rights, work);
  if (access.open && needsSlip(ctx.pack, row.classification)) await recordOpening(ctx, openingOf(row));
  const [head, ...others] = await viewHeads(ctx, [row, ...versions], rights);
  const form = formOf(pack, item);
  return {
    ...head!,
    title: access.open ? row.title : null,
    withheld: !access.open,
    subject: {
      kind: row.subject_kind as 'person' | 'unit',
      id: row.subject_id,
      name: row.subject_name ?? '',
    },
    custodianId: row.custodian_id,
    matterId: row.matter_id,
    form: access.open ? ((access.kin ? row.form : maskKin(form, row.form)) as Record<string, unknown>) : null,
    schema: access.open ? (localiseForm(form, ctx.locale) as Record<string, unknown>) : null,
    withheldBy: access.withheldBy,
    masked: !access.kin,
    paper: access.open && findPaper(pack, item) !== undefined,
    note: access.open ? row.note : null,
    occurredOn: row.occurred_on,
    receivedOn: row.received_on,
    sourceOrgan: access.open ? row.source_organ : null,
    // Who wrote a sealed entry is nobody's to know.
    author: item.sealed ? null : row.author_name,
    verifiedBy: row.verifier_name,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    attachments: access.open ? files.map(viewFile) : [],
    files: access.open ? files.length : 0,
    takesFiles: item.files,
    byHand: !item.autoFiled && !item.followUp,
    versions: others,
    actions: work ? actionsOf(ctx, work) : [],
    allowed: work?.allowed ?? [],
  };
}

function actionsOf(ctx: Ctx, { machine, allowed }: Work): z.infer<typeof MaterialAction>[] {
  return allowed.map((code) => {
    const action = machine.actions[code]!;
    const { effects } = action;
    return {
      code,
      title: pick(action.title, ctx.locale),
      form: action.form ?? null,
      requiresReason: action.requiresReason,
      kind: effects.includes('material.edit')
        ? 'edit'
        : effects.includes('material.verify')
          ? 'verify'
          : effects.includes('subject.move')
            ? 'move'
            : 'other',
    };
  });
}

const openingOf = (row: FoundMaterial) => ({
  type: 'material.opened',
  entity: 'material',
  entityId: row.id,
  subjectId: row.subject_id,
  organId: row.organ_id,
  data: { item: row.item, classification: row.classification },
});
