import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import { type Sheet, useReturnRows } from './submission.api.ts';
import { texts } from './texts.ts';

interface Props {
  sheet: Sheet;
  rows: readonly number[];
  onDone: () => void;
}

/** Single rows go back: why, and what the body should write instead. */
export function ReturnRows({ sheet, rows, onDone }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const returns = useReturnRows();
  const label = t('returnRows', { count: rows.length });
  const submit = ({ reason, correct }: { reason: string; correct?: string }) =>
    returns.mutate(
      { params: { id: sheet.id }, body: { rows: [...rows], reason, ...(correct ? { correct } : {}) } },
      {
        onSuccess: () => {
          setOpen(false);
          onDone();
        },
      },
    );
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={open} title={label} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        {returns.error && <ProblemAlert problem={returns.error} />}
        <OwnForm layout="vertical" onFinish={submit}>
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={2000} rows={3} />
          </Form.Item>
          <Form.Item name="correct" label={t('correct')}>
            <Input.TextArea maxLength={1000} rows={2} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={returns.isPending}>
            {label}
          </Button>
        </OwnForm>
      </Modal>
    </>
  );
}
