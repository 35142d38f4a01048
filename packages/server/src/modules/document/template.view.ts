import type * as contract from '@plumbline/contract/template';
import {
  formPathOf,
  isFixedSource,
  limitCodeOf,
  type PackText,
  partyOf,
  pick,
  TEMPLATE_SOURCES,
  type Template,
  type TemplateField,
} from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { isByHand, issuingSteps } from './issuing-steps.ts';
import { listVersions, organsNamed, type VersionRow } from './template.store.ts';
import { templateOf, templatesOf } from './template-of.ts';

const titled = <T extends { code: string; title: { zh: string; en: string } }>(ctx: Ctx, entry: T) => ({
  code: entry.code,
  title: pick(entry.title, ctx.locale),
});

/** Organs in which the caller holds a permission. */
export const organsWith = (ctx: Ctx, permission: string): string[] => [
  ...(ctx.actor.permissions.get(permission) ?? []),
];

function summarise(ctx: Ctx, template: Template, own: ReadonlySet<string>): contract.TemplateSummary {
  const kinds = ctx.pack.workKinds.filter((kind) => template.work.includes(kind.code));
  return {
    ...titled(ctx, template),
    note: template.note ? pick(template.note, ctx.locale) : null,
    work: kinds.map((kind) => titled(ctx, kind)),
    layout: template.layout,
    language: template.language,
    fields: template.fields.length,
    own: own.has(template.code),
  };
}

/** Templates of the pack in force, by kind of work when one is asked for. */
export async function listTemplates(ctx: Ctx, work: string | undefined) {
  const organs = [...ctx.actor.organs];
  const replaced = !organs.length
    ? []
    : await ctx.trx
        .selectFrom('template_version')
        .select('template')
        .distinct()
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('state', '=', 'approved')
        .where('effective_from', '<=', ctx.today)
        .where('organ_id', 'in', organs)
        .execute();
  const own = new Set(replaced.map((row) => row.template));
  return {
    items: templatesOf(ctx.pack)
      .filter((template) => !work || template.work.includes(work))
      .map((template) => summarise(ctx, template, own)),
    workKinds: ctx.pack.workKinds.map((kind) => titled(ctx, kind)),
  };
}

/** Where a value comes from, in words. */
function sourceOf(ctx: Ctx, from: string): PackText {
  const [place, limit] = [partyOf(from), limitCodeOf(from)];
  if (place !== undefined) {
    const titles = Object.values(ctx.pack.procedures).flatMap((one) => one.parties?.[place]?.title ?? []);
    const title = titles[0] ?? { zh: place, en: place };
    return { zh: `事项当事角色：${title.zh}`, en: `Place in the matter: ${title.en}` };
  }
  if (limit !== undefined) {
    const title = ctx.pack.terms.find((term) => term.code === limit)?.title ?? { zh: limit, en: limit };
    return { zh: `现行时限：${title.zh}`, en: `Limit in force: ${title.en}` };
  }
  const path = formPathOf(from);
  return (
    TEMPLATE_SOURCES[from as keyof typeof TEMPLATE_SOURCES] ?? {
      zh: `事项表单：${path}`,
      en: `Form of the matter: ${path}`,
    }
  );
}

/** A field as a person reads it: where its value comes from is told in words. */
export function viewField(ctx: Ctx, field: TemplateField): contract.TemplateFieldView {
  return {
    ...titled(ctx, field),
    titleZh: field.title.zh,
    kind: field.kind,
    required: field.required,
    from: pick(sourceOf(ctx, field.from), ctx.locale),
    asked: field.from === 'input',
    fixed: isFixedSource(field.from),
    columns: (field.columns ?? []).map((column) => titled(ctx, column)),
  };
}

/** @throws 404 */
export async function describeTemplate(ctx: Ctx, code: string): Promise<contract.TemplateDetail> {
  const template = templateOf(ctx.pack, code);
  const mine = organsWith(ctx, 'template.manage');
  const [rows, organs] = await Promise.all([listVersions(ctx, code), organsNamed(ctx, mine)]);
  const own = rows.filter((row) => row.state === 'approved' && ctx.actor.organs.has(row.organ_id));
  return {
    ...summarise(ctx, template, new Set(own.length ? [code] : [])),
    pattern: template.number.pattern,
    byHand: isByHand(ctx.pack, template),
    bySteps: issuingSteps(ctx.pack, template).map(
      ({ procedure, action }) => `${pick(procedure.title, ctx.locale)} · ${pick(action.title, ctx.locale)}`,
    ),
    fieldList: template.fields.map((field) => viewField(ctx, field)),
    versions: rows.map((row) => viewVersion(ctx, template, row, rows)),
    secondPerson: ctx.pack.templates.replacement.secondPerson,
    organs: organs.map(({ id, name }) => ({ id, name })),
    allowed: organs.length ? ['replace'] : [],
  };
}

/** @param all the template's versions, among which one is in force for each organ */
export function viewVersion(
  ctx: Ctx,
  template: Template,
  row: VersionRow,
  all: readonly VersionRow[],
): contract.TemplateVersion {
  const current = all.find(
    (one) => one.organ_id === row.organ_id && one.state === 'approved' && one.effective_from <= ctx.today,
  );
  const missing = template.fields.filter((field) => row.missing.includes(field.code));
  return {
    id: row.id,
    template: row.template,
    organ: { id: row.organ_id, name: row.organ_name },
    name: row.name,
    size: row.size,
    sha256: row.sha256,
    note: row.note,
    state: row.state as contract.TemplateVersion['state'],
    inForce: current?.id === row.id,
    effectiveFrom: row.effective_from,
    missing: missing.map((field) => titled(ctx, field)),
    proposedBy: row.proposer,
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: row.decider,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    version: row.version,
    allowed: allowedOnVersion(ctx, row),
  };
}

/** What the caller may do with a version: approve and reject as another person, withdraw what is his organ's. */
export function allowedOnVersion(
  ctx: Ctx,
  row: Pick<VersionRow, 'state' | 'organ_id' | 'proposed_by'>,
): string[] {
  const decides =
    row.state === 'proposed' &&
    row.proposed_by !== ctx.actor.accountId &&
    ctx.may('template.approve', row.organ_id);
  const ends =
    (row.state === 'proposed' || row.state === 'approved') && ctx.may('template.manage', row.organ_id);
  return [...(decides ? ['approve', 'reject'] : []), ...(ends ? ['withdraw'] : [])];
}
