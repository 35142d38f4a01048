import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Locale } from '@plumbline/contract/common';
import { FileStore } from '@tus/file-store';
import type { Actor } from '../../platform/access/actor.ts';
import { systemActor } from '../../platform/access/system-actor.ts';
import { AppError, invalid } from '../../platform/errors/app-error.ts';
import { fileText } from '../../platform/files/messages.ts';
import { FileRefused } from '../../platform/files/refused.ts';
import { safeName } from '../../platform/files/safe-name.ts';
import { inspectFile } from '../../platform/files/sniff.ts';
import { FILE_TYPES, type FileType } from '../../platform/files/types.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { lockContent } from '../../platform/http/forget-contents.ts';
import { NOBODYS_DESK } from './desk.ts';

/** What an upload is known by besides its bytes; kept beside them until it is complete. */
export interface UploadOwner {
  filename: string;
  account: string;
  organ: string;
  jurisdiction: string;
}

/** An upload that nobody went on with for so long is thrown away. */
const ABANDONED_MS = 24 * 3_600_000;

/** What one account may have under way at a time: the disk is everybody's. */
export const MOST_UNDER_WAY = { count: 40, bytes: 2 * 1024 ** 3 };

/** Uploads under way, in a folder of their own, and their way into the encrypted store. */
export class Uploads {
  readonly store: FileStore;
  readonly #endpoints: Endpoints;
  readonly #finishing = new Map<string, Promise<void>>();

  constructor(endpoints: Endpoints) {
    this.#endpoints = endpoints;
    // Expiry is ours: the store's own would forget complete uploads that a crash kept from being taken in.
    this.store = new FileStore({ directory: endpoints.services.uploads, expirationPeriodInMilliseconds: 0 });
  }

  /** Whose an upload is, how long it is to be and how far it got; undefined when there is none. */
  async find(id: string): Promise<{ owner: UploadOwner; size: number; offset: number } | undefined> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
    const upload = await this.store.getUpload(id).catch(() => undefined);
    const owner = upload?.metadata as UploadOwner | null | undefined;
    if (!upload || !owner?.account || upload.size === undefined) return undefined;
    return { owner, size: upload.size, offset: upload.offset };
  }

  /** @throws {AppError} uploads-full where the account has too much under way to begin another one of this size */
  async refuseTooMany(account: string, size: number): Promise<void> {
    const names = await readdir(this.#endpoints.services.uploads).catch(() => [] as string[]);
    const all = await Promise.all(
      names.filter((name) => !name.endsWith('.json')).map((name) => this.find(name)),
    );
    const own = all.filter((upload) => upload?.owner.account === account);
    const bytes = own.reduce((sum, upload) => sum + (upload?.size ?? 0), size);
    if (own.length >= MOST_UNDER_WAY.count || bytes > MOST_UNDER_WAY.bytes)
      throw new AppError('uploads-full');
  }

  /**
   * Takes a complete upload in: looks into it, stores it encrypted, writes its row, and only then forgets the
   * upload. It may be cut anywhere and run again.
   * @throws {AppError} file-refused with the reason; the upload is gone then
   */
  finish(id: string, locale: Locale): Promise<void> {
    const running =
      this.#finishing.get(id) ?? this.#finish(id, locale).finally(() => this.#finishing.delete(id));
    this.#finishing.set(id, running);
    return running;
  }

  async #finish(id: string, locale: Locale): Promise<void> {
    const upload = await this.find(id);
    if (!upload || upload.offset !== upload.size) return;
    const { owner, size } = upload;
    const file = path.join(this.#endpoints.services.uploads, id);
    let type: FileType;
    try {
      ({ type } = await inspectFile({ name: owner.filename, size, path: file }));
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await this.forget(id);
      throw refused(error, locale);
    }
    const jurisdiction = Number(owner.jurisdiction);
    const { files } = this.#endpoints.services;
    const put = () =>
      files.put(jurisdiction, createReadStream(file), { maxBytes: FILE_TYPES[type].maxBytes });
    const stored = await put();
    const actor: Actor = {
      ...systemActor(jurisdiction, []),
      accountId: owner.account,
      organId: owner.organ || null,
    };
    await this.#endpoints.run(actor, async (ctx) => {
      // Equal content may be taken out by somebody else just now: who holds the lock decides.
      await lockContent(ctx.trx, jurisdiction, stored.name);
      if (!(await files.has(jurisdiction, stored.name))) await put();
      const name = safeName(owner.filename);
      ctx.send(
        ctx.trx
          .insertInto('file')
          .values({
            jurisdiction_id: jurisdiction,
            id,
            store_name: stored.name,
            name,
            type,
            size,
            text_state: FILE_TYPES[type].text ? 'waiting' : 'none',
            account_id: owner.account,
            created_at: ctx.now,
            organ_id: NOBODYS_DESK,
            classification: 0,
            readers: [owner.account],
          })
          .onConflict((conflict) => conflict.doNothing()),
      );
      ctx.record({
        type: 'file.uploaded',
        entity: 'file',
        entityId: id,
        data: { type, size, store: stored.name },
      });
      ctx.later('file.extract', { fileId: id });
    });
    await this.forget(id);
  }

  /** Throws an upload away; does nothing when it is gone. */
  async forget(id: string): Promise<void> {
    const file = path.join(this.#endpoints.services.uploads, id);
    await Promise.all([rm(file, { force: true }), rm(`${file}.json`, { force: true })]);
  }

  /** Takes in what was complete when the server was stopped, and throws away what nobody went on with. */
  async sweep(now: Date): Promise<{ finished: number; abandoned: number }> {
    const folder = this.#endpoints.services.uploads;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const done = { finished: 0, abandoned: 0 };
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      const found = await stat(file).catch(() => undefined);
      if (!found?.isFile() || name.endsWith('.json')) continue;
      const upload = await this.find(name);
      if (upload && upload.offset === upload.size) {
        await this.finish(name, 'zh').catch(() => undefined);
        done.finished++;
      } else if (now.getTime() - found.mtimeMs > ABANDONED_MS) {
        await this.forget(name);
        done.abandoned++;
      }
    }
    return done;
  }
}

/** The refusal of a file in words. */
export function refused(error: FileRefused, locale: Locale): AppError {
  return new AppError('file-refused', {
    cause: error,
    faults: [{ pointer: '/file', code: error.code, detail: fileText(error.code, error.params, locale) }],
  });
}

/** Uploads must say beforehand how long they are. */
export const needsLength = () => invalid({ parameter: 'upload-length', code: 'required' });
