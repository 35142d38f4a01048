import type { FollowUp, Instruction } from '@plumbline/contract/instruction';
import { type FormNode, formValues, type Pack, pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { availableActions, type MatterRow, machineOfMatter } from '../matter/index.ts';
import { findItem, packOf } from './catalogue.ts';
import { type FollowUpRow, type InstructionRow, listFollowUps } from './instructions.store.ts';
import { listMatterRows } from './matters.store.ts';
import { titleOf } from './view-subject.ts';

/** Instructions with the follow-up of each unit that the caller may see. */
export async function viewInstructions(
  ctx: Ctx,
  rows: readonly InstructionRow[],
  unitId?: string,
): Promise<Instruction[]> {
  const followUps = await listFollowUps(
    ctx,
    rows.map((row) => row.id),
    unitId,
  );
  const matters = await listMatterRows(
    ctx,
    followUps.map((row) => row.matter_id),
  );
  const views = new Map<string, z.infer<typeof FollowUp>[]>();
  for (const row of followUps) {
    const matter = matters.get(row.matter_id);
    if (!matter) continue;
    const list = views.get(row.instruction_id) ?? [];
    views.set(row.instruction_id, [...list, await viewFollowUp(ctx, row, matter)]);
  }
  return Promise.all(
    rows.map(async (row) => {
      const item = findItem(await packOf(ctx, row.pack_version), row.item);
      return {
        id: row.id,
        item: row.item,
        itemTitle: item ? pick(item.title, ctx.locale) : row.item,
        title: row.title,
        content: row.content,
        issuer: row.issuer,
        issuedOn: row.issued_on,
        requirement: row.requirement,
        dueOn: row.due_on,
        industry: row.industry
          ? { code: row.industry, title: titleOf(ctx.pack.industries, row.industry, ctx) ?? row.industry }
          : null,
        unit: row.unit_id ? { kind: 'unit' as const, id: row.unit_id, name: row.unit_name ?? '' } : null,
        createdAt: row.created_at.toISOString(),
        followUps: views.get(row.id) ?? [],
        allowed: row.industry && ctx.may('instruction.write', row.organ_id) ? ['openFollowUps'] : [],
      };
    }),
  );
}

export async function viewFollowUp(
  ctx: Ctx,
  row: Pick<FollowUpRow, 'unit_id' | 'unit_name' | 'matter_id' | 'reported' | 'reported_action'>,
  matter: MatterRow,
): Promise<z.infer<typeof FollowUp>> {
  const machine = await machineOfMatter(ctx, matter);
  const pack = await packOf(ctx, matter.pack_version);
  const form = machine.actions[row.reported_action ?? '']?.form;
  return {
    matterId: row.matter_id,
    unit: { kind: 'unit', id: row.unit_id, name: row.unit_name },
    state: matter.state,
    stateTitle: pick(machine.states[matter.state]!.title, ctx.locale),
    openedAt: matter.opened_at.toISOString(),
    dueOn: matter.due_on,
    overdue: matter.due_on !== null && matter.closed_at === null && matter.due_on < ctx.today,
    ended: matter.closed_at !== null,
    progress: form ? progressOf(ctx, pack, form, row.reported) : null,
    version: matter.version,
    allowed: await availableActions(ctx, matter),
  };
}

const LONGEST = 300;

/** A report in one line: its coded answers, then its first words. */
function progressOf(ctx: Ctx, pack: Pack, formCode: string, data: unknown): string | null {
  const form = pack.forms[formCode] as unknown as FormNode | undefined;
  if (!form || !data) return null;
  const values = formValues(form, data);
  const coded = values.flatMap(({ node, value }) => {
    const title = node.oneOf?.find((option) => option.const === value)?.['x-title'];
    return title ? [pick(title, ctx.locale)] : [];
  });
  const words = values.find(({ node, value }) => typeof value === 'string' && !node.oneOf && !node.format);
  return [...coded, ...(words ? [String(words.value)] : [])].join(' · ').slice(0, LONGEST) || null;
}
