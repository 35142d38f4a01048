import { type CatalogueItem, validateForm } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { startMatter, visibilityColumns } from '../matter/index.ts';
import { attachFiles } from './attach-files.ts';
import { isTogether, needItem, needsSlip } from './catalogue.ts';
import type { FiledMaterial, NewMaterial } from './dossier.types.ts';
import { noteFiled } from './filed-now.ts';
import { formOf } from './forms.ts';
import { mirrorMaterial } from './mirror-material.ts';
import { ensureDossier } from './place.ts';
import { sealedContent } from './sealed-content.ts';
import { aboutOn, dayPointer } from './stated.ts';
import { visibilityOf } from './visibility.ts';

/**
 * Files an entry into a subject's dossier, which is opened when there is none. The entry gets a matter of its
 * own (a draft that a second person verifies), or shares the life of the matter that it is given.
 * @throws 400 with JSON pointers for a faulty form, an unknown item, source or file; 403 when the caller may not
 */
export async function fileMaterial(ctx: Ctx, input: NewMaterial): Promise<FiledMaterial> {
  const item = needItem(ctx.pack, input.item, input.subject.kind);
  const given = withStated(ctx, item, input);
  refuseFaults(ctx, item, given);
  const place = await ensureDossier(ctx, input.subject, { byFiling: true });
  const [visibility, files, earlier] = await Promise.all([
    input.visibility ?? visibilityOf(ctx, input.subject, item, place),
    findOwnFiles(ctx, input.files ?? []),
    findEarlier(ctx, input),
  ]);
  const id = input.id ?? newId(ctx.now.getTime());
  noteFiled(ctx, id);
  const title = given.title ?? item.title.zh;
  const matter =
    input.matter ??
    (await startMatter(ctx, {
      service: 'material',
      // Of an entry that takes a slip to read the title is content.
      title: item.sealed || needsSlip(ctx.pack, item.classification) ? item.title.zh : title,
      subject: input.subject,
      visibility,
      ...(input.parties ? { parties: input.parties } : {}),
      ...(input.bySystem ? { bySystem: true } : {}),
    }));
  const row = {
    jurisdiction_id: ctx.actor.jurisdictionId,
    id,
    subject_kind: input.subject.kind,
    subject_id: input.subject.id,
    item: item.code,
    pack_version: ctx.pack.head.version,
    title,
    note: input.note ?? '',
    source: input.source ?? null,
    source_organ_id: input.sourceOrganId ?? null,
    occurred_on: given.occurredOn ?? null,
    received_on: input.receivedOn ?? ctx.today,
    status: matter.status,
    matter_id: matter.id,
    supersedes_id: earlier,
    author_id: ctx.actor.accountId || null,
    verified_by: null,
    verified_at: null,
    created_at: ctx.now,
    version: 1,
    ...visibilityColumns(visibility),
  };
  ctx.send(ctx.trx.insertInto('material').values({ ...row, form: json(input.form) }));
  await attachFiles(ctx, row, files);
  ctx.record({
    type: 'material.filed',
    entity: 'material',
    entityId: id,
    subjectId: input.subject.id,
    organId: visibility.organId,
    data: {
      matter: matter.id,
      subjectKind: input.subject.kind,
      item: item.code,
      packVersion: row.pack_version,
      source: row.source,
      sourceOrganId: row.source_organ_id,
      occurredOn: row.occurred_on,
      receivedOn: row.received_on,
      supersedes: row.supersedes_id,
      files,
      sealed: sealedContent(ctx, id, { title, note: row.note, form: input.form }),
    },
  });
  if (isTogether(item)) ctx.later('dossier.accept-sealed', { matterId: matter.id });
  else if (input.matter) await mirrorMaterial(ctx, { ...row, form: input.form }, { searchable: false });
  return { id, matterId: matter.id, status: matter.status };
}

/** What was sent, with title and day as the form states them where they weren't given beside it. */
function withStated(ctx: Ctx, item: CatalogueItem, input: NewMaterial): NewMaterial {
  if (input.matter) return input;
  const { title, occurredOn } = aboutOn(formOf(ctx.pack, item), input.form);
  return { ...input, title: input.title ?? title, occurredOn: input.occurredOn ?? occurredOn };
}

/** Everything that is wrong with what was sent, at once. */
function refuseFaults(ctx: Ctx, item: CatalogueItem, input: NewMaterial): void {
  const faults = validateForm(ctx.pack, item.form, input.form, ctx.today).map((fault) => ({
    pointer: `/form${fault.pointer}`,
    code: fault.code,
    text: fault.text,
  }));
  if (faults.length) throw invalid(...faults);
  const source = ctx.pack.sources.find((s) => s.code === input.source);
  if (input.source && (!source || (!source.forMaterials && !input.matter)))
    throw invalid({ pointer: '/source', code: 'unknown-code', params: { value: input.source } });
  if (input.files?.length && !item.files) throw invalid({ pointer: '/files', code: 'no-files-here' });
  if (input.occurredOn && input.occurredOn > ctx.today)
    throw invalid({ pointer: dayPointer(formOf(ctx.pack, item)), code: 'day-to-come' });
}

/** The caller's finished uploads that no entry has taken yet, in the order given. */
async function findOwnFiles(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return [];
  const rows = await ctx.trx
    .selectFrom('file')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', 'in', [...ids])
    .where('account_id', '=', ctx.actor.accountId)
    .where('material_id', 'is', null)
    .where('matter_id', 'is', null)
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing >= 0) throw invalid({ pointer: `/files/${missing}`, code: 'unknown-file' });
  return [...new Set(ids)];
}

/** The version that this one follows: of the same subject and item, and not followed by another already. */
async function findEarlier(ctx: Ctx, input: NewMaterial): Promise<string | null> {
  if (!input.supersedesId) return null;
  const row = await ctx.trx
    .selectFrom('material')
    .select('id')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', input.supersedesId)
    .where('subject_id', '=', input.subject.id)
    .where('item', '=', input.item)
    .executeTakeFirst();
  if (!row) throw invalid({ pointer: '/supersedesId', code: 'unknown-reference' });
  return row.id;
}
