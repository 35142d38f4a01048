import { getPack } from '@plumbline/contract/desk';
import { Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useRead } from '../../lib/data.ts';
import { type Clue, useActOnClue } from './clue.api.ts';
import { MoveClue } from './MoveClue.tsx';

/** Steps on the clue: with a form of the pack, with a reason, or the move to the right subject. */
export function ClueActions({ clue }: { clue: Clue }) {
  const act = useActOnClue();
  const take = (action: string, body: { reason?: string; data?: Record<string, unknown> }) =>
    act.mutateAsync({ params: { id: clue.id, action }, body: { version: clue.version, ...body } });
  return (
    <Space wrap>
      {clue.actions.map((action) => {
        if (action.moves) return <MoveClue key={action.code} clue={clue} title={action.title} />;
        if (action.form && !action.requiresReason) {
          return (
            <FormStep
              key={action.code}
              title={action.title}
              form={action.form}
              onTake={(data) => take(action.code, { data })}
            />
          );
        }
        if (action.form) return null;
        return (
          <ConfirmAction
            key={action.code}
            label={action.title}
            reason={action.requiresReason ? 'required' : 'none'}
            onConfirm={(reason) => take(action.code, reason ? { reason } : {})}
          />
        );
      })}
    </Space>
  );
}

interface StepProps {
  title: string;
  form: string;
  onTake: (data: Record<string, unknown>) => Promise<unknown>;
}

function FormStep({ title, form, onTake }: StepProps) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const pack = useRead(getPack, {}, { staleTime: Number.POSITIVE_INFINITY, enabled: open });
  const submit = async (data: Record<string, unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onTake(data);
      setOpen(false);
    } catch (error) {
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
        title={title}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
        width={720}
      >
        <Loaded read={pack}>
          {(data) => (
            <PackForm
              form={data.forms[form] ?? {}}
              onSubmit={(values) => void submit(values)}
              busy={busy}
              problem={problem}
              pointer="/data"
              submitLabel={title}
            />
          )}
        </Loaded>
      </Modal>
    </>
  );
}
