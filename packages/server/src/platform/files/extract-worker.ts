import { parentPort } from 'node:worker_threads';
import { WorkbookError } from '../workbook/errors.ts';
import type { ExtractCode } from './extract-messages.ts';
import { type Extracted, type ExtractSource, extract } from './extractors.ts';
import type { FileType } from './types.ts';

export interface Job {
  id: number;
  source: ExtractSource;
  type: FileType;
  maxChars: number;
}

export type Answer = { id: number } & ({ done: Extracted } | { failed: ExtractCode });

parentPort?.on('message', async ({ id, source, type, maxChars }: Job) => {
  let answer: Answer;
  try {
    answer = { id, done: await extract(source, type, maxChars) };
  } catch (error) {
    answer = { id, failed: codeOf(error) };
  }
  parentPort?.postMessage(answer);
});

function codeOf(error: unknown): ExtractCode {
  if (error instanceof WorkbookError) {
    if (error.code === 'workbook.encrypted') return 'extract.encrypted';
    return /too-(large|compressed|many)/.test(error.code) ? 'extract.memory' : 'extract.damaged';
  }
  return (error as Error).name === 'PasswordException' ? 'extract.encrypted' : 'extract.damaged';
}
