import { listDossiers } from '@plumbline/contract/dossier';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { type Clue, useMoveClue } from './clue.api.ts';
import { texts } from './texts.ts';

/** Filed to the wrong person of the same name: one action moves the clue and its entry. */
export function MoveClue({ clue, title }: { clue: Clue; title: string }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const move = useMoveClue();
  const found = useRead(
    listDossiers,
    { query: { q: words, limit: 20 } as never },
    { enabled: words.length > 0, keepPrevious: true },
  );
  const submit = ({ target, reason }: { target: string; reason: string }) => {
    const chosen = found.data?.items.find((item) => item.subjectId === target);
    if (!chosen) return;
    move.mutate(
      {
        params: { id: clue.id },
        body: { version: clue.version, subjectKind: chosen.subjectKind, subjectId: target, reason },
      },
      { onSuccess: () => setOpen(false) },
    );
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{title}</Button>
      <Modal open={open} title={t('move')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{t('moveAbout')}</p>
        {move.error && <ProblemAlert problem={move.error} />}
        <OwnForm layout="vertical" onFinish={submit}>
          <Form.Item name="target" label={t('target')} rules={[{ required: true }]}>
            <Select
              showSearch={{ filterOption: false, onSearch: setWords }}
              placeholder={t('targetHint')}
              options={(found.data?.items ?? []).map((item) => ({
                value: item.subjectId,
                label: [item.name, item.unit?.name, item.post].filter(Boolean).join(' · '),
              }))}
            />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={2000} rows={3} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={move.isPending}>
            {title}
          </Button>
        </OwnForm>
      </Modal>
    </>
  );
}
