import { Button, Form, Input } from 'antd';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Props {
  username: string;
  busy: boolean;
  problem: unknown;
  onCode: (code: string) => void;
  onBack: () => void;
}

export function CodeStep({ username, busy, problem, onCode, onBack }: Props) {
  const t = useText(texts);
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => onCode(code.trim())}
    >
      <p className="sign-in-who">{username}</p>
      <Form.Item
        name="code"
        label={t('code')}
        extra={t('codeHint')}
        rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('codeFormat') }]}
      >
        <Input
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          size="large"
          maxLength={8}
          className="figures"
        />
      </Form.Item>
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('codeNext')}
      </Button>
      <Button type="link" block onClick={onBack}>
        {t('otherAccount')}
      </Button>
    </Form>
  );
}
