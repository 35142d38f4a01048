import { buffer } from 'node:stream/consumers';
import type { Ctx } from '../../../../platform/context/context.ts';
import { AppError, type FaultInput, invalid } from '../../../../platform/errors/app-error.ts';
import { detectEncoding } from '../../../../platform/workbook/csv-encoding.ts';
import { WorkbookError } from '../../../../platform/workbook/errors.ts';
import { personOfForm } from '../../../dossier/index.ts';
import type { ListedName } from './listed-name.ts';
import { namesOfSheet } from './read-sheet.ts';
import { namesOfText } from './read-text.ts';

/** Lists are small; a larger file is something else. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface FilesRead {
  names: ListedName[];
  /** What is wrong with a file as a whole. */
  faults: FaultInput[];
}

/** Names of uploads of the caller: lists (.xlsx, .csv, .txt) and appointment forms (.lrmx, .docx), in their order. */
export async function namesOfFiles(ctx: Ctx, fileIds: readonly string[]): Promise<FilesRead> {
  const read: FilesRead = { names: [], faults: [] };
  for (const id of fileIds) {
    try {
      read.names.push(...(await namesOfFile(ctx, id)));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
      read.faults.push(...(error.details.faults ?? []));
    }
  }
  return read;
}

async function namesOfFile(ctx: Ctx, id: string): Promise<ListedName[]> {
  const row = await ctx.trx
    .selectFrom('file')
    .select(['name', 'type', 'size', 'store_name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', id)
    .where('account_id', '=', ctx.actor.accountId)
    .where('material_id', 'is', null)
    .where('matter_id', 'is', null)
    .executeTakeFirst();
  if (!row) throw invalid({ pointer: '/fileIds', code: 'unknown-file' });
  const file = row.name;
  if (row.type === 'lrmx' || row.type === 'docx') return [await ofForm(ctx, id, file)];
  if (Number(row.size) > MAX_BYTES)
    throw invalid({ pointer: '/fileIds', code: 'opinion.file-too-large', params: { file } });
  const bytes = await buffer(await ctx.services.files.get(ctx.actor.jurisdictionId, row.store_name));
  if (row.type === 'xlsx' || row.type === 'csv') return namesOfSheet(bytes, file);
  if (row.type === 'txt') return namesOfText(await decoded(bytes, file), file);
  throw invalid({ pointer: '/fileIds', code: 'opinion.file-type', params: { file } });
}

async function ofForm(ctx: Ctx, id: string, file: string): Promise<ListedName> {
  try {
    const { name, post, birthMonth, idNumber } = await personOfForm(ctx, id);
    return { row: null, file, name: name ?? '', unit: '', post: post ?? '', birth: birthMonth, idNumber };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    throw invalid({ pointer: '/fileIds', code: 'opinion.no-form', params: { file } });
  }
}

async function decoded(bytes: Buffer, file: string): Promise<string> {
  try {
    const { name, skip } = await detectEncoding(
      async (position, length) => bytes.subarray(position, position + length),
      bytes.length,
    );
    return new TextDecoder(name, { fatal: true }).decode(bytes.subarray(skip));
  } catch (error) {
    if (error instanceof WorkbookError || error instanceof TypeError)
      throw invalid({ pointer: '/fileIds', code: 'opinion.encoding', params: { file } });
    throw error;
  }
}
