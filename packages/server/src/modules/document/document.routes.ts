import * as contract from '@plumbline/contract/document';
import * as templates from '@plumbline/contract/template';
import { pick } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { docxToPdf } from '../../platform/documents/pdf.ts';
import { stopFilling } from '../../platform/documents/templates/fill.ts';
import { sampleValues } from '../../platform/documents/templates/values.ts';
import { found } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { issueDocument } from './issue-document.ts';
import { filled, prepare } from './prepare-document.ts';
import { bodyOf, getDocument, listDocuments, readDocument } from './read-document.ts';
import { DOCX, decideTemplate, replaceTemplate, withdrawTemplate } from './replace-template.ts';
import { draftOf, previewOf } from './step-document.ts';
import { findVersion, organsNamed } from './template.store.ts';
import { describeTemplate, listTemplates, organsWith, viewField } from './template.view.ts';
import { packFile, storedBytes, templateOf } from './template-of.ts';
import { voidDocument } from './void-document.ts';

export function documentRoutes(endpoints: Endpoints): void {
  endpoints.app.addHook('onClose', stopFilling);
  templateRoutes(endpoints);
  endpoints.query(contract.getDocumentValues, (ctx, { query }) => documentValues(ctx, query));
  endpoints.query(contract.previewDocument, (ctx, { body }) => previewOf(ctx, body));
  endpoints.query(contract.readDraft, (ctx, { params }) => draftOf(ctx, params.id));
  endpoints.command(contract.issueDocument, async (ctx, { body }) => {
    const { id } = await issueDocument(ctx, body);
    return getDocument(ctx, id);
  });
  endpoints.query(contract.listDocuments, (ctx, { query }) => listDocuments(ctx, query));
  endpoints.query(contract.getDocument, (ctx, { params }) => getDocument(ctx, params.id));
  endpoints.command(contract.openDocument, async (ctx, { params }) => {
    const { bytes } = await readDocument(ctx, params.id);
    return bodyOf(bytes);
  });
  endpoints.download(contract.downloadDocument, async (ctx, { params }) => {
    const { row, bytes } = await readDocument(ctx, params.id);
    return { name: `${row.title} ${row.number}.docx`, type: DOCX, content: Buffer.from(bytes) };
  });
  endpoints.download(contract.downloadDocumentPdf, async (ctx, { params }) => {
    const { row, bytes } = await readDocument(ctx, params.id);
    const content = await docxToPdf(bytes, ctx.services.uploads);
    return { name: `${row.title} ${row.number}.pdf`, type: 'application/pdf', content };
  });
  endpoints.command(contract.voidDocument, (ctx, { params, body }) => voidDocument(ctx, params.id, body));
}

function templateRoutes(endpoints: Endpoints): void {
  endpoints.query(templates.listTemplates, (ctx, { query }) => listTemplates(ctx, query.work));
  endpoints.query(templates.getTemplate, (ctx, { params }) => describeTemplate(ctx, params.code));
  endpoints.query(templates.previewTemplate, async (ctx, { params, query }) => {
    const template = templateOf(ctx.pack, params.code);
    const { bytes } = await templateFile(ctx, params.code, query.versionId);
    return bodyOf(await filled(template, bytes, sampleValues(template)));
  });
  endpoints.download(templates.downloadTemplate, async (ctx, { params, query }) => {
    const { name, bytes } = await templateFile(ctx, params.code, query.versionId);
    return { name, type: DOCX, content: Buffer.from(bytes) };
  });
  endpoints.command(templates.replaceTemplate, (ctx, { params, query, body }) =>
    replaceTemplate(ctx, params.code, query, body),
  );
  endpoints.command(templates.decideTemplate, (ctx, { params, body }) =>
    decideTemplate(ctx, params.id, body),
  );
  endpoints.command(templates.withdrawTemplate, (ctx, { params, body }) =>
    withdrawTemplate(ctx, params.id, body),
  );
}

async function templateFile(ctx: Ctx, code: string, versionId: string | undefined) {
  const template = templateOf(ctx.pack, code);
  if (!versionId)
    return { name: `${pick(template.title, ctx.locale)}.docx`, bytes: packFile(ctx.pack, code) };
  const version = await findVersion(ctx, versionId);
  const row = found(version?.template === code ? version : undefined);
  return { name: row.name, bytes: await storedBytes(ctx, row.store_name) };
}

/** The fields of a template with what the records give, for the dialog in which it is issued. */
async function documentValues(
  ctx: Ctx,
  query: {
    template: string;
    matterId?: string | undefined;
    subjectId?: string | undefined;
    organId?: string | undefined;
  },
) {
  const prepared = await prepare(ctx, { ...query, data: {} });
  const organs = await organsNamed(ctx, organsWith(ctx, 'document.issue'));
  const { template, values, issuerId } = prepared;
  return {
    title: pick(template.title, ctx.locale),
    fields: template.fields.map((field) => ({ ...viewField(ctx, field), value: values[field.code] ?? '' })),
    organs: organs.map(({ id, name }) => ({ id, name })),
    organId: organs.some(({ id }) => id === issuerId) ? (issuerId ?? null) : null,
  };
}
