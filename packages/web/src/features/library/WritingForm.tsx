import { Button, Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { fieldErrors, showFieldErrors } from '../../kit/field-errors.ts';
import { LeaveGuard } from '../../kit/LeaveGuard.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import '../../kit/pack-form/pack-form.css';

interface Props<V extends object> {
  form: FormInstance<V>;
  /** Fields that show their own faults. */
  fields: readonly (keyof V & string)[];
  problem: unknown;
  initial: Partial<V>;
  /** Saves and tells where to go then; a refusal leaves everything as it was written. */
  onSave: (values: V) => Promise<() => unknown>;
  submitLabel: string;
  children: ReactNode;
}

/** A long form on a page of its own. What was written stays after every refusal, and is not left unasked. */
export function WritingForm<V extends object>(props: Props<V>) {
  const { form, fields, problem, initial, onSave, submitLabel, children } = props;
  const [dirty, setDirty] = useState(false);
  const [busy, setBusy] = useState(false);
  const [leave, setLeave] = useState<() => unknown>();
  useEffect(() => {
    showFieldErrors(form, problem);
    const first = fieldErrors(problem).find(({ name }) => fields.includes(String(name[0]) as never));
    if (first) form.scrollToField(first.name as never, { block: 'center' });
  }, [form, problem, fields]);
  // Only once nothing is unsaved any more: the guard would ask otherwise.
  useEffect(() => {
    if (leave && !dirty) leave();
  }, [leave, dirty]);
  const save = async (values: V) => {
    setBusy(true);
    // biome-ignore lint/suspicious/noExplicitAny: the form's type of names depends on its values
    form.setFields(fields.map((name) => ({ name: name as any, errors: [] })));
    try {
      const next = await onSave(values);
      setDirty(false);
      setLeave(() => next);
    } catch {
      // The refusal comes back as `problem` and stands beside its field.
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form<V>
      form={form}
      layout="vertical"
      initialValues={initial as never}
      scrollToFirstError={{ block: 'center' }}
      onValuesChange={() => setDirty(true)}
      onFinish={(values) => void save(values)}
    >
      <LeaveGuard when={dirty} />
      {children}
      <ProblemAlert
        problem={problem}
        marked={({ pointer }) => pointer !== undefined && fields.includes(pointer.slice(1) as never)}
      />
      <div className="form-foot library-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {submitLabel}
        </Button>
      </div>
    </Form>
  );
}
