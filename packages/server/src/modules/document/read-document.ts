import type * as contract from '@plumbline/contract/document';
import type { Query } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { findSoffice } from '../../platform/documents/pdf.ts';
import { viewDocx } from '../../platform/documents/templates/docx-view.ts';
import { found } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { type DocumentRow, findDocument, listDocumentRows, Position } from './document.store.ts';
import { storedBytes } from './template-of.ts';

export function viewDocument(ctx: Ctx, row: DocumentRow, pdf: boolean): contract.IssuedDocument {
  const voidable = row.voided_at === null && ctx.may('document.void', row.issuer_id);
  return {
    id: row.id,
    template: row.template,
    title: row.title,
    number: row.number,
    issuer: { id: row.issuer_id, name: row.issuer_name },
    matterId: row.matter_id,
    subject: row.subject_id
      ? { kind: row.subject_kind as 'person' | 'unit', id: row.subject_id, name: row.subject_name ?? '' }
      : null,
    issuedOn: row.issued_on,
    issuedBy: row.issuer,
    issuedFor: row.issuer_for,
    size: row.size,
    sha256: row.sha256,
    voided: row.voided_at
      ? { at: row.voided_at.toISOString(), by: row.voider, reason: row.void_reason ?? '' }
      : null,
    pdf,
    version: row.version,
    allowed: [...(voidable ? ['void'] : [])],
  };
}

/** Issued documents, newest first. */
export async function listDocuments(ctx: Ctx, filter: Query<typeof contract.listDocuments>) {
  const [rows, soffice] = await Promise.all([
    listDocumentRows(ctx, filter, decodeCursor(filter.cursor, Position)),
    findSoffice(),
  ]);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => viewDocument(ctx, row, soffice !== undefined)),
    next:
      rows.length > filter.limit && last
        ? encodeCursor({ t: last.issued_at.toISOString(), i: last.id })
        : null,
  };
}

/** @throws 404 */
export async function getDocument(ctx: Ctx, id: string): Promise<contract.IssuedDocument> {
  const [row, soffice] = await Promise.all([findDocument(ctx, id), findSoffice()]);
  return viewDocument(ctx, found(row), soffice !== undefined);
}

/** The content of a document; that it was looked at is recorded once a quarter of an hour. @throws 404 */
export async function readDocument(ctx: Ctx, id: string): Promise<{ row: DocumentRow; bytes: Uint8Array }> {
  const row = found(await findDocument(ctx, id));
  await recordOpening(ctx, openingOf(row));
  return { row, bytes: await storedBytes(ctx, row.store_name) };
}

export const bodyOf = (bytes: Uint8Array) => viewDocx(bytes);

const openingOf = (document: DocumentRow) => ({
  type: 'document.opened',
  entity: 'document',
  entityId: document.id,
  subjectId: document.subject_id,
  matterId: document.matter_id,
  organId: document.issuer_id,
});
