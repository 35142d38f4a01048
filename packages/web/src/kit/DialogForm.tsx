import { Button, type ButtonProps, Form, type FormInstance, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../lib/texts.ts';
import { markedBy, showFieldErrors } from './field-errors.ts';
import { OwnForm } from './OwnForm.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { texts } from './texts.ts';
import { useAskBeforeClosing } from './useAskBeforeClosing.tsx';

interface Props<V extends object> {
  label: string;
  title?: string;
  /** Label of the button that sends; “save” unless told. */
  confirm?: string;
  /** Ends or takes away something. */
  danger?: boolean;
  /** Names of the fields that show their own faults. */
  fields: readonly (keyof V & string)[];
  initial?: Partial<V>;
  /** Saves; a refusal stays in the dialog, which closes on success. */
  onSave: (values: V) => Promise<unknown>;
  button?: Omit<ButtonProps, 'onClick' | 'danger'>;
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** A button that opens a form in a dialog. */
export function DialogForm<V extends object>(props: Props<V>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...props.button} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {open && <Dialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Dialog<V extends object>(props: Props<V> & { onClose: () => void }) {
  const { label, title, confirm, danger, fields, initial, onSave, onClose, children } = props;
  const t = useText(texts);
  const [form] = Form.useForm<V>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => showFieldErrors(form, problem), [form, problem]);
  const close = useAskBeforeClosing(() => form.isFieldsTouched(), onClose);
  const save = async (values: V) => {
    setBusy(true);
    setProblem(undefined);
    // Faults of the last try go before those of this one come.
    // biome-ignore lint/suspicious/noExplicitAny: the form's type of names depends on its values
    form.setFields(fields.map((name) => ({ name: name as any, errors: [] })));
    try {
      await onSave(values);
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
      title={title ?? label}
      okText={confirm ?? t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: busy, danger: danger === true }}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      width={560}
    >
      <OwnForm<V>
        form={form}
        layout="vertical"
        {...(initial ? { initialValues: initial } : {})}
        onFinish={(values) => void save(values)}
      >
        {typeof children === 'function' ? children(form) : children}
      </OwnForm>
      <ProblemAlert problem={problem} marked={markedBy(...fields)} />
    </Modal>
  );
}

interface FieldProps {
  name: string | (string | number)[];
  label: string;
  required?: boolean;
  extra?: ReactNode;
  children: ReactNode;
}

/** One field with its label; `required` is checked before anything is sent. */
export function Field({ name, label, required, extra, children }: FieldProps) {
  const t = useText(texts);
  return (
    <Form.Item
      name={name}
      label={label}
      {...(extra ? { extra } : {})}
      rules={required ? [{ required: true, message: t('required') }] : []}
    >
      {children}
    </Form.Item>
  );
}
