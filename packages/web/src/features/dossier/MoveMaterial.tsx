import { listDossiers } from '@plumbline/contract/dossier';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useRead } from '../../lib/data.ts';
import { ProblemError } from '../../lib/problem.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Props {
  title: string;
  onMove: (body: { reason: string; data: { subjectKind: string; subject: string } }) => Promise<unknown>;
}

/** Filed to the wrong person of the same name: choose the right one, and nothing stays behind. */
export function MoveMaterial({ title, onMove }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<ProblemError>();
  const [busy, setBusy] = useState(false);
  const found = useRead(
    listDossiers,
    { query: { q: words, limit: 20 } as never },
    { enabled: words.length > 0, keepPrevious: true },
  );
  const move = async ({ target, reason }: { target: string; reason: string }) => {
    const chosen = found.data?.items.find((item) => item.subjectId === target);
    if (!chosen) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onMove({ reason, data: { subjectKind: chosen.subjectKind, subject: target } });
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
      <Modal open={open} title={t('toRight')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{t('toRightAbout')}</p>
        {problem && <ProblemAlert problem={problem} />}
        <Form layout="vertical" onFinish={(values: { target: string; reason: string }) => void move(values)}>
          <Form.Item name="target" label={t('target')} rules={[{ required: true }]}>
            <Select
              showSearch={{ filterOption: false, onSearch: setWords }}
              placeholder={t('filterName')}
              options={(found.data?.items ?? []).map((item) => ({
                value: item.subjectId,
                label: [item.name, item.unit?.name, item.post].filter(Boolean).join(' · '),
              }))}
            />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={2000} autoSize />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {title}
          </Button>
        </Form>
      </Modal>
    </>
  );
}
