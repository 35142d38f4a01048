import { App, Form, Input, Modal } from 'antd';
import { useEffect } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useReadingForm, useRequestReading } from './reading.api.ts';
import { texts } from './reading.texts.ts';

interface Props {
  subjectId: string;
  /** Items with restricted entries, to choose from. */
  items: readonly { code: string; title: string }[];
  /** Chosen already: the item from which the reader comes. */
  item?: string | undefined;
  onClose: () => void;
}

interface Values {
  purpose: string;
  explanation: string;
  items?: string[];
  until: string;
}

const FIELDS = ['purpose', 'explanation', 'items', 'until'] as const;

/** Asks for a reading slip: purpose, what is to be read, until when. Another person decides. */
export function RequestSlip({ subjectId, items, item, onClose }: Props) {
  const t = useText(texts);
  const { message } = App.useApp();
  const offered = useReadingForm();
  const request = useRequestReading();
  const [form] = Form.useForm<Values>();
  useEffect(() => showFieldErrors(form, request.error), [form, request.error]);
  const send = ({ items: chosen, ...values }: Values) =>
    request.mutate(
      { params: { subjectId }, body: { ...values, ...(chosen?.length ? { items: chosen } : {}) } },
      {
        onSuccess: () => {
          void message.success(t('requested'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('request')}
      okText={t('request')}
      okButtonProps={{ loading: request.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: false }}
      width={620}
    >
      <p>{t('requestAbout')}</p>
      <Loaded read={offered}>
        {({ purposes, latest }) => (
          <OwnForm<Values>
            form={form}
            layout="vertical"
            initialValues={{ items: item ? [item] : [] }}
            onFinish={send}
          >
            <Form.Item
              name="purpose"
              label={t('purpose')}
              rules={[{ required: true, message: t('choosePurpose') }]}
            >
              <Select options={purposes.map(({ code, title }) => ({ value: code, label: title }))} />
            </Form.Item>
            <Form.Item
              name="explanation"
              label={t('explanation')}
              rules={[{ required: true, whitespace: true, message: t('explain') }]}
            >
              <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
            </Form.Item>
            <Form.Item name="items" label={t('items')} extra={t('itemsHint')}>
              <Select
                mode="multiple"
                showSearch={{ optionFilterProp: 'label' }}
                options={items.map(({ code, title }) => ({ value: code, label: title }))}
              />
            </Form.Item>
            <Form.Item
              name="until"
              label={t('until')}
              extra={t('latest', { day: latest })}
              rules={[{ required: true, message: t('chooseDay') }]}
            >
              <DayInput min={todayHere()} max={latest} />
            </Form.Item>
          </OwnForm>
        )}
      </Loaded>
      <ProblemAlert problem={request.error} marked={markedBy(...FIELDS)} />
    </Modal>
  );
}
