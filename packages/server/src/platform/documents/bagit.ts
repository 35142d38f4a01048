import { createHash } from 'node:crypto';
import { Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { BagError, isSafePath, PathRegister } from './bag-path.ts';
import { BAG_DECLARATION, bagInfo, type Digests, manifest, sha256 } from './bag-tags.ts';

export interface BagEntry {
  /** Below `data/`, parts separated by `/`, in UTF-8. */
  path: string;
  content: Uint8Array | Readable;
}

export interface BagPlan {
  /** The bag's own folder, which everything in the zip lies in. */
  name: string;
  /** Labels of bag-info.txt, e.g. `Source-Organization`; Bagging-Date and Payload-Oxum are added. */
  info: Record<string, string>;
  /** Pulled one at a time; a content that is a stream is opened and drained before the next is asked for. */
  entries: AsyncIterable<BagEntry> | Iterable<BagEntry>;
  /** Stands as Bagging-Date (its UTC day) and as the time of every file, so equal input gives equal bytes. */
  date: Date;
}

export interface WrittenBag {
  files: number;
  /** Bytes of the payload. */
  octets: number;
  /** SHA-256 of tagmanifest-sha256.txt, hex: fixes the whole bag. */
  digest: string;
}

/** Deflating these again costs time and gains nothing. */
const PACKED = /\.(?:docx|xlsx|pptx|pdf|jpe?g|png|webp|zip|gz)$/i;
/** Where the plain zip format ends for a stream whose length isn't known beforehand. */
const MAX_ENTRY = 0xfffffffe;

/**
 * Writes a BagIt 1.0 bag (RFC 8493) as a .zip to `out`, with constant memory, and ends `out`. On any failure
 * `out` is destroyed, so that a reader never takes a cut bag for a whole one.
 * Errors: {@link BagError}, and whatever a content stream or `out` fails with.
 */
export async function writeBag(out: Writable, plan: BagPlan): Promise<WrittenBag> {
  const zip = new ZipFile();
  const stopped = new AbortController();
  const written = pipeline(zip.outputStream as Readable, out);
  const failed = new Promise<never>((_, reject) => {
    const stop = (error: unknown) => {
      reject(error as Error);
      stopped.abort(error);
    };
    zip.on('error', stop);
    written.catch(stop);
  });
  failed.catch(() => undefined);
  try {
    const bag = await Promise.race([fill(zip, plan, stopped.signal), failed]);
    zip.end();
    await written;
    return bag;
  } catch (error) {
    stopped.abort(error);
    const destroyable = zip.outputStream as Readable;
    destroyable.destroy(error as Error);
    await written.catch(() => undefined);
    throw error;
  }
}

async function fill(zip: ZipFile, plan: BagPlan, signal: AbortSignal): Promise<WrittenBag> {
  if (!isSafePath(plan.name) || plan.name.includes('/')) {
    throw new BagError('bag.bad-name', 'the name of the bag is not a folder name');
  }
  const at = (path: string) => `${plan.name}/${path}`;
  const options = (path: string) => ({ mtime: plan.date, mode: 0o100644, compress: !PACKED.test(path) });
  const payload: Digests = new Map();
  const paths = new PathRegister();
  let octets = 0;
  for await (const entry of plan.entries) {
    signal.throwIfAborted();
    try {
      paths.add(entry.path);
    } catch (error) {
      if (entry.content instanceof Readable) entry.content.destroy();
      throw error;
    }
    const path = `data/${entry.path}`;
    const meter = new Meter();
    zip.addReadStream(meter, at(path), options(path));
    await drained(entry.content, meter, signal);
    payload.set(path, meter.digest());
    octets += meter.octets;
  }
  // RFC 8493 §2.1.1: the payload folder is there even when nothing is in it.
  if (payload.size === 0) zip.addEmptyDirectory(at('data'), { mtime: plan.date });

  const tags: Digests = new Map();
  const addTag = (path: string, text: string) => {
    zip.addBuffer(Buffer.from(text, 'utf8'), at(path), options(path));
    tags.set(path, sha256(text));
  };
  addTag('bagit.txt', BAG_DECLARATION);
  addTag('bag-info.txt', bagInfo(plan.info, plan.date.toISOString().slice(0, 10), octets, payload.size));
  addTag('manifest-sha256.txt', manifest(payload));
  const tagManifest = manifest(tags);
  addTag('tagmanifest-sha256.txt', tagManifest);
  return { files: payload.size, octets, digest: sha256(tagManifest) };
}

/** Counts and hashes what goes through. */
class Meter extends Transform {
  readonly #hash = createHash('sha256');
  octets = 0;

  override _transform(
    chunk: Buffer,
    _: BufferEncoding,
    done: (error?: Error | null, chunk?: Buffer) => void,
  ) {
    this.octets += chunk.length;
    if (this.octets > MAX_ENTRY) return done(new BagError('bag.entry-too-large', 'a file is over 4 GB'));
    this.#hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** Waits until the zip has taken all of the content; yazl itself tells nobody when its source fails. */
async function drained(content: Uint8Array | Readable, meter: Meter, signal: AbortSignal): Promise<void> {
  const source = content instanceof Readable ? content : Readable.from([content], { objectMode: false });
  const taken = new Promise<void>((resolve, reject) => {
    meter.once('end', resolve);
    meter.once('close', () => reject(meter.errored ?? new Error('A content stream was closed early')));
  });
  await Promise.all([pipeline(source, meter, { signal, end: true }), taken]);
}
