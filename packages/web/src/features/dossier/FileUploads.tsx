import { UPLOADS } from '@plumbline/contract/file';
import { Alert, Button, Progress, Upload } from 'antd';
import { useRef, useState } from 'react';
import { Upload as Transfer } from 'tus-js-client';
import { getLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Row {
  key: string;
  name: string;
  share: number;
  id?: string;
  problem?: string;
}

interface Props {
  /** Ids of the files that have arrived, in order. */
  onChange: (ids: string[]) => void;
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

/** Several files at once, each resumed by itself when the network drops. */
export function FileUploads({ onChange }: Props) {
  const t = useText(texts);
  const [rows, setRows] = useState<readonly Row[]>([]);
  const current = useRef<readonly Row[]>([]);
  const show = (next: readonly Row[]) => {
    current.current = next;
    setRows(next);
    onChange(next.flatMap((row) => (row.id ? [row.id] : [])));
  };
  const change = (key: string, part: Partial<Row>) =>
    show(current.current.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const begin = (file: File) => {
    const key = `${Date.now()}-${file.name}-${file.size}`;
    show([...current.current, { key, name: file.name, share: 0 }]);
    const transfer = new Transfer(file, {
      endpoint: UPLOADS,
      retryDelays: [0, 1000, 3000, 10_000],
      removeFingerprintOnSuccess: true,
      headers: { 'accept-language': getLanguage() === 'zh' ? 'zh-CN' : 'en' },
      metadata: { filename: file.name, filetype: file.type },
      onProgress: (sent, total) => change(key, { share: sent / total }),
      onSuccess: () => {
        const id = transfer.url?.split('/').at(-1);
        change(key, { share: 1, ...(id ? { id } : {}) });
      },
      onError: (error) => change(key, { problem: reasonOf(error) }),
    });
    transfer.start();
  };
  return (
    <section aria-label={t('attachments')} className="file-uploads">
      <Upload
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          begin(file);
          return false;
        }}
      >
        <Button>{t('addFiles')}</Button>
      </Upload>
      <ul>
        {rows.map((row) => (
          <li key={row.key}>
            {row.name}
            {row.problem ? (
              <Alert type="error" title={row.problem} />
            ) : (
              <Progress percent={Math.round(row.share * 100)} size="small" aria-label={row.name} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
