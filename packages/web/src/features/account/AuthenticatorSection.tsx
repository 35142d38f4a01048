import { Button, Form, Input, Modal, QRCode } from 'antd';
import { useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Secret } from '../../kit/ShownOnce.tsx';
import { useText } from '../../lib/texts.ts';
import { useProfileWrites } from './account.api.ts';
import { texts } from './texts.ts';

interface Begun {
  secret: string;
  address: string;
}

const QR_SIZE = 208;

/** The six-digit codes of a telephone as the second factor. */
export function AuthenticatorSection({ since }: { since: string | null }) {
  const t = useText(texts);
  const writes = useProfileWrites();
  const [begun, setBegun] = useState<Begun>();
  return (
    <Section
      title={t('authenticator')}
      actions={
        <>
          <PasswordAsked
            label={since ? t('replaceAuthenticator') : t('addAuthenticator')}
            confirm={t('next')}
            onSave={async (password) => setBegun(await writes.beginAuthenticator({ body: { password } }))}
          />
          {since && (
            <PasswordAsked
              label={t('removeAuthenticator')}
              about={t('removeAuthenticatorAbout')}
              danger
              onSave={(password) => writes.removeAuthenticator({ body: { password } })}
            />
          )}
        </>
      }
    >
      <p>
        {since ? (
          <>
            {t('authenticatorSince')} <Day day={since.slice(0, 10)} />
          </>
        ) : (
          t('authenticatorAbout')
        )}
      </p>
      {begun && <ConfirmDialog begun={begun} onClose={() => setBegun(undefined)} />}
    </Section>
  );
}

interface AskedProps {
  label: string;
  about?: string;
  confirm?: string;
  danger?: boolean;
  onSave: (password: string) => Promise<unknown>;
}

/** Asks for the password again before something that would outlast a screen left open. */
export function PasswordAsked({ label, about, confirm, danger, onSave }: AskedProps) {
  const t = useText(texts);
  return (
    <DialogForm<{ password: string }>
      label={label}
      fields={['password']}
      confirm={confirm ?? label}
      danger={danger === true}
      onSave={({ password }) => onSave(password)}
    >
      <p>{about ?? t('passwordAgainAbout')}</p>
      <PasswordField />
    </DialogForm>
  );
}

export function PasswordField() {
  const t = useText(texts);
  return (
    <Field name="password" label={t('current')} required>
      <Input.Password autoComplete="current-password" maxLength={500} />
    </Field>
  );
}

function ConfirmDialog({ begun, onClose }: { begun: Begun; onClose: () => void }) {
  const t = useText(texts);
  const [form] = Form.useForm<{ code: string }>();
  const { confirmAuthenticator } = useProfileWrites();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const confirm = async (code: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await confirmAuthenticator({ body: { code: code.trim() } });
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
      title={t('addAuthenticator')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('later')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {t('confirmCode')}
          </Button>
        </>
      }
    >
      <ol className="steps">
        <li>
          <p>{t('scan')}</p>
          <QRCode value={begun.address} size={QR_SIZE} type="svg" bordered={false} />
          <p>
            {t('orType')} <Secret value={begun.secret} />
          </p>
        </li>
        <li>
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={({ code }) => void confirm(code)}
          >
            <Form.Item
              name="code"
              label={t('firstCode')}
              rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('codeFormat') }]}
            >
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={8} className="figures" />
            </Form.Item>
          </Form>
          <ProblemAlert problem={problem} />
        </li>
      </ol>
    </Modal>
  );
}
