import * as contract from '@plumbline/contract/file';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, forbidden, found } from '../../platform/errors/app-error.ts';
import { stopExtracting } from '../../platform/files/extract.ts';
import { FILE_TYPES, type FileType, MAX_FILE_BYTES } from '../../platform/files/types.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { FORGET_TOPIC } from '../../platform/http/forget-contents.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { itemOf, needsSlip } from './catalogue.ts';
import { viewFile } from './file-head.ts';
import { asksForKin, formOf } from './forms.ts';
import { rightsOf } from './get-dossier.ts';
import { workOf } from './get-material.ts';
import { contentAccess } from './material.access.ts';
import { type FileRow, findMaterial } from './material.store.ts';
import { listSlipsInForce } from './reading.store.ts';

/** Files of one entry. */
export const MOST_FILES = 50;

export function fileRoutes(endpoints: Endpoints): void {
  endpoints.app.addHook('onClose', stopExtracting);
  endpoints.query(contract.listFileTypes, async () => ({
    items: Object.entries(FILE_TYPES).map(([type, { extensions, mime, maxBytes, text }]) => ({
      type,
      extensions: [...extensions],
      mime,
      maxBytes,
      text,
    })),
    maxBytes: MAX_FILE_BYTES,
    maxFiles: MOST_FILES,
  }));

  endpoints.query(contract.getFileHead, async (ctx, { params }) => {
    const row = found(await findFile(ctx, params.id));
    await needContent(ctx, row);
    return { ...viewFile(row), materialId: row.material_id };
  });

  endpoints.download(contract.downloadFile, async (ctx, { params, request, reply }) => {
    const row = found(await findFile(ctx, params.id));
    await needContent(ctx, row);
    const range = rangeOf(request, reply, row.size);
    const content = await ctx.services.files.get(ctx.actor.jurisdictionId, row.store_name, range);
    return { name: row.name, type: FILE_TYPES[row.type as FileType].mime, content };
  });

  endpoints.command(contract.discardFile, async (ctx, { params }) => {
    const row = found(await findFile(ctx, params.id));
    if (row.material_id || row.matter_id || row.account_id !== ctx.actor.accountId) throw forbidden();
    ctx.send(
      ctx.trx
        .deleteFrom('file')
        .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
        .where('id', '=', row.id)
        .where('material_id', 'is', null)
        .where('matter_id', 'is', null),
    );
    ctx.record({ type: 'file.discarded', entity: 'file', entityId: row.id });
    ctx.later(FORGET_TOPIC, { stores: [row.store_name] });
    return undefined;
  });
}

type Found = FileRow & { store_name: string; account_id: string; organ_id: string; matter_id: string | null };

function findFile(ctx: Ctx, id: string): Promise<Found | undefined> {
  return ctx.trx
    .selectFrom('file')
    .select([
      'id',
      'name',
      'type',
      'size',
      'text_state',
      'created_at',
      'material_id',
      'matter_id',
      'store_name',
      'account_id',
      'organ_id',
    ])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst() as Promise<Found | undefined>;
}

/**
 * A file is as open as the entry that it belongs to; papers attached to a declaration name kin in clear, so
 * they take the right to read those. Reading restricted ones is on record.
 * @throws 403 without a slip or the permission
 */
async function needContent(ctx: Ctx, file: Found): Promise<void> {
  if (file.matter_id)
    await recordOpening(ctx, {
      type: 'file.opened',
      entity: 'file',
      entityId: file.id,
      organId: file.organ_id,
      data: { matter: file.matter_id },
    });
  if (!file.material_id) return;
  const material = found(await findMaterial(ctx, file.material_id));
  const [slips, work] = await Promise.all([
    listSlipsInForce(ctx, [material.subject_id]),
    workOf(ctx, material.matter_id),
  ]);
  const { pack, item } = await itemOf(ctx, material);
  const rights = rightsOf(ctx, material.custodian_id, slips);
  const access = contentAccess(ctx, item, material, rights, work);
  if (!access.open) {
    if (item.sealed) throw forbidden('appraisal.read');
    throw rights.mayOpenRestricted
      ? new AppError('reading-slip-required')
      : forbidden('dossier.open-restricted');
  }
  if (!access.kin && asksForKin(formOf(pack, item))) throw forbidden('dossier.open-restricted');
  if (needsSlip(ctx.pack, material.classification))
    await recordOpening(ctx, {
      type: 'file.opened',
      entity: 'file',
      entityId: file.id,
      subjectId: material.subject_id,
      organId: material.organ_id,
      data: { material: material.id, classification: material.classification },
    });
}

/** The one range that was asked for (RFC 9110 §14); any other wish is passed over, and the whole file goes out. */
function rangeOf(
  request: FastifyRequest,
  reply: FastifyReply,
  size: number,
): { start: number; end: number } | undefined {
  reply.header('accept-ranges', 'bytes');
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (!match || (match[1] === '' && match[2] === '') || size === 0) {
    reply.header('content-length', size);
    return undefined;
  }
  const last = match[1] === '' ? size - 1 : Math.min(match[2] === '' ? size - 1 : Number(match[2]), size - 1);
  const first = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  if (first > last) {
    reply.header('content-length', size);
    return undefined;
  }
  reply
    .status(206)
    .header('content-range', `bytes ${first}-${last}/${size}`)
    .header('content-length', last - first + 1);
  return { start: first, end: last };
}
