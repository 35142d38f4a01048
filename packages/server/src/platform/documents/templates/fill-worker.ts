import { parentPort } from 'node:worker_threads';
import { type TemplateData, TemplateHandler } from 'easy-template-x';

export interface FillJob {
  id: number;
  template: Uint8Array;
  values: Record<string, unknown>;
  /** Every name that may stand in the file: another one would be filled with nothing, silently. */
  names: readonly string[];
}

export type FillAnswer = { id: number } & ({ done: Uint8Array } | { unknown: string[] } | { failed: string });

const handler = new TemplateHandler({ maxXmlDepth: 40 });

async function fill({ id, template, values, names }: FillJob): Promise<FillAnswer> {
  try {
    const bytes = Buffer.from(template);
    const known = new Set(names);
    const tags = await handler.parseTags(bytes);
    const unknown = [...new Set(tags.map((tag) => tag.name).filter((name) => !known.has(name)))];
    if (unknown.length) return { id, unknown };
    return { id, done: await handler.process(bytes, values as TemplateData) };
  } catch (error) {
    return { id, failed: (error as Error).message };
  }
}

parentPort?.on('message', async (job: FillJob) => parentPort?.postMessage(await fill(job)));
