import type { NewDocument } from '@plumbline/contract/document';
import { formPathOf, type MatterEvent, type Pack, type Template } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { FillFailed, fillDocx } from '../../platform/documents/templates/fill.ts';
import {
  blankIn,
  type FieldFault,
  type FieldValues,
  joinValues,
  namesIn,
  tagValues,
} from '../../platform/documents/templates/values.ts';
import { AppError, found, invalid } from '../../platform/errors/app-error.ts';
import {
  getMatter,
  listSteps,
  type MatterRow,
  machineOfMatter,
  outsideOf,
  outwardOrgan,
  toEngine,
  type Visibility,
} from '../matter/index.ts';
import { familyRows } from './family-rows.ts';
import { formsOf } from './form-values.ts';
import { refuseOutside } from './issue-by-hand.ts';
import { issuingActions } from './issuing-steps.ts';
import { type Concern, knownValues } from './known-values.ts';
import { panelValues } from './panel-values.ts';
import { officeFile, packFile, storedBytes, templateOf } from './template-of.ts';

/** What is asked for, with the matter when the caller has it already. */
export interface DocumentRequest extends Omit<NewDocument, 'data'> {
  data: FieldValues;
  matter?: MatterRow;
  /** Account of whoever asked for the step that issues it, where somebody else approved it. */
  askedBy?: string;
  /** The form of the step that issues it, with what was written there, and its reason. */
  step?: { form: string | undefined; data: unknown; reason?: string | undefined };
}

/** A document before it is issued: what will stand in it, and who will see it. */
export interface Prepared {
  template: Template;
  pack: Pack;
  concern: Concern;
  matterId: string | null;
  issuerId: string | undefined;
  /** Where it is written: the organ itself, or a part of it. */
  writtenIn: string | undefined;
  /** What the records give. */
  known: FieldValues;
  values: FieldValues;
  faults: FieldFault[];
  visibility: Omit<Visibility, 'organId'>;
  custodianId: string | undefined;
  /** What a step of the matter issued last of this template; undefined for a step. */
  issued: { data: unknown; issued_to: string[] } | undefined;
  /** Of its readers those whom it is issued to, whoever works on the matter by then. */
  issuedTo: string[];
}

/**
 * Finds what a document concerns, and gathers its values. A matter keeps the templates of the pack that it
 * began under. @throws 404 for what the caller may not see, 403 for what is seen from outside alone
 */
export async function prepare(ctx: Ctx, request: DocumentRequest): Promise<Prepared> {
  const matter = request.matter ?? (request.matterId ? await getMatter(ctx, request.matterId) : undefined);
  if (matter && !request.step) await refuseOutside(ctx, matter);
  const pack = matter ? await packOf(ctx, matter) : ctx.pack;
  const template = templateOf(pack, request.template);
  const dossier = !matter && request.subjectId ? await dossierOf(ctx, request.subjectId) : undefined;
  const asked = request.organId ?? matter?.organ_id ?? ctx.actor.organId ?? undefined;
  const issuerId = asked && template.layout === 'letter' ? await outwardOrgan(ctx, asked) : asked;
  const subject = matter?.subject_id
    ? { kind: matter.subject_kind as 'person' | 'unit', id: matter.subject_id }
    : dossier && { kind: dossier.subject_kind as 'person' | 'unit', id: dossier.subject_id };
  const concern: Concern = {
    subject,
    matter: matter && {
      ...matter,
      // A step has put what it says with what all forms said before.
      data: { ...((request.step ? matter : toEngine(matter)).data as Record<string, unknown>) },
      parties: toEngine(matter).parties,
      rows: {
        ...(await familyRows(ctx, template, matter)),
        ...(await panelValues(ctx, template, matter)),
      },
      forms: formsOf(pack, matter.procedure, await stepsFor(ctx, template, matter), request.step),
    },
    issuerId,
    reason: request.step?.reason,
    byStep: request.step !== undefined,
    issuedBy: request.askedBy ?? ctx.actor.accountId,
  };
  const issued = matter && !request.step ? await issuedBySteps(ctx, matter, template) : undefined;
  const known = {
    ...(await knownValues(ctx, pack, template, concern)),
    ...(issued ? saidBefore(template, issued.data as FieldValues) : {}),
  };
  const { values, faults } = joinValues(template, known, request.data);
  const source = matter ?? dossier;
  const sight =
    matter && (await sightOfPaper(ctx, matter, request.step ? undefined : (issued?.issued_to ?? [])));
  return {
    template,
    pack,
    concern,
    issuerId,
    writtenIn: asked,
    known,
    values,
    faults,
    matterId: matter?.id ?? null,
    custodianId: source?.organ_id,
    issued,
    issuedTo: sight?.issuedTo ?? [],
    visibility: source
      ? {
          classification: source.classification,
          room: source.room as 0 | 1,
          readers: sight?.readers ?? source.readers,
          barred: source.barred,
          concernsPersonId: source.concerns_person_id,
          sealedUnitId: source.sealed_unit_id,
        }
      : {},
  };
}

