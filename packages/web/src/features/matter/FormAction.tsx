import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { useText } from '../../lib/texts.ts';
import type { Matter } from './matter.api.ts';
import { texts } from './texts.ts';

interface Props {
  action: Matter['actions'][number];
  /** Takes the step; a refusal stays in the dialog, its faults beside their fields. */
  onTake: (body: { reason?: string; data: Record<string, unknown> }) => Promise<unknown>;
}

/** A step that asks for a form of the pack. */
export function FormAction({ action, onTake }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [reason, setReason] = useState('');
  const submit = async (data: Record<string, unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onTake({ data, ...(reason.trim() ? { reason: reason.trim() } : {}) });
      setOpen(false);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{action.title}</Button>
      <Modal
        open={open}
        title={action.title}
        footer={null}
        width={760}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        {action.requiresReason && (
          <Form.Item label={t('reason')} required>
            <Input.TextArea
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={2000}
              required
              autoSize
            />
          </Form.Item>
        )}
        <PackForm
          form={action.form ?? {}}
          onSubmit={(data) => void submit(data)}
          busy={busy}
          problem={problem}
          pointer="/data"
          submitLabel={action.title}
        />
      </Modal>
    </>
  );
}
