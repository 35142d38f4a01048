import type { Account } from '@plumbline/contract/identity';
import { Form, Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useGrantWrites } from './identity.api.ts';
import { OrganPicker, RolePicker, useRoles } from './parts/pickers.tsx';
import { texts } from './texts.ts';

interface Values {
  role: string;
  organId?: string | null;
  unitId?: string | null;
  from: string;
  to?: string | null;
  basis: string;
}

/** Grants a role to an account: in an organ, or in the unit for which the account speaks. */
export function GrantRole({ account }: { account: Account }) {
  const t = useText(texts);
  const roles = useRoles();
  const { grant } = useGrantWrites();
  const save = (values: Values) => {
    const inUnit = roles.find((role) => role.code === values.role)?.inUnit === true;
    const { role, from, basis } = values;
    const place = inUnit ? { unitId: account.unit?.id ?? null } : { organId: values.organId ?? null };
    return grant({
      params: { id: account.id },
      body: { role, from, basis, to: values.to ?? null, ...place },
    });
  };
  return (
    <DialogForm<Values>
      label={t('grantRole')}
      fields={['role', 'organId', 'unitId', 'from', 'to', 'basis']}
      confirm={t('grantRole')}
      initial={{ from: todayHere() }}
      onSave={save}
    >
      <GrantFields account={account} />
    </DialogForm>
  );
}

function GrantFields({ account }: { account: Account }) {
  const t = useText(texts);
  const say = useSay();
  const form = Form.useFormInstance<Values>();
  const code = Form.useWatch('role', form);
  const role = useRoles().find((one) => one.code === code);
  return (
    <>
      <Field name="role" label={t('role')} required {...(role?.note ? { extra: say(role.note) } : {})}>
        <RolePicker />
      </Field>
      {role?.inUnit ? (
        <Form.Item name="unitId" label={t('unit')} extra={account.unit ? undefined : t('unitMissing')}>
          <span>{account.unit?.name ?? t('none')}</span>
        </Form.Item>
      ) : (
        <Field name="organId" label={t('organ')} required>
          <OrganPicker kinds={role?.organKinds} />
        </Field>
      )}
      <div className="pair">
        <Field name="from" label={t('firstDay')} required>
          <DayInput min={todayHere()} />
        </Field>
        <Field name="to" label={t('lastDay')} extra={t('noEndHint')}>
          <DayInput min={todayHere()} />
        </Field>
      </div>
      <Field name="basis" label={t('basis')} extra={t('basisHint')} required>
        <Input maxLength={500} autoComplete="off" />
      </Field>
    </>
  );
}