/**
 * What was issued last on a matter of a template that its steps issue: issued again it says the same, to the same. What is
 * written by hand alone is another paper each time.
 */
async function issuedBySteps(ctx: Ctx, matter: MatterRow, template: Template) {
  if (issuingActions(await machineOfMatter(ctx, matter), template).length === 0) return undefined;
  return ctx.trx
    .selectFrom('document')
    .select(['data', 'issued_to'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('matter_id', '=', matter.id)
    .where('template', '=', template.code)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What a paper said, without its own number and day. */
const saidBefore = (template: Template, data: FieldValues): FieldValues =>
  Object.fromEntries(
    template.fields.flatMap(({ code, from }) =>
      from.startsWith('document.') || data[code] === undefined ? [] : [[code, data[code]]],
    ),
  );

/**
 * Who sees a paper of the matter: whoever works on it, and of those outside whom the state shows the matter that the step
 * leads to. By hand nothing is shown outside but what was before.
 */
async function sightOfPaper(
  ctx: Ctx,
  matter: MatterRow,
  shownTo: readonly string[] | undefined,
): Promise<{ readers: string[]; issuedTo: string[] }> {
  const outside = outsideOf(await machineOfMatter(ctx, matter), toEngine(matter));
  const issuedTo = [...(shownTo ?? matter.readers.filter((id) => outside.has(id)))];
  return { readers: [...matter.readers.filter((id) => !outside.has(id)), ...issuedTo], issuedTo };
}

/** The steps that were taken, where a field of the template is read from a form. */
async function stepsFor(ctx: Ctx, template: Template, matter: MatterRow): Promise<MatterEvent[]> {
  if (!template.fields.some((field) => formPathOf(field.from) !== undefined)) return [];
  const steps = await listSteps(ctx, matter.id);
  return steps.map((step) => step.data as MatterEvent);
}

/** A matter keeps the templates and forms of the pack that it began under. */
export async function packOf(ctx: Ctx, matter: MatterRow): Promise<Pack> {
  const same = matter.pack_code === ctx.pack.head.code && matter.pack_version === ctx.pack.head.version;
  return same ? ctx.pack : ctx.services.packs.version(matter.pack_code, matter.pack_version);
}

const dossierOf = async (ctx: Ctx, subjectId: string) =>
  found(
    await ctx.trx
      .selectFrom('dossier')
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('subject_id', '=', subjectId)
      .executeTakeFirst(),
  );

/** @throws 400 naming every faulty field of the template at once */
export function refuseFaults(
  { template, faults }: Pick<Prepared, 'template' | 'faults'>,
  only?: FieldFault['code'],
) {
  const wrong = only ? faults.filter((fault) => fault.code !== only) : faults;
  if (!wrong.length) return;
  throw invalid(
    ...wrong.map(({ field, code }) => ({
      pointer: `/data/${field}`,
      code: `document.${code}`,
      params: {
        template: template.code,
        field: template.fields.find((one) => one.code === field)?.title.zh ?? field,
      },
    })),
  );
}

/** Fills the file that the issuing organ uses. @throws 422 when the template can't be filled */
export async function fillPrepared(
  ctx: Ctx,
  prepared: Prepared,
  number: string,
): Promise<{ bytes: Uint8Array; versionId: string | null }> {
  const { template, pack, issuerId } = prepared;
  const own = issuerId ? await officeFile(ctx, template.code, issuerId) : undefined;
  const file = own ? await storedBytes(ctx, own.store_name) : packFile(pack, template.code);
  const numbered = { ...prepared.values };
  for (const field of template.fields) if (field.from === 'document.number') numbered[field.code] = number;
  return { bytes: await filled(template, file, numbered), versionId: own?.id ?? null };
}

/** @throws 422 */
export async function filled(template: Template, file: Uint8Array, values: FieldValues): Promise<Uint8Array> {
  try {
    return await fillDocx(file, tagValues(template, values), namesIn(template), blankIn(template, values));
  } catch (error) {
    if (!(error instanceof FillFailed)) throw error;
    const params = { template: template.code, field: error.fields };
    throw new AppError('file-refused', { faults: [{ code: error.code, params }], cause: error });
  }
}
