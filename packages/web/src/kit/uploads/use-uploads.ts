import { UPLOADS } from '@plumbline/contract/file';
import { useEffect, useRef, useState } from 'react';
import { type DetailedError, Upload as Transfer } from 'tus-js-client';
import { getLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { failureOf, type Held, heldBy, type Uploaded, type UploadRow } from './uploads.rules.ts';
import { texts } from './uploads.texts.ts';

export interface Uploads {
  rows: readonly UploadRow[];
  /** Ids of the files that have arrived, in order; undefined while nobody touched what was there. */
  ids: string[] | undefined;
  /** Saving now would leave chosen files out without a word: it waits until they arrived or were removed. */
  held: Held | undefined;
  begin: (file: File) => void;
  remove: (key: string) => void;
  /** Goes on with a transfer that broke off. */
  goOn: (key: string) => void;
}

/**
 * The files chosen for one entry. A transfer goes on by itself when the network drops; one that broke off, or
 * that was begun before the page was left, goes on where it was when the same file is chosen again.
 *
 * @param onChange ids of the files that have arrived, at every change
 */
export function useUploads(
  initial: readonly Uploaded[] = [],
  onChange?: (ids: readonly string[]) => void,
): Uploads {
  const t = useText(texts);
  const [rows, setRows] = useState<readonly UploadRow[]>(() =>
    initial.map(({ id, name }) => ({ key: id, name, share: 1, id })),
  );
  const [touched, setTouched] = useState(false);
  const current = useRef<readonly UploadRow[]>(rows);
  const transfers = useRef(new Map<string, Transfer>());
  const chosen = useRef(0);
  const idsOf = (all: readonly UploadRow[]) => all.flatMap((row) => (row.id ? [row.id] : []));
  const show = (next: readonly UploadRow[]) => {
    current.current = next;
    setRows(next);
    setTouched(true);
    onChange?.(idsOf(next));
  };
  const change = (key: string, part: Partial<UploadRow>) =>
    show(current.current.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const begin = (file: File) => {
    chosen.current += 1;
    const key = `${file.name}-${chosen.current}`;
    const transfer = new Transfer(file, {
      endpoint: UPLOADS,
      retryDelays: [0, 1000, 3000, 10_000],
      removeFingerprintOnSuccess: true,
      headers: { 'accept-language': getLanguage() === 'zh' ? 'zh-CN' : 'en' },
      metadata: { filename: file.name, filetype: file.type },
      onProgress: (sent, total) => change(key, { share: total ? sent / total : 0 }),
      onSuccess: () => {
        const id = transfer.url?.split('/').at(-1);
        change(key, { share: 1, ...(id ? { id } : {}) });
      },
      onError: (error) => {
        const reply = (error as Partial<DetailedError>).originalResponse;
        change(key, { failure: failureOf(reply?.getStatus() ?? 0, reply?.getBody(), t('broken')) });
      },
    });
    transfers.current.set(key, transfer);
    show([...current.current, { key, name: file.name, share: 0 }]);
    void resume(transfer);
  };
  const remove = (key: string) => {
    if (!current.current.find((row) => row.key === key)?.id) void transfers.current.get(key)?.abort();
    show(current.current.filter((row) => row.key !== key));
  };
  const goOn = (key: string) => {
    show(current.current.map((row) => (row.key === key ? withoutFailure(row) : row)));
    transfers.current.get(key)?.start();
  };
  // Whoever leaves the form stops what it was sending.
  useEffect(
    () => () =>
      current.current.forEach((row) => void (row.id ? null : transfers.current.get(row.key)?.abort())),
    [],
  );
  return { rows, ids: touched ? idsOf(rows) : undefined, held: heldBy(rows), begin, remove, goOn };
}

const withoutFailure = ({ failure: _, ...row }: UploadRow): UploadRow => row;

/** Goes on with an upload of the same file that broke off, else begins. */
async function resume(transfer: Transfer): Promise<void> {
  const [earlier] = await transfer.findPreviousUploads().catch(() => []);
  if (earlier) transfer.resumeFromPreviousUpload(earlier);
  transfer.start();
}
