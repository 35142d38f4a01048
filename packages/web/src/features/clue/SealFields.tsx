import { Form, type FormInstance, Input, InputNumber, Radio } from 'antd';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { useSuperiors } from './clue.api.ts';
import { commitmentOf, newSalt } from './package-proof.ts';
import { texts } from './stub.texts.ts';

/** Where a package goes and what is in it. Files and seal stay with the browser. */
export interface Sealed {
  receiver: string;
  kind: 'paper' | 'files';
  seal?: string;
  pieces?: number;
  files?: File[];
}

/** Salt and commitment of a package that is sealed now. @throws when a file can't be read */
export async function seal(values: Sealed) {
  const salt = newSalt();
  const files = values.kind === 'files' ? (values.files ?? []) : [];
  const pieces = values.kind === 'files' ? files.length : (values.pieces ?? 1);
  const number = values.seal ?? '';
  const sealed =
    values.kind === 'files'
      ? ({ kind: 'files', files } as const)
      : ({ kind: 'paper', seal: number, pieces } as const);
  return { salt, pieces, seal: number, commitment: await commitmentOf(salt, sealed) };
}

export function SealFields({ form }: { form: FormInstance }) {
  const t = useText(texts);
  const superiors = useSuperiors();
  const kind = Form.useWatch('kind', form) as Sealed['kind'] | undefined;
  return (
    <>
      <Field name="receiver" label={t('stubReceiver')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={superiors.isPending}
          notFoundContent={t('noSuperior')}
          options={(superiors.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field name="kind" label={t('sealedAs')} required>
        <Radio.Group
          options={[
            { value: 'paper', label: t('sealedAsPaper') },
            { value: 'files', label: t('sealedAsFiles') },
          ]}
        />
      </Field>
      {kind === 'files' ? (
        <Form.Item
          name="files"
          label={t('sealedAsFiles')}
          extra={t('filesStay')}
          valuePropName="files"
          getValueFromEvent={(event: { target: HTMLInputElement }) => [...(event.target.files ?? [])]}
          rules={[{ required: true, message: t('filesNeeded') }]}
        >
          <FilesInput />
        </Form.Item>
      ) : (
        <>
          <Field name="seal" label={t('seal')} required extra={t('sealStays')}>
            <Input maxLength={60} autoComplete="off" />
          </Field>
          <Field name="pieces" label={t('pieces')} required>
            <InputNumber min={1} max={9999} precision={0} />
          </Field>
        </>
      )}
    </>
  );
}

/** Chosen files stay with the browser. */
function FilesInput({ id, onChange }: { id?: string; onChange?: (event: unknown) => void }) {
  return <input {...(id ? { id } : {})} type="file" multiple onChange={onChange} />;
}
