import { listFileTypes, UPLOADS } from '@plumbline/contract/file';
import { Alert, Button, Progress, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Upload as Transfer } from 'tus-js-client';
import { useRead } from '../../lib/data.ts';
import { comma, getLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

export interface Uploaded {
  id: string;
  name: string;
}

interface Row {
  key: string;
  name: string;
  share: number;
  id?: string;
  problem?: string;
  transfer?: Transfer;
}

interface Props {
  /** Files that the entry has already. */
  initial?: readonly Uploaded[];
  /** Ids of the files that have arrived, in order, and whether some are still under way. */
  onChange: (ids: string[], underWay: boolean) => void;
}

/** What the server said of a refused file, in the caller's words. */
function reasonOf(error: unknown): string {
  const body = (error as { originalResponse?: { getBody(): string } }).originalResponse?.getBody();
  try {
    const problem = JSON.parse(body ?? '') as { title: string; detail?: string };
    return problem.detail ?? problem.title;
  } catch {
    return (error as Error).message;
  }
}

const MEGA = 1024 * 1024;

/**
 * Several files at once. A transfer goes on by itself when the network drops; one that broke off, or that was
 * begun before the page was left, goes on where it was when the same file is chosen again.
 */
export function FileUploads({ initial = [], onChange }: Props) {
  const t = useText(texts);
  const types = useRead(listFileTypes, {}, { staleTime: Number.POSITIVE_INFINITY });
  const [rows, setRows] = useState<readonly Row[]>(() =>
    initial.map(({ id, name }) => ({ key: id, name, share: 1, id })),
  );
  const current = useRef<readonly Row[]>(rows);
  const show = (next: readonly Row[]) => {
    current.current = next;
    setRows(next);
    onChange(
      next.flatMap((row) => (row.id ? [row.id] : [])),
      next.some((row) => !row.id && !row.problem),
    );
  };
  const change = (key: string, part: Partial<Row>) =>
    show(current.current.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const remove = (row: Row) => {
    if (!row.id) void row.transfer?.abort();
    show(current.current.filter(({ key }) => key !== row.key));
  };
  const begin = (file: File) => {
    const key = `${file.name}-${file.size}-${current.current.length}-${file.lastModified}`;
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
      onError: (error) => change(key, { problem: reasonOf(error) }),
    });
    show([...current.current, { key, name: file.name, share: 0, transfer }]);
    void resume(transfer);
  };
  // Whoever leaves the form stops what it was sending.
  useEffect(() => () => current.current.forEach((row) => void (row.id ? null : row.transfer?.abort())), []);
  return (
    <section aria-label={t('attachments')} className="file-uploads">
      <Upload
        multiple
        showUploadList={false}
        {...(types.data
          ? {
              accept: types.data.items
                .flatMap((type) => type.extensions.map((extension) => `.${extension.replace(/^\./, '')}`))
                .join(','),
            }
          : {})}
        beforeUpload={(file) => {
          begin(file);
          return false;
        }}
      >
        <Button>{t('addFiles')}</Button>
      </Upload>{' '}
      {types.data && (
        <small className="absent">
          {t('fileLimits', {
            types: types.data.items.map((type) => type.type).join(comma()),
            size: Math.round(types.data.maxBytes / MEGA),
            count: types.data.maxFiles,
          })}
        </small>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            <span className="file-name">{row.name}</span>
            {row.problem ? (
              <Alert
                type="error"
                title={row.problem}
                action={
                  row.transfer && (
                    <Button
                      size="small"
                      onClick={() => {
                        const { transfer } = row;
                        show(current.current.map((one) => (one.key === row.key ? withoutProblem(one) : one)));
                        transfer?.start();
                      }}
                    >
                      {t('retry')}
                    </Button>
                  )
                }
              />
            ) : (
              !row.id && <Progress percent={Math.round(row.share * 100)} size="small" aria-label={row.name} />
            )}
            <Button
              size="small"
              type="text"
              onClick={() => remove(row)}
              aria-label={`${t('remove')} ${row.name}`}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const withoutProblem = ({ problem: _, ...row }: Row): Row => row;

/** Goes on with an upload of the same file that broke off, else begins. */
async function resume(transfer: Transfer): Promise<void> {
  const [earlier] = await transfer.findPreviousUploads().catch(() => []);
  if (earlier) transfer.resumeFromPreviousUpload(earlier);
  transfer.start();
}
