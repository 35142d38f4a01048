import type { Written } from '@plumbline/contract/registry';
import { Alert, Button, type ButtonProps, Form, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { markedBy, showFieldErrors } from '../../../kit/field-errors.ts';
import { OwnForm } from '../../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../../kit/ProblemAlert.tsx';
import { useText } from '../../../lib/texts.ts';
import { texts } from '../texts.ts';

interface Props<V extends object> {
  label: string;
  title?: string;
  /** Names of the fields that show their own faults. */
  fields: readonly (keyof V & string)[];
  initial?: Partial<V>;
  /** Saves; a refusal stays in the dialog, doubts of the server are shown before it closes. */
  onSave: (values: V) => Promise<Written | undefined>;
  onDone?: (written: Written | undefined) => unknown;
  button?: Omit<ButtonProps, 'onClick'>;
  children: ReactNode;
}

/** A button that opens a form in a dialog. */
export function EditAction<V extends object>(props: Props<V>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...props.button} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {open && <EditDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function EditDialog<V extends object>(props: Props<V> & { onClose: () => void }) {
  const { label, title, fields, initial, onSave, onDone, onClose, children } = props;
  const t = useText(texts);
  const [form] = Form.useForm<V>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [written, setWritten] = useState<Written>();
  useEffect(() => showFieldErrors(form, problem), [form, problem]);
  const close = (done: Written | undefined) => {
    onClose();
    void onDone?.(done);
  };
  const save = async (values: V) => {
    setBusy(true);
    setProblem(undefined);
    // Faults of the last try go before those of this one come.
    // biome-ignore lint/suspicious/noExplicitAny: the form's type of names depends on its values
    form.setFields(fields.map((name) => ({ name: name as any, errors: [] })));
    try {
      const done = await onSave(values);
      if (done?.warnings.length) setWritten(done);
      else close(done);
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
      okText={written ? t('saved') : t('save')}
      okButtonProps={{ loading: busy }}
      {...(written ? { cancelButtonProps: { style: { display: 'none' } } } : {})}
      onOk={() => (written ? close(written) : form.submit())}
      onCancel={() => (written ? close(written) : onClose())}
      mask={{ closable: false }}
      width={620}
    >
      {written ? (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('warnings')}
          description={written.warnings.map((warning) => <p key={warning.code}>{warning.detail}</p>)}
        />
      ) : (
        <>
          <OwnForm<V>
            form={form}
            layout="vertical"
            {...(initial ? { initialValues: initial } : {})}
            onFinish={(values) => void save(values)}
          >
            {children}
          </OwnForm>
          <ProblemAlert problem={problem} marked={markedBy(...fields)} />
        </>
      )}
    </Modal>
  );
}
