import { Readable } from 'node:stream';
import { formatNumber } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { json } from '../../platform/db/sql.ts';
import { forbidden, found, invalid } from '../../platform/errors/app-error.ts';
import { lockMatter, organCode, takeNumbers, visibilityColumns } from '../matter/index.ts';
import { refusePastStep } from './issue-by-hand.ts';
import { type DocumentRequest, fillPrepared, prepare, refuseFaults } from './prepare-document.ts';

const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

export interface IssueOptions {
  /** A step of a procedure issues it: who may take the step may issue, and the matter's organ numbers it. */
  byStep?: boolean;
}

const heldMatter = async (ctx: Ctx, id: string) =>
  found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, id));

/**
 * Issues a document: gathers its values, takes the next number of the issuing organ's series, fills the
 * template and keeps the file. Number and document come into being in one transaction, so that there is
 * neither a gap nor a repeat.
 * @returns the id of the document
 * @throws 404, 403, 400 with every missing or unknown field, 422 when the template can't be filled
 */
export async function issueDocument(
  ctx: Ctx,
  request: DocumentRequest,
  options: IssueOptions = {},
): Promise<{ id: string; number: string }> {
  // Held until the number is taken and the paper stands: what is set aside meanwhile takes the paper along.
  const matter = request.matter ?? (request.matterId ? await heldMatter(ctx, request.matterId) : undefined);
  const prepared = await prepare(ctx, matter ? { ...request, matter } : request);
  const { template, issuerId, concern } = prepared;
  if (!issuerId) throw invalid({ pointer: '/organId', code: 'document.no-organ' });
  if (!options.byStep) {
    if (!ctx.may('document.issue', prepared.writtenIn)) throw forbidden('document.issue');
    await refusePastStep(ctx, prepared, request.data, matter);
  }
  refuseFaults(prepared);
  const j = ctx.actor.jurisdictionId;
  const { series, pattern } = template.number;
  // From here on others who issue in this series wait: nothing slow may stand between number and commit but the filling itself.
  const [organ, { first: seq, year }] = await Promise.all([
    organCode(ctx, issuerId),
    takeNumbers(ctx, issuerId, `document:${series}`),
  ]);
  const number = formatNumber(pattern, { organ, year, seq });
  const { bytes, versionId } = await fillPrepared(ctx, prepared, number);
  const stored = await ctx.services.files.put(j, Readable.from([bytes]), { maxBytes: MAX_DOCUMENT_BYTES });
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('document').values({
      jurisdiction_id: j,
      id,
      template: template.code,
      pack_version: prepared.pack.head.version,
      template_version_id: versionId,
      title: template.title[template.language],
      issuer_id: issuerId,
      series,
      year,
      seq,
      number,
      matter_id: prepared.matterId,
      subject_kind: concern.subject?.kind ?? null,
      subject_id: concern.subject?.id ?? null,
      data: json(prepared.values),
      store_name: stored.name,
      size: stored.size,
      sha256: stored.sha256,
      issued_on: ctx.today,
      issued_at: ctx.now,
      issued_by: ctx.actor.accountId || null,
      issued_to: prepared.issuedTo,
      ...visibilityColumns({ organId: prepared.custodianId ?? issuerId, ...prepared.visibility }),
    }),
  );
  ctx.record({
    type: 'document.issued',
    entity: 'document',
    entityId: id,
    subjectId: concern.subject?.id ?? null,
    matterId: prepared.matterId,
    organId: issuerId,
    data: {
      template: template.code,
      templateVersion: versionId,
      series,
      year,
      seq,
      number,
      sha256: stored.sha256,
    },
  });
  return { id, number };
}
