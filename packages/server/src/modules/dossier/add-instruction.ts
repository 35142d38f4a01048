import type { addInstruction as contract } from '@plumbline/contract/instruction';
import type { Body } from '@plumbline/contract/route';
import { addDays } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { forbidden, invalid } from '../../platform/errors/app-error.ts';
import { startMatter, visibilityColumns } from '../matter/index.ts';
import { findItem } from './catalogue.ts';
import { unitsWithoutFollowUp } from './instructions.store.ts';
import { ensureDossier } from './place.ts';

/** Days where the pack has no such limit. */
const TERM = 90;

/**
 * Records an instruction on a unit or on an industry. It stands once; each unit concerned gets a follow-up of
 * its own, also a unit that joins the industry later (S0.24, S0.25, S0.36).
 */
export async function addInstruction(
  ctx: Ctx,
  body: Body<typeof contract>,
): Promise<{ id: string; followUps: number }> {
  const organId = organOf(ctx);
  const item = findItem(ctx.pack, body.item);
  if (!item?.followUp)
    throw invalid({ pointer: '/item', code: 'unknown-code', params: { value: body.item } });
  if (body.industry && !ctx.pack.industries.some(({ code }) => code === body.industry))
    throw invalid({ pointer: '/industry', code: 'unknown-code', params: { value: body.industry } });
  if (body.issuedOn > ctx.today) throw invalid({ pointer: '/issuedOn', code: 'day-to-come' });
  const term = await ctx.due('instruction.progress', ctx.today, organId);
  const due = body.due ?? term?.day ?? addDays(ctx.today, TERM);
  const row = {
    id: newId(ctx.now.getTime()),
    item: body.item,
    title: body.title,
    industry: body.industry ?? null,
    unit_id: body.unitId ?? null,
    organ_id: organId,
    requirement: body.requirement,
    due_on: due,
  };
  ctx.send(
    ctx.trx.insertInto('instruction').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      ...row,
      pack_version: ctx.pack.head.version,
      content: body.content,
      issuer: body.issuer,
      issued_on: body.issuedOn,
      account_id: ctx.actor.accountId,
      created_at: ctx.now,
      ...visibilityColumns({ organId, classification: item.classification }),
    }),
  );
  ctx.record({
    type: 'instruction.recorded',
    entity: 'instruction',
    entityId: row.id,
    subjectId: row.unit_id,
    organId,
    data: { ...row, content: body.content, issuer: body.issuer, issuedOn: body.issuedOn },
  });
  const opened = await openFollowUps(ctx, row);
  if (body.unitId && opened === 0) throw invalid({ pointer: '/unitId', code: 'unknown-reference' });
  return { id: row.id, followUps: opened };
}

/** The first organ in which the caller may record instructions. */
function organOf(ctx: Ctx): string {
  const held = ctx.actor.permissions.get('instruction.write');
  const own = ctx.actor.organId;
  const organId = own && held?.has(own) ? own : held?.values().next().value;
  if (!organId) throw forbidden('instruction.write');
  return organId;
}

export interface Instructed {
  id: string;
  title: string;
  industry: string | null;
  unit_id: string | null;
  organ_id: string;
  requirement: string;
  due_on: string;
}

/** Opens the follow-up of every unit concerned that has none; again without harm. @returns how many */
export async function openFollowUps(ctx: Ctx, instruction: Instructed, bySystem = false): Promise<number> {
  const j = ctx.actor.jurisdictionId;
  const units = await unitsWithoutFollowUp(ctx, instruction);
  // Who joins after the day is over has a term of its own from now on.
  const term = await ctx.due('instruction.progress', ctx.today, instruction.organ_id);
  const due = instruction.due_on >= ctx.today ? instruction.due_on : (term?.day ?? addDays(ctx.today, TERM));
  let opened = 0;
  for (const unit of units) {
    const matterId = newId(ctx.now.getTime());
    const taken = await ctx.trx
      .insertInto('instruction_follow_up')
      .values({
        jurisdiction_id: j,
        instruction_id: instruction.id,
        unit_id: unit.id,
        matter_id: matterId,
        opened_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('matter_id')
      .executeTakeFirst();
    if (!taken) continue;
    await ensureDossier(ctx, { kind: 'unit', id: unit.id }, { byFiling: false });
    await startMatter(ctx, {
      service: 'instruction',
      id: matterId,
      title: instruction.title,
      subject: { kind: 'unit', id: unit.id },
      parties: { unit: [{ kind: 'unit', id: unit.id }] },
      visibility: { organId: instruction.organ_id, classification: 0, readers: [unit.id] },
      data: { material: instruction.id, requirement: instruction.requirement, due },
      dueOn: due,
      ...(bySystem ? { bySystem: true } : {}),
    });
    opened++;
  }
  return opened;
}
