import { childrenOfSubject, pick, type Template } from '@plumbline/policy';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { type FieldValue, longDay } from '../../platform/documents/templates/values.ts';
import {
  findMatter,
  listSteps,
  type MatterRow,
  machineOfMatter,
  toEngine,
  viewSteps,
} from '../matter/index.ts';

const SOURCES = ['matter.approvals', 'matter.steps', 'matter.papers'] as const;

/**
 * What was done and which papers there are, of a matter and of those it began, in the order in which it happened and
 * as far as the caller sees it. Gathered only where the template asks for it.
 */
export async function familyRows(
  ctx: Ctx,
  template: Template,
  matter: MatterRow,
): Promise<Record<string, FieldValue>> {
  const wanted = SOURCES.filter((source) => template.fields.some((field) => field.from === source));
  if (wanted.length === 0) return {};
  const family = [matter, ...(await descendants(ctx, matter))];
  const rows = await Promise.all(
    wanted.map((source) =>
      source === 'matter.approvals'
        ? approvalsOf(ctx, template, matter)
        : source === 'matter.steps'
          ? stepRows(ctx, template, family)
          : paperRows(ctx, template, family),
    ),
  );
  return Object.fromEntries(wanted.map((source, i) => [source, rows[i]!]));
}

async function descendants(ctx: Ctx, matter: MatterRow): Promise<MatterRow[]> {
  const found: MatterRow[] = [];
  const machine = await machineOfMatter(ctx, matter);
  for (const { id } of childrenOfSubject(machine, toEngine(matter))) {
    const child = await findMatter(ctx.trx, ctx.actor.jurisdictionId, id);
    if (child) found.push(child, ...(await descendants(ctx, child)));
  }
  return found;
}

const numbered = (rows: Record<string, string>[]) => rows.map((row, i) => ({ no: String(i + 1), ...row }));

async function stepRows(ctx: Ctx, { language }: Template, family: readonly MatterRow[]): Promise<FieldValue> {
  const all = await Promise.all(
    family.map(async (row) => {
      const machine = await machineOfMatter(ctx, row);
      const steps = await listSteps(ctx, row.id);
      const views = await viewSteps({ ...ctx, locale: language }, row, steps);
      return views.map((step) => ({ ...step, matter: pick(machine.title, language) }));
    }),
  );
  const steps = all.flat().sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  return numbered(
    steps.map((step) => ({
      day: longDay(dayOf(new Date(step.at)), language),
      matter: step.matter,
      step: step.title,
      account: step.account ?? '',
    })),
  );
}

/** Each approval of the last request, as it stands under a paper: what was said, by whom, on which day. */
async function approvalsOf(ctx: Ctx, { language }: Template, row: MatterRow): Promise<string> {
  const steps = await listSteps(ctx, row.id);
  const typeOf = ({ data }: (typeof steps)[number]) => (data as { type?: string }).type;
  const asked = steps.findLastIndex((step) => typeOf(step) === 'requested');
  const given = steps.slice(asked + 1).filter((step) => typeOf(step) === 'approved');
  const views = await viewSteps({ ...ctx, locale: language }, row, given);
  const agreed = language === 'zh' ? '同意。' : 'Approved.';
  return views
    .map((step) =>
      [step.reason ?? agreed, step.account ?? '', longDay(dayOf(new Date(step.at)), language)].join('  '),
    )
    .join('\n');
}

async function paperRows(
  ctx: Ctx,
  { language }: Template,
  family: readonly MatterRow[],
): Promise<FieldValue> {
  const rows = await ctx.trx
    .selectFrom('document')
    .select(['title', 'number', 'issued_on'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(
      'matter_id',
      'in',
      family.map(({ id }) => id),
    )
    .where('voided_at', 'is', null)
    .orderBy('issued_at')
    .orderBy('id')
    .execute();
  return numbered(
    rows.map(({ title, number, issued_on }) => ({ title, number, day: longDay(issued_on, language) })),
  );
}
