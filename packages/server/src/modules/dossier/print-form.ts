import { buffer } from 'node:stream/consumers';
import type { MaterialPaper } from '@plumbline/contract/form-file';
import type { Material } from '@plumbline/contract/material';
import { isAllowed, layPaper, type Paper, paperTexts, pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { formDocument } from '../../platform/documents/form-document.ts';
import { AppError, forbidden, found, wrongState } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { type LrmxElement, writeLrmx } from '../../platform/exchange-formats/lrmx.ts';
import type { Download } from '../../platform/http/endpoints.ts';
import { DOCX } from './binder-document.ts';
import { itemOf } from './catalogue.ts';
import { findPaper } from './form-paper.ts';
import { formOf } from './forms.ts';
import { getMaterial } from './get-material.ts';
import { findMaterial } from './material.store.ts';

interface Printed {
  material: Material;
  paper: Paper;
  form: ReturnType<typeof formOf>;
  mark: string | null;
  /** The portrait, where the reader may see the entry's papers. */
  photo: Material['attachments'][number] | undefined;
}

/**
 * An entry as its printed form, as far as its reader may read it.
 * @throws 404 when it has no paper; 403 without a slip
 */
async function printed(ctx: Ctx, id: string): Promise<Printed> {
  const row = found(await findMaterial(ctx, id));
  const { pack, item } = await itemOf(ctx, row);
  const paper = found(findPaper(pack, item));
  const material = await getMaterial(ctx, id);
  if (!material.form)
    throw ctx.may('dossier.open-restricted', material.custodianId)
      ? new AppError('reading-slip-required')
      : forbidden('dossier.open-restricted');
  const marks = [
    ...(isAllowed(ctx.pack.uses, material.status, 'export') ? [] : ['paper.not-a-fact']),
    ...(material.masked ? ['paper.masked'] : []),
  ];
  return {
    material,
    paper,
    form: formOf(pack, item),
    mark:
      marks
        .map((code) => faultText(code, { status: material.statusTitle }, ctx.locale))
        .join(ctx.locale === 'zh' ? '；' : '; ') || null,
    photo: material.masked
      ? undefined
      : material.attachments.find((file) => file.type === 'jpg' || file.type === 'png'),
  };
}

export async function getPaper(ctx: Ctx, id: string): Promise<MaterialPaper> {
  const { material, paper, form, mark, photo } = await printed(ctx, id);
  return {
    title: pick(paper.title, ctx.locale),
    subject: material.subject,
    mark,
    extension: paper.exchange.extension,
    exportable: !material.masked && isAllowed(ctx.pack.uses, material.status, 'export'),
    photo: photo?.id ?? null,
    pages: layPaper(paper, form, material.form, ctx.locale),
  };
}

export async function paperDocument(ctx: Ctx, id: string): Promise<Download> {
  const { material, paper, form, mark, photo } = await printed(ctx, id);
  const title = pick(paper.title, ctx.locale);
  const content = await formDocument({
    title,
    mark: mark ?? undefined,
    pages: layPaper(paper, form, material.form, ctx.locale),
    photo: photo ? { type: photo.type as 'jpg' | 'png', data: await contentOf(ctx, photo.id) } : undefined,
  });
  return { name: `${title}-${material.subject.name}.docx`, type: DOCX, content };
}

/**
 * The form as other programs read it. It leaves the house, so it must be a fact, and it is whole or refused.
 * @throws 409 unless it may leave as a fact; 403 for who may not read what concerns kin
 */
export async function formFile(ctx: Ctx, id: string): Promise<Download> {
  const { material, paper, form, photo } = await printed(ctx, id);
  if (material.masked) throw forbidden('dossier.open-restricted');
  if (!isAllowed(ctx.pack.uses, material.status, 'export')) throw wrongState(material.allowed);
  const { texts, rows } = paperTexts(paper, form, material.form, { style: 'exchange', locale: 'zh' });
  const elements: LrmxElement[] = Object.entries(paper.fields).flatMap(([code, field]): LrmxElement[] => {
    if (!field.element) return [];
    if (field.as !== 'rows') return [[field.element, texts[code] ?? '']];
    const named = (rows[code] ?? []).map((cells) =>
      field.columns.flatMap(({ element }, index): [string, string][] =>
        element ? [[element, cells[index] ?? '']] : [],
      ),
    );
    return [[field.element, { item: field.item, rows: named }]];
  });
  const portrait = photo ? (await contentOf(ctx, photo.id)).toString('base64') : '';
  const content = writeLrmx(paper.exchange.root, [
    ...elements,
    [paper.exchange.photo, portrait],
    ...Object.entries(paper.exchange.constant),
  ]);
  return {
    name: `${material.subject.name}.${paper.exchange.extension}`,
    type: 'application/xml; charset=utf-8',
    content,
  };
}

async function contentOf(ctx: Ctx, fileId: string): Promise<Buffer> {
  const row = await ctx.trx
    .selectFrom('file')
    .select('store_name')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', fileId)
    .executeTakeFirst();
  return buffer(await ctx.services.files.get(ctx.actor.jurisdictionId, found(row).store_name));
}
