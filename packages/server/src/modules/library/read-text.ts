import { Readable } from 'node:stream';
import type { readLibraryText } from '@plumbline/contract/library';
import { MAX_LIBRARY_TEXT } from '@plumbline/contract/library';
import type { Body, Reply } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { extractText } from '../../platform/files/extract.ts';
import { ExtractFailed } from '../../platform/files/extract-messages.ts';
import { fileText } from '../../platform/files/messages.ts';
import { FileRefused } from '../../platform/files/refused.ts';
import { inspectFile } from '../../platform/files/sniff.ts';
import { storeOf } from './library.rules.ts';
import { parseText } from './parse-text.rules.ts';

/** How a text would be cut into parts, with what to look at; nothing is kept. @throws 400 for an unknown store */
export function readText(ctx: Ctx, body: Body<typeof readLibraryText>): Reply<typeof readLibraryText> {
  const { holds } = storeOf(ctx.pack, body.store);
  const { parts, notes } = parseText(body.text, holds === 'articles' ? 'articles' : 'text');
  return {
    parts: parts.map((part) => ({ id: null, member: null, ...part })),
    notes: notes.map(({ code, params, line }) => ({
      code,
      detail: faultText(code, params, ctx.locale),
      line,
    })),
  };
}

const TEXT_TYPES = new Set(['docx', 'pdf', 'txt']);

/** Text of an uploaded file; nothing of it is kept. @throws 400, 422 with what is wrong with the file */
export async function textOfFile(ctx: Ctx, name: string, body: unknown): Promise<{ text: string }> {
  if (!(body instanceof Uint8Array) || body.length === 0) throw new AppError('invalid');
  const bytes = Buffer.from(body);
  try {
    const { type } = await inspectFile({
      name,
      size: bytes.length,
      open: ({ start, end } = { start: 0, end: bytes.length - 1 }) =>
        Promise.resolve(Readable.from([bytes.subarray(start, end + 1)])),
    });
    if (!TEXT_TYPES.has(type)) throw invalid({ parameter: 'name', code: 'library.file-type' });
    const { text } = await extractText({ bytes, type }, { timeoutMs: 60_000, maxChars: MAX_LIBRARY_TEXT });
    return { text: text.replaceAll('\0', '').toWellFormed() };
  } catch (error) {
    if (error instanceof FileRefused) {
      const detail = fileText(error.code, error.params, ctx.locale);
      throw new AppError('file-refused', { cause: error, faults: [{ code: error.code, detail }] });
    }
    if (error instanceof ExtractFailed)
      throw new AppError('file-refused', { cause: error, faults: [{ code: 'library.unreadable' }] });
    throw error;
  }
}
