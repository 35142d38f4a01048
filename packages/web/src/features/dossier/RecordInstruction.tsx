import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useSay } from '../../lib/language.ts';
import { usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { followedItems } from './followed-items.ts';
import { useAddInstruction } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';
import { SubjectPicker } from './SubjectPicker.tsx';

interface Props {
  /** The unit whose dossier is open. */
  unit?: { id: string; name: string };
}

interface Values {
  item: string;
  title: string;
  content: string;
  issuer: string;
  issuedOn: string;
  requirement: string;
  due?: string | null;
  unitId?: string;
  industry?: string;
}

const FIELDS = [
  'item',
  'title',
  'content',
  'issuer',
  'issuedOn',
  'requirement',
  'due',
  'unitId',
  'industry',
] as const;

/** A button that records an instruction on a unit, or on an industry and so on each of its units. */
export function RecordInstruction({ unit }: Props) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('record')}
      </Button>
      {open && <RecordDialog {...(unit ? { unit } : {})} onClose={() => setOpen(false)} />}
    </>
  );
}

function RecordDialog({ unit, onClose }: Props & { onClose: () => void }) {
  const t = useText(texts);
  const say = useSay();
  const { message } = App.useApp();
  const pack = usePack();
  const add = useAddInstruction();
  const [form] = Form.useForm<Values>();
  const [scope, setScope] = useState<'unit' | 'industry'>('unit');
  useEffect(() => showFieldErrors(form, add.error), [form, add.error]);
  const save = ({ due, unitId, industry, ...values }: Values) =>
    add.mutate(
      {
        body: { ...values, ...(due ? { due } : {}), ...(scope === 'unit' ? { unitId } : { industry }) },
      },
      {
        onSuccess: ({ followUps }) => {
          void message.success(t('recorded', { count: followUps }));
          onClose();
        },
      },
    );
  const required = [{ required: true, message: t('needed') }];
  const words = [{ required: true, whitespace: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('record')}
      okText={t('record')}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      width={680}
    >
      <OwnForm<Values>
        form={form}
        layout="vertical"
        initialValues={unit ? { unitId: unit.id } : {}}
        onFinish={save}
      >
        <Form.Item name="item" label={t('item')} rules={required}>
          <Select
            loading={pack.isPending}
            options={followedItems(pack.data).map(({ code, title }) => ({ value: code, label: say(title) }))}
          />
        </Form.Item>
        <Form.Item label={t('scope')}>
          <Radio.Group
            value={scope}
            onChange={(event) => setScope(event.target.value as 'unit' | 'industry')}
            options={[
              { value: 'unit', label: t('scopeUnit') },
              { value: 'industry', label: t('scopeIndustry') },
            ]}
          />
        </Form.Item>
        {scope === 'unit' ? (
          <Form.Item name="unitId" label={t('unit')} rules={required}>
            <SubjectPicker kind="unit" known={unit?.name} />
          </Form.Item>
        ) : (
          <Form.Item name="industry" label={t('industry')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={(
                (pack.data?.industries ?? []) as { code: string; title: { zh: string; en: string } }[]
              ).map(({ code, title }) => ({ value: code, label: say(title) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="title" label={t('title')} rules={words}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issuer" label={t('issuer')} rules={words}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('issuedOn')} rules={required}>
          <DayInput max={todayHere()} />
        </Form.Item>
        <Form.Item name="content" label={t('content')} rules={words}>
          <Input.TextArea maxLength={10_000} autoSize={{ minRows: 3 }} />
        </Form.Item>
        <Form.Item name="requirement" label={t('requirement')} rules={words}>
          <Input.TextArea maxLength={3000} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="due" label={t('due')} extra={t('dueHint')}>
          <DayInput min={todayHere()} />
        </Form.Item>
      </OwnForm>
      <ProblemAlert problem={add.error} marked={markedBy(...FIELDS)} />
    </Modal>
  );
}
