import { parentPort } from 'node:worker_threads';
import { type TemplateData, TemplateHandler } from 'easy-template-x';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export interface FillJob {
  id: number;
  template: Uint8Array;
  values: Record<string, unknown>;
  /** Every name that may stand in the file: another one would be filled with nothing, silently. */
  names: readonly string[];
  /** Names of fields that stay empty: a paragraph that has no others is left out. */
  blank: readonly string[];
}

export type FillAnswer = { id: number } & ({ done: Uint8Array } | { unknown: string[] } | { failed: string });

const PARTS = /<w:tc[ >]|<\/w:tc>|<w:p(?: [^>]*)?(?<!\/)>(?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g;
const TAG = /\{([^{}]*)\}/g;

/** A paragraph that only names what is empty would print as a label without a text. A cell keeps its paragraphs. */
function withoutBlank(bytes: Buffer, blank: ReadonlySet<string>): Buffer {
  if (blank.size === 0) return bytes;
  const parts = unzipSync(bytes);
  const body = parts['word/document.xml'];
  if (!body) return bytes;
  let cells = 0;
  const kept = strFromU8(body).replace(PARTS, (part) => {
    if (part.startsWith('<w:tc')) cells += 1;
    else if (part === '</w:tc>') cells -= 1;
    else if (cells === 0 && !part.includes('<w:sectPr') && !part.includes('<w:txbxContent')) {
      const text = [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, one]) => one).join('');
      const names = [...text.matchAll(TAG)].map(([, name]) => name!.trim());
      if (names.length > 0 && names.every((name) => blank.has(name))) return '';
    }
    return part;
  });
  parts['word/document.xml'] = strToU8(kept);
  return Buffer.from(zipSync(parts));
}

const handler = new TemplateHandler({ maxXmlDepth: 40 });

async function fill({ id, template, values, names, blank }: FillJob): Promise<FillAnswer> {
  try {
    const bytes = Buffer.from(template);
    const known = new Set(names);
    const tags = await handler.parseTags(bytes);
    const unknown = [...new Set(tags.map((tag) => tag.name).filter((name) => !known.has(name)))];
    if (unknown.length) return { id, unknown };
    return { id, done: await handler.process(withoutBlank(bytes, new Set(blank)), values as TemplateData) };
  } catch (error) {
    return { id, failed: (error as Error).message };
  }
}

parentPort?.on('message', async (job: FillJob) => parentPort?.postMessage(await fill(job)));
