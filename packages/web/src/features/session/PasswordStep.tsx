import { Button, Form, Input } from 'antd';
import { lazy, Suspense } from 'react';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import type { Credentials } from '../../lib/session.ts';
import { remember, remembered } from '../../lib/storage.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

interface Props {
  jurisdictions: readonly { code: string; name: string; nameEn: string }[];
  busy: boolean;
  problem: unknown;
  onSubmit: (credentials: Credentials) => void;
  /** Left out where the browser has no passkeys. */
  onPasskey?: (() => void) | undefined;
}

// The list of choices is heavy, and most servers hold one jurisdiction.
const JurisdictionField = lazy(() => import('./JurisdictionField.tsx'));
const KEPT = 'jurisdiction';

export function PasswordStep({ jurisdictions, busy, problem, onSubmit, onPasskey }: Props) {
  const t = useText(texts);
  const several = jurisdictions.length > 1;
  const kept = remembered(KEPT);
  const submit = (values: Credentials) => {
    if (values.jurisdiction) remember(KEPT, values.jurisdiction);
    onSubmit(values);
  };
  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      initialValues={{ jurisdiction: jurisdictions.find((place) => place.code === kept)?.code }}
    >
      {several && (
        <Suspense fallback={null}>
          <JurisdictionField jurisdictions={jurisdictions} />
        </Suspense>
      )}
      <Form.Item
        name="username"
        label={t('username')}
        rules={[{ required: true, whitespace: true, message: t('usernameRequired') }]}
      >
        <Input autoComplete="username" autoFocus size="large" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password')}
        rules={[{ required: true, message: t('passwordRequired') }]}
      >
        <Input.Password autoComplete="current-password" size="large" maxLength={500} />
      </Form.Item>
      <ProblemAlert problem={problem} />
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t('signIn')}
      </Button>
      {onPasskey && (
        <>
          <p className="sign-in-or">{t('or')}</p>
          <Button size="large" block disabled={busy} onClick={onPasskey}>
            {t('passkey')}
          </Button>
        </>
      )}
    </Form>
  );
}
