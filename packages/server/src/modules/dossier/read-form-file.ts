import { buffer } from 'node:stream/consumers';
import { checkIdNumber } from '@plumbline/contract/identifiers';
import { gridTexts, type Paper, type PaperTexts } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { readDocxTables } from '../../platform/documents/read-tables.ts';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { LrmxError, readLrmx } from '../../platform/exchange-formats/lrmx.ts';
import { WorkbookError } from '../../platform/workbook/errors.ts';
import { readSheetGrid } from '../../platform/workbook/grid.ts';
import { frameOf } from './form-paper.ts';

/** What a form file holds, before it is anybody's form. */
export interface FormFile {
  name: string;
  texts: PaperTexts;
  /** A valid identity number: matched with the registry and then forgotten. */
  idNumber: string | null;
  photo: Buffer | null;
  /** Codes of what was noticed about the file as a whole. */
  notes: ('photo-left-out' | 'id-number-wrong')[];
}

/** Form files are small; a larger one is something else. */
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Reads an upload of the caller that no entry has taken yet.
 * @throws 400 with what is wrong in the file, and where
 */
export async function readFormFileOf(ctx: Ctx, paper: Paper, fileId: string): Promise<FormFile> {
  const row = await ctx.trx
    .selectFrom('file')
    .select(['name', 'type', 'size', 'store_name'])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('id', '=', fileId)
    .where('account_id', '=', ctx.actor.accountId)
    .where('material_id', 'is', null)
    .where('matter_id', 'is', null)
    .executeTakeFirst();
  if (!row) throw invalid({ pointer: '/fileId', code: 'unknown-file' });
  if (Number(row.size) > MAX_BYTES) throw refusedFile('lrmx.too-large', { maxMegabytes: 20 });
  const bytes = await buffer(await ctx.services.files.get(ctx.actor.jurisdictionId, row.store_name));
  try {
    return { name: row.name, ...((await READERS[row.type]?.(bytes, paper)) ?? fail('form-file.type')) };
  } catch (error) {
    if (error instanceof LrmxError) throw refusedFile(error.code, error.params);
    if (error instanceof WorkbookError) throw refusedFile(error.code, error.params);
    if (error instanceof AppError) throw error;
    throw refusedFile('form-file.unreadable');
  }
}

type Read = Omit<FormFile, 'name'>;

const READERS: Readonly<Record<string, (bytes: Buffer, paper: Paper) => Promise<Read>>> = {
  lrmx: async (bytes, paper) => fromExchange(bytes, paper),
  docx: async (bytes, paper) => fromGrid(await readDocxTables(bytes), paper),
  xlsx: async (bytes, paper) => fromGrid(await readSheetGrid(bytes), paper),
};

function fromExchange(bytes: Buffer, paper: Paper): Read {
  const content = readLrmx(bytes, frameOf(paper));
  const texts: PaperTexts = { texts: {}, rows: {} };
  for (const [code, field] of Object.entries(paper.fields)) {
    if (!field.element) continue;
    if (field.as === 'rows') {
      const { columns } = field;
      texts.rows[code] = (content.rows[field.element] ?? []).map((row) =>
        columns.map(({ element }) => (element ? (row[element] ?? '') : '')),
      );
    } else texts.texts[code] = content.texts[field.element] ?? '';
  }
  const number = (content.texts[paper.exchange.idNumber] ?? '').trim();
  const checked = number ? checkIdNumber(number) : undefined;
  return {
    texts,
    idNumber: checked?.ok ? checked.value : null,
    photo: content.photo,
    notes: [
      ...(content.otherPhoto ? (['photo-left-out'] as const) : []),
      ...(checked && !checked.ok ? (['id-number-wrong'] as const) : []),
    ],
  };
}

function fromGrid(grid: string[][], paper: Paper): Read {
  const { found, ...texts } = gridTexts(paper, grid);
  // Any table may have a cell “name”; a form of this kind has most of its labels.
  if (found < 5) throw refusedFile('form-file.other-document');
  return { texts, idNumber: null, photo: null, notes: [] };
}

function fail(code: string): never {
  throw refusedFile(code);
}

const refusedFile = (code: string, params: Record<string, unknown> = {}): AppError =>
  invalid({ pointer: '/fileId', code, params });
