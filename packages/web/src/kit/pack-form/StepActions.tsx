import { Alert, Button, Form, Input, Modal, Space } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useText } from '../../lib/texts.ts';
import { ConfirmAction } from '../ConfirmAction.tsx';
import { texts } from '../texts.ts';
import { useAskBeforeClosing } from '../useAskBeforeClosing.tsx';
import { type FormNode, hasMatrix } from './form-node.ts';
import { PackForm } from './PackForm.tsx';
import { PackFormView } from './PackFormView.tsx';

export interface StepAction {
  code: string;
  title: string;
  /** Form of the pack that the step asks for. */
  form: object | null;
  /** What the form begins with, where the step goes on with what was said last. */
  given?: Record<string, unknown> | null;
  /** What was said before, to be read while the form is filled in. */
  above?: ReactNode;
  requiresReason: boolean;
  /** False where a reason is refused; left out: one may be given. */
  takesReason?: boolean;
}

interface StepInput {
  reason?: string;
  data?: Record<string, unknown>;
}

interface Props {
  actions: readonly StepAction[];
  /** The matter that they are taken on. */
  matterId?: string;
  /** Whom the matter concerns. */
  subjectId?: string | undefined;
  /** Takes the step; a refusal stays in the dialog, its faults beside their fields. */
  onTake: (code: string, input: StepInput) => Promise<unknown>;
  size?: 'small';
}

const reasonOf = ({ requiresReason, takesReason }: StepAction) =>
  requiresReason ? 'required' : takesReason === false ? 'none' : 'optional';

/** The steps that this account may take: with a form where the pack asks for one, else at most a reason. */
export function StepActions({ actions, ...props }: Props) {
  const { onTake, size } = props;
  return (
    <Space wrap>
      {actions.map((action) =>
        action.form ? (
          <FormStep key={action.code} action={action} {...props} />
        ) : (
          <ConfirmAction
            key={action.code}
            label={action.title}
            reason={reasonOf(action)}
            onConfirm={(reason) => onTake(action.code, reason ? { reason } : {})}
            {...(size ? { button: { size } } : {})}
          />
        ),
      )}
    </Space>
  );
}

function FormStep({ size, ...props }: Omit<Props, 'actions'> & { action: StepAction }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...(size ? { size } : {})} onClick={() => setOpen(true)}>
        {props.action.title}
      </Button>
      {open && <FormDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function FormDialog({
  action,
  matterId,
  subjectId,
  onTake,
  onClose,
}: Omit<Props, 'actions' | 'size'> & { action: StepAction; onClose: () => void }) {
  const t = useText(texts);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [begunWith] = useState(() => JSON.stringify(action.given ?? null));
  const isOvertaken = JSON.stringify(action.given ?? null) !== begunWith;
  // The form's first word only tells what it begins with; it may say the same more than once.
  const words = useRef<{ first: string; last: string }>(undefined);
  const isWritten = () => words.current !== undefined && words.current.first !== words.current.last;
  const close = useAskBeforeClosing(() => isWritten() || reason.trim() !== '', onClose);
  const submit = async (data: Record<string, unknown>) => {
    const given = reason.trim();
    setReasonMissing(action.requiresReason && !given);
    if (action.requiresReason && !given) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onTake(action.code, { data, ...(given ? { reason: given } : {}) });
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={action.title}
      footer={null}
      width={hasMatrix((action.form ?? {}) as FormNode) ? 1180 : 760}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={close}
    >
      {action.above}
      {isOvertaken && problem !== undefined && (
        <Alert
          type="warning"
          title={t('overtaken')}
          description={<PackFormView form={action.form ?? {}} data={action.given ?? {}} />}
        />
      )}
      {action.requiresReason && (
        <Form layout="vertical" component={false}>
          <Form.Item
            label={t('reason')}
            htmlFor="step-reason"
            required
            {...(reasonMissing ? { validateStatus: 'error', help: t('reasonRequired') } : {})}
          >
            <Input.TextArea
              id="step-reason"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={2000}
              autoSize={{ minRows: 2 }}
              autoFocus
            />
          </Form.Item>
        </Form>
      )}
      <PackForm
        form={action.form ?? {}}
        initial={action.given ?? undefined}
        onSubmit={(data) => void submit(data)}
        onChange={(data) => {
          const last = JSON.stringify(data);
          words.current = { first: words.current?.first ?? last, last };
        }}
        busy={busy}
        problem={problem}
        pointer="/data"
        {...(matterId ? { step: { id: matterId, action: action.code } } : {})}
        subjectId={subjectId}
        submitLabel={action.title}
      />
    </Modal>
  );
}
