import { listFileTypes } from '@plumbline/contract/file';
import { Alert, Button, Progress, Upload } from 'antd';
import type { ReactNode } from 'react';
import { useRead } from '../../lib/data.ts';
import { comma } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { UploadRow } from './uploads.rules.ts';
import { texts } from './uploads.texts.ts';
import type { Uploads } from './use-uploads.ts';

const MEGA = 1024 * 1024;

/** Several files at once: what was chosen, how far each is, and why one was not taken in. */
export function FileUploads({ uploads }: { uploads: Uploads }) {
  const t = useText(texts);
  const types = useRead(listFileTypes, {}, { staleTime: Number.POSITIVE_INFINITY });
  const accept = types.data?.items
    .flatMap((type) => type.extensions.map((extension) => `.${extension.replace(/^\./, '')}`))
    .join(',');
  return (
    <section aria-label={t('attachments')} className="file-uploads">
      <Chooser accept={accept} multiple onChoose={uploads.begin}>
        <Button>{t('addFiles')}</Button>
      </Chooser>{' '}
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
        {uploads.rows.map((row) => (
          <li key={row.key}>
            <span className="file-name">{row.name}</span>
            {row.failure && (
              <Alert
                type="error"
                role="alert"
                title={row.failure.reasons.join(' ')}
                action={<Remedy row={row} uploads={uploads} accept={accept} />}
              />
            )}
            {!row.failure && !row.id && (
              <Progress percent={Math.round(row.share * 100)} size="small" aria-label={row.name} />
            )}
            <Button
              size="small"
              type="text"
              onClick={() => uploads.remove(row.key)}
              aria-label={t('removeNamed', { name: row.name })}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RemedyProps {
  row: UploadRow;
  uploads: Uploads;
  accept: string | undefined;
}

/** What broke off goes on; what was refused would be refused again, so another file takes its place. */
function Remedy({ row, uploads, accept }: RemedyProps) {
  const t = useText(texts);
  if (row.failure?.kind === 'broken')
    return (
      <Button
        size="small"
        onClick={() => uploads.goOn(row.key)}
        aria-label={t('goOnNamed', { name: row.name })}
      >
        {t('goOn')}
      </Button>
    );
  const replace = (file: File) => {
    uploads.remove(row.key);
    uploads.begin(file);
  };
  return (
    <Chooser accept={accept} onChoose={replace}>
      <Button size="small" aria-label={t('anotherNamed', { name: row.name })}>
        {t('another')}
      </Button>
    </Chooser>
  );
}

interface ChooserProps {
  accept: string | undefined;
  multiple?: boolean;
  onChoose: (file: File) => void;
  children: ReactNode;
}

const Chooser = ({ accept, multiple, onChoose, children }: ChooserProps) => (
  <Upload
    multiple={multiple === true}
    showUploadList={false}
    {...(accept ? { accept } : {})}
    beforeUpload={(file) => {
      onChoose(file);
      return false;
    }}
  >
    {children}
  </Upload>
);

/** Beside the button that saves: which chosen files keep it back, and the way to save without them. */
export function HeldBack({ uploads }: { uploads: Uploads }) {
  const t = useText(texts);
  const { held } = uploads;
  if (!held) return null;
  const failed = uploads.rows.filter((row) => row.failure);
  const say = (key: 'heldRefused' | 'heldBroken' | 'heldUnderWay', names: readonly string[]) =>
    names.length > 0 && <p>{t(key, { names: names.join(comma()) })}</p>;
  return (
    <Alert
      type={failed.length ? 'error' : 'info'}
      role="status"
      className="held-back"
      title={
        <>
          {say('heldRefused', held.refused)}
          {say('heldBroken', held.broken)}
          {say('heldUnderWay', held.underWay)}
        </>
      }
      action={
        failed.length > 0 && (
          <Button size="small" onClick={() => failed.forEach((row) => void uploads.remove(row.key))}>
            {t('removeFailed')}
          </Button>
        )
      }
    />
  );
}
