import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import type { Summary } from './dossier.api.ts';
import { SubjectPicker } from './SubjectPicker.tsx';
import { texts } from './texts.ts';

interface Props {
  title: string;
  onMove: (body: { reason: string; data: { subjectKind: string; subject: string } }) => Promise<unknown>;
}

/** Filed to the wrong person of the same name: choose the right one, and nothing stays behind. */
export function MoveMaterial({ title, onMove }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Summary>();
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const move = async ({ reason }: { reason: string }) => {
    if (!chosen) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onMove({ reason, data: { subjectKind: chosen.subjectKind, subject: chosen.subjectId } });
      setOpen(false);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Modal
        open={open}
        title={t('toRight')}
        footer={null}
        mask={{ closable: false }}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p>{t('toRightAbout')}</p>
        {problem && <ProblemAlert problem={problem} />}
        <OwnForm layout="vertical" onFinish={(values: { reason: string }) => void move(values)}>
          <Form.Item name="target" label={t('target')} rules={[{ required: true }]}>
            <SubjectPicker onChange={(_, subject) => setChosen(subject)} />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={2000} autoSize />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {title}
          </Button>
        </OwnForm>
      </Modal>
    </>
  );
}
