import type { Delivery } from '@plumbline/contract/delivery';
import { Alert, App, Button, Form, Input, Radio } from 'antd';
import { useEffect } from 'react';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { texts as kit } from '../../kit/texts.ts';
import { useText } from '../../lib/texts.ts';
import { useConfirmAddress, useSetDelivery } from './notice.api.ts';
import { texts } from './texts.ts';

const MODES = ['off', 'each', 'digest'] as const;

interface Values {
  mode: Delivery['mode'];
  address?: string;
}

export function MailForm({ delivery }: { delivery: Delivery }) {
  const t = useText(texts);
  const common = useText(kit);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const set = useSetDelivery();
  useEffect(() => showFieldErrors(form, set.error), [form, set.error]);
  if (!delivery.mailPossible) return <Alert type="info" showIcon title={t('noMail')} />;
  const save = ({ mode, address }: Values) =>
    set.mutate(
      { body: { mode, address: address?.trim() || null } },
      { onSuccess: () => void message.success(t('saved')) },
    );
  return (
    <>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ mode: delivery.mode, address: delivery.address ?? '' }}
        onFinish={save}
      >
        <Form.Item name="mode" label={t('mode')}>
          <Radio.Group vertical options={MODES.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))} />
        </Form.Item>
        <Form.Item
          name="address"
          label={t('address')}
          extra={t('addressHint')}
          dependencies={['mode']}
          rules={[
            { type: 'email', message: t('addressWrong') },
            ({ getFieldValue }) => ({
              required: getFieldValue('mode') !== 'off',
              message: t('addressNeeded'),
            }),
          ]}
        >
          <Input type="email" autoComplete="email" maxLength={254} />
        </Form.Item>
        {delivery.address && (
          <p>
            <StatusTag
              title={t(delivery.confirmed ? 'confirmed' : 'unconfirmed')}
              {...(delivery.confirmed ? {} : { tone: 'care' as const })}
            />
          </p>
        )}
        <ProblemAlert problem={set.error} marked={markedBy('mode', 'address')} />
        <Button type="primary" htmlType="submit" loading={set.isPending}>
          {common('save')}
        </Button>
      </Form>
      {delivery.address && !delivery.confirmed && <CodeForm address={delivery.address} />}
    </>
  );
}

function CodeForm({ address }: { address: string }) {
  const t = useText(texts);
  const [form] = Form.useForm<{ code: string }>();
  const confirm = useConfirmAddress();
  useEffect(() => showFieldErrors(form, confirm.error), [form, confirm.error]);
  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      className="page-note"
      onFinish={({ code }) => confirm.mutate({ body: { code: code.trim() } })}
    >
      <p>{t('codeAbout', { address })}</p>
      <Form.Item
        name="code"
        label={t('code')}
        rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('codeWrong') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
      </Form.Item>
      <ProblemAlert problem={confirm.error} marked={markedBy('code')} />
      <Button htmlType="submit" loading={confirm.isPending}>
        {t('confirmCode')}
      </Button>
    </Form>
  );
}
