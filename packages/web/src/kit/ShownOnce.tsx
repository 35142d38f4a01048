import { Alert, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** A secret in figures that can't be mistaken, with a way to copy it. */
export function Secret({ value }: { value: string }) {
  const t = useText(texts);
  const [copied, setCopied] = useState(false);
  // Without https there is no clipboard; the text can still be marked.
  const canCopy = typeof navigator !== 'undefined' && navigator.clipboard !== undefined;
  return (
    <span className="secret">
      <code>{value}</code>
      {canCopy && (
        <Button
          size="small"
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      )}
    </span>
  );
}

interface Props {
  open: boolean;
  title: string;
  value: string;
  children?: ReactNode;
  onClose: () => void;
}

/** Something that is shown this once: the dialog closes only when it was taken down. */
export function ShownOnce({ open, title, value, children, onClose }: Props) {
  const t = useText(texts);
  return (
    <Modal
      open={open}
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('takenDown')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('shownOnce')} />
      <p className="secret-line">
        <Secret value={value} />
      </p>
      {children}
    </Modal>
  );
}
