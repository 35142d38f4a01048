import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { Moment } from '../../kit/Day.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { ShownOnce } from '../../kit/ShownOnce.tsx';
import { useText } from '../../lib/texts.ts';
import { useAccountWrites } from './identity.api.ts';
import { SubjectPicker } from './parts/pickers.tsx';
import { texts } from './texts.ts';

export interface AccountValues {
  username: string;
  name: string;
  unitId?: string | null;
  personId?: string | null;
}
export const ACCOUNT_FIELDS = ['username', 'name', 'unitId', 'personId'] as const;

interface Known {
  unit?: { id: string; name: string } | null;
  person?: { id: string; name: string } | null;
}

/** The fields of an account, inside a form. */
export function AccountFields({ unit, person }: Known) {
  const t = useText(texts);
  return (
    <>
      <Field name="username" label={t('username')} extra={t('usernameHint')} required>
        <Input maxLength={50} autoComplete="off" />
      </Field>
      <Field name="name" label={t('name')} required>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="unitId" label={t('unit')} extra={t('unitHint')}>
        <SubjectPicker kind="unit" known={unit} />
      </Field>
      <Field name="personId" label={t('person')} extra={t('personHint')}>
        <SubjectPicker kind="person" known={person} />
      </Field>
    </>
  );
}

/** Opens an account and shows its initial password this once. */
export function NewAccount() {
  const t = useText(texts);
  const navigate = useNavigate();
  const { create } = useAccountWrites();
  const [made, setMade] = useState<{ id: string; initialPassword: string; validUntil: string }>();
  return (
    <>
      <DialogForm<AccountValues>
        label={t('newAccount')}
        fields={ACCOUNT_FIELDS}
        button={{ type: 'primary' }}
        onSave={async (values) => setMade(await create({ body: { ...values, locale: 'zh' } }))}
      >
        <AccountFields />
      </DialogForm>
      <InitialPassword
        made={made}
        onClose={() => {
          const id = made?.id;
          setMade(undefined);
          if (id) void navigate({ to: `/accounts/${id}` });
        }}
      />
    </>
  );
}

interface ShownProps {
  made: Made | undefined;
  onClose: () => void;
}

export interface Made {
  initialPassword: string;
  validUntil: string;
  part?: 'whole' | 'first' | 'second';
}

const SAYS = {
  whole: { title: 'initialPassword', about: 'initialPasswordAbout' },
  first: { title: 'firstHalf', about: 'firstHalfAbout' },
  second: { title: 'secondHalf', about: 'secondHalfAbout' },
} as const;

export function InitialPassword({ made, onClose }: ShownProps) {
  const t = useText(texts);
  const says = SAYS[made?.part ?? 'whole'];
  return (
    <ShownOnce
      open={made !== undefined}
      title={t(says.title)}
      value={made?.initialPassword ?? ''}
      onClose={onClose}
    >
      <p>{t(says.about)}</p>
      <p>
        {made?.part === 'first' ? t('waitsUntil') : t('validUntil')} <Moment at={made?.validUntil} />
      </p>
    </ShownOnce>
  );
}
