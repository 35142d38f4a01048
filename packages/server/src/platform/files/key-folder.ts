import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from './durable.ts';
import { KeyError } from './key-errors.ts';
import { seal, unseal } from './seal.ts';

export const MASTER = 'master.key';
/** Present only while a rotation is under way (or was cut short). */
export const NEXT_MASTER = 'master.next.key';
const WRAPPED = /^(?:platform|jurisdiction-[1-9]\d*)\.wrapped\.json$/;

export interface MasterKey {
  key: Buffer;
  /** Names the key without telling it: which master key a data key was wrapped by. */
  fingerprint: string;
}

/** Whose data key: a jurisdiction's number, or the platform's own (before any jurisdiction is known). */
export type Owner = number | 'platform';

export function scopeOf(owner: Owner): string {
  if (owner === 'platform') return 'platform';
  if (!Number.isSafeInteger(owner) || owner < 1) throw new TypeError('Not a jurisdiction number');
  return `jurisdiction-${owner}`;
}

export const wrappedFile = (owner: Owner): string => `${scopeOf(owner)}.wrapped.json`;

export const wrappedFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => WRAPPED.test(name))
    .sort();

/** Makes the folder (0700) or narrows it. Errors: keys.readable-by-others. */
export async function preparePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await narrow(folder, 0o700);
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.key') || WRAPPED.test(name)) await narrow(path.join(folder, name), 0o600);
  }
}

async function narrow(target: string, mode: number): Promise<void> {
  if (((await stat(target)).mode & 0o077) === 0) return;
  try {
    await chmod(target, mode);
  } catch (cause) {
    throw new KeyError('keys.readable-by-others', { folder: target }, { cause });
  }
}

function fingerprintOf(key: Buffer): string {
  return createHash('sha256').update('plumbline/master/v1').update(key).digest('hex').slice(0, 16);
}

/** A new random master key under `name`; an existing one stays as it is. */
export async function createMaster(folder: string, name: string): Promise<void> {
  const key = randomBytes(32);
  const content = { plumbline: 'master-key', version: 1, key: key.toString('base64') };
  await writeDurably(path.join(folder, name), `${JSON.stringify(content)}\n`, { exclusive: true });
}

/** The master key under `name`, or undefined when there is none. Errors: keys.damaged. */
export function readMaster(folder: string, name: string): MasterKey | undefined {
  const content = readJson(folder, name);
  if (content === undefined) return undefined;
  const key = Buffer.from(String(content.key ?? ''), 'base64');
  if (content.plumbline !== 'master-key' || content.version !== 1 || key.length !== 32) {
    throw new KeyError('keys.damaged', { folder, file: name });
  }
  return { key, fingerprint: fingerprintOf(key) };
}

/**
 * The master keys that may have wrapped something: during a rotation the next one, then the present one.
 * Read in this order, because the rotation ends by renaming the next to the present.
 */
export function readMasters(folder: string): MasterKey[] {
  return [NEXT_MASTER, MASTER].flatMap((name) => readMaster(folder, name) ?? []);
}

const aadOf = (owner: string, master: MasterKey) =>
  Buffer.from(`plumbline/wrap/v1/${owner}/${master.fingerprint}`);

/** The text of a wrapped-key file. */
export function wrap(scope: string, dataKey: Buffer, master: MasterKey): string {
  const wrapped = seal(master.key, dataKey, aadOf(scope, master)).toString('base64');
  const content = { plumbline: 'wrapped-key', version: 1, master: master.fingerprint, wrapped };
  return `${JSON.stringify(content)}\n`;
}

export interface Unwrapped {
  dataKey: Buffer;
  /** Fingerprint of the master key that it is wrapped by. */
  master: string;
}

/**
 * The data key in a wrapped-key file, or undefined when the file does not exist.
 * Errors: keys.master-missing, keys.master-wrong, keys.damaged.
 */
export function unwrap(folder: string, file: string, masters: readonly MasterKey[]): Unwrapped | undefined {
  const content = readJson(folder, file);
  if (content === undefined) return undefined;
  if (content.plumbline !== 'wrapped-key' || content.version !== 1) {
    throw new KeyError('keys.damaged', { folder, file });
  }
  if (masters.length === 0) throw new KeyError('keys.master-missing', { folder });
  const master = masters.find(({ fingerprint }) => fingerprint === content.master);
  if (!master) throw new KeyError('keys.master-wrong', { folder, file });
  const scope = file.slice(0, file.indexOf('.'));
  try {
    const wrapped = Buffer.from(String(content.wrapped ?? ''), 'base64');
    return { dataKey: unseal(master.key, wrapped, aadOf(scope, master)), master: master.fingerprint };
  } catch (cause) {
    throw new KeyError('keys.damaged', { folder, file }, { cause });
  }
}

function readJson(folder: string, file: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
  } catch {
    // A parser's message would quote the file.
  }
  throw new KeyError('keys.damaged', { folder, file });
}
