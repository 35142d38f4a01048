import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../lib/texts.ts';
import { OwnForm } from './OwnForm.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { texts } from './texts.ts';
import { useAskBeforeClosing } from './useAskBeforeClosing.tsx';

interface Props {
  open: boolean;
  title: string;
  /** What will happen. */
  children?: ReactNode;
  /** `none`: only a confirmation. */
  reason?: 'required' | 'optional' | 'none';
  reasonLabel?: string;
  maxLength?: number;
  confirmLabel?: string;
  /** Ends or takes away something. */
  danger?: boolean;
  /** Refusals are shown in the dialog, which stays open. */
  problem?: unknown;
  busy?: boolean;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

/** Asks for a confirmation, and for a reason that will stand in the record. */
export function ReasonDialog(props: Props) {
  const { open, title, children, reason = 'required', maxLength = 2000, danger, problem, busy } = props;
  const t = useText(texts);
  const label = props.reasonLabel ?? t(reason === 'optional' ? 'remark' : 'reason');
  const [form] = Form.useForm<{ reason?: string }>();
  const close = useAskBeforeClosing(() => Boolean(form.getFieldValue('reason')?.trim()), props.onCancel);
  return (
    <Modal
      open={open}
      title={title}
      okText={props.confirmLabel ?? t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: danger === true, loading: busy === true }}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {children}
      <OwnForm
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={(values) => props.onConfirm(values.reason?.trim() ?? '')}
      >
        {reason !== 'none' && (
          <Form.Item
            name="reason"
            label={label}
            rules={[
              { required: reason === 'required', whitespace: true, message: t('reasonRequired', { label }) },
              { max: maxLength, message: t('reasonTooLong', { max: maxLength }) },
            ]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} autoFocus />
          </Form.Item>
        )}
      </OwnForm>
      <ProblemAlert problem={problem} onRefreshed={props.onCancel} />
    </Modal>
  );
}
