import { changePassword } from '@plumbline/contract/session';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useWrite } from '../../lib/data.ts';
import { sessionRead } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Values {
  current: string;
  next: string;
  again: string;
}

const SHORTEST = 12;

/** Changes the own password. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useText(texts);
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const change = useWrite(changePassword, {
    onSuccess: async () => {
      await client.fetchQuery({ ...sessionRead, staleTime: 0 });
      form.resetFields();
      onDone();
    },
  });
  useEffect(() => showFieldErrors(form, change.error), [form, change.error]);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ current, next }) => change.mutate({ body: { current, next } })}
    >
      <Form.Item
        name="current"
        label={t('current')}
        rules={[{ required: true, message: t('passwordRequired') }]}
      >
        <Input.Password autoComplete="current-password" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('newPassword')}
        extra={t('nextHint')}
        dependencies={['current']}
        rules={[
          { required: true, min: SHORTEST, message: t('nextShort') },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value && value === getFieldValue('current')
                ? Promise.reject(new Error(t('nextSame')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            required: true,
            validator: (_, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('againDiffers'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={500} />
      </Form.Item>
      <ProblemAlert problem={change.error} marked={markedBy('current', 'next')} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('change')}
      </Button>
    </Form>
  );
}
