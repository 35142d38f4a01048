import type { Passkey } from '@plumbline/contract/identity';
import { Alert, App, Input } from 'antd';
import { Moment } from '../../kit/Day.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { isDismissed, isKnownKey } from '../../lib/passkey.ts';
import { hasPasskeys } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { PasswordAsked, PasswordField } from './AuthenticatorSection.tsx';
import { useProfileWrites } from './account.api.ts';
import { texts } from './texts.ts';

interface Props {
  passkeys: readonly Passkey[];
  /** The server is reached by an address at which browsers allow passkeys. */
  possible: boolean;
}

/** Keys in devices or security keys that stand for password and code together. */
export function PasskeySection({ passkeys, possible }: Props) {
  const t = useText(texts);
  const usable = possible && hasPasskeys();
  return (
    <Section title={t('passkeys')} actions={usable && <AddPasskey />}>
      {!usable && <Alert type="info" showIcon title={t('passkeysImpossible')} className="spaced" />}
      <DataTable
        id="own-passkeys"
        caption={t('passkeys')}
        bare
        rows={passkeys}
        rowKey={(row) => row.id}
        empty={<EmptyState title={t('noPasskeys')}>{t('passkeysAbout')}</EmptyState>}
        columns={[
          { key: 'name', title: t('passkeyName'), render: (row) => row.name },
          {
            key: 'created',
            title: t('created'),
            render: (row) => <Moment at={row.createdAt} />,
            nowrap: true,
          },
          {
            key: 'used',
            title: t('lastUsed'),
            render: (row) => <Moment at={row.lastUsedAt} />,
            nowrap: true,
          },
          {
            key: 'actions',
            title: t('actions'),
            align: 'end',
            fixed: true,
            render: (row) => <PasskeyActions passkey={row} />,
          },
        ]}
      />
    </Section>
  );
}

function AddPasskey() {
  const t = useText(texts);
  const { addPasskey } = useProfileWrites();
  const { message } = App.useApp();
  const add = async (values: { password: string; name: string }) => {
    try {
      await addPasskey(values);
    } catch (error) {
      // The browser has told the user itself; the dialog simply closes.
      if (!isDismissed(error) && !isKnownKey(error)) throw error;
      void message.info(isKnownKey(error) ? t('passkeyKnown') : t('passkeyDismissed'));
    }
  };
  return (
    <DialogForm<{ password: string; name: string }>
      label={t('addPasskey')}
      fields={['password', 'name']}
      confirm={t('next')}
      onSave={add}
    >
      <p>{t('addPasskeyAbout')}</p>
      <Field name="name" label={t('passkeyName')} extra={t('passkeyNameHint')} required>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <PasswordField />
    </DialogForm>
  );
}

function PasskeyActions({ passkey }: { passkey: Passkey }) {
  const t = useText(texts);
  const { renamePasskey, removePasskey } = useProfileWrites();
  const params = { id: passkey.id };
  return (
    <span className="row-tools">
      <DialogForm<{ name: string }>
        label={t('rename')}
        fields={['name']}
        initial={{ name: passkey.name }}
        button={{ size: 'small' }}
        onSave={(body) => renamePasskey({ params, body })}
      >
        <Field name="name" label={t('passkeyName')} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
      </DialogForm>
      <PasswordAsked
        label={t('removePasskey')}
        about={t('removePasskeyAbout', { name: passkey.name })}
        danger
        onSave={(password) => removePasskey({ params, body: { password } })}
      />
    </span>
  );
}
