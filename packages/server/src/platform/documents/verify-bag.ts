import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BagError, decodePath, isSafePath } from './bag-path.ts';
import { BAG_DECLARATION, type Digests, parseBagInfo } from './bag-tags.ts';

export interface BagReport {
  name: string;
  info: Record<string, string>;
  /** Payload paths, `data/` included, in the order of the zip. */
  payload: string[];
  /** What is wrong, in English for developers; a valid bag has none. */
  problems: string[];
}

const MANIFEST = 'manifest-sha256.txt';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
const MAX_TAG_BYTES = 64 * 1024 * 1024;

interface Found {
  digests: Digests;
  tags: Map<string, string>;
  octets: number;
  folders: Set<string>;
}

/**
 * Reads a bag in a .zip and checks declaration, both manifests (complete, nothing unlisted, every digest),
 * Payload-Oxum and the paths. Errors: bag.not-a-zip; everything else is reported.
 */
export async function verifyBag(path: string): Promise<BagReport> {
  const problems: string[] = [];
  const { digests, tags, octets, folders } = await readAll(path, problems);
  if (folders.size !== 1) problems.push('The zip must hold exactly one folder');
  if (tags.get('bagit.txt') !== BAG_DECLARATION)
    problems.push('bagit.txt does not declare BagIt 1.0 in UTF-8');

  const payload = [...digests.keys()].filter((file) => file.startsWith('data/'));
  const listed = parseManifest(tags.get(MANIFEST), MANIFEST, problems);
  compare(listed, new Map(payload.map((file) => [file, digests.get(file)!])), MANIFEST, problems);

  const others = new Map([...digests].filter(([file]) => !file.startsWith('data/') && file !== TAG_MANIFEST));
  compare(parseManifest(tags.get(TAG_MANIFEST), TAG_MANIFEST, problems), others, TAG_MANIFEST, problems);

  const info = parseBagInfo(tags.get('bag-info.txt') ?? '');
  const oxum = `${octets}.${payload.length}`;
  if (info['Payload-Oxum'] !== oxum) problems.push(`Payload-Oxum should be ${oxum}`);
  return { name: [...folders][0] ?? '', info, payload, problems };
}

async function readAll(path: string, problems: string[]): Promise<Found> {
  const found: Found = { digests: new Map(), tags: new Map(), octets: 0, folders: new Set() };
  const zip = await openZip(path);
  try {
    for await (const entry of entriesOf(zip)) {
      const [folder, ...rest] = entry.fileName.split('/');
      found.folders.add(folder!);
      if (entry.fileName.endsWith('/')) continue;
      const file = rest.join('/');
      if (!isSafePath(file)) problems.push('A path in the zip is not safe');
      if (found.digests.has(file)) problems.push('A path stands twice in the zip');
      await readEntry(zip, entry, file, found);
    }
  } finally {
    zip.close();
  }
  return found;
}

async function readEntry(zip: ZipFile, entry: Entry, file: string, found: Found): Promise<void> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(notAZip(error)) : resolve(opened))),
  );
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  const isTag = !file.startsWith('data/') && entry.uncompressedSize <= MAX_TAG_BYTES;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (isTag) kept.push(chunk);
      else found.octets += chunk.length;
    }
  } catch (error) {
    throw notAZip(error);
  }
  found.digests.set(file, hash.digest('hex'));
  if (isTag) found.tags.set(file, Buffer.concat(kept).toString('utf8'));
}

function parseManifest(text: string | undefined, name: string, problems: string[]): Digests {
  const digests: Digests = new Map();
  if (text === undefined) problems.push(`${name} is missing`);
  for (const line of (text ?? '').split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const parts = /^([0-9a-fA-F]{64})\s+\*?(.+)$/s.exec(line);
    if (!parts) problems.push(`${name} has a line that is not digest and path`);
    else if (digests.has(decodePath(parts[2]!))) problems.push(`${name} lists a path twice`);
    else digests.set(decodePath(parts[2]!), parts[1]!.toLowerCase());
  }
  return digests;
}

function compare(listed: Digests, present: Digests, name: string, problems: string[]): void {
  for (const [file, digest] of listed) {
    const actual = present.get(file);
    if (actual === undefined) problems.push(`${name} lists a file that is not there: ${file}`);
    else if (actual !== digest) problems.push(`${name}: the digest does not fit ${file}`);
  }
  for (const file of present.keys()) {
    if (!listed.has(file)) problems.push(`${name} does not list ${file}`);
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
    yauzl.open(path, options, (error, zip) => (error ? reject(notAZip(error)) : resolve(zip)));
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', (error) => reject(notAZip(error)));
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

const notAZip = (cause: unknown) => new BagError('bag.not-a-zip', 'the zip can not be read', { cause });
