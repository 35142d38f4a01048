import type { RoleGrant } from '@plumbline/contract/identity';
import { Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useGrantWrites } from './identity.api.ts';
import { texts } from './texts.ts';

/** Takes a role back: at once, or on a last day. */
export function EndGrant({ grant }: { grant: RoleGrant }) {
  const t = useText(texts);
  const { end } = useGrantWrites();
  return (
    <DialogForm<{ on: string | null; reason: string }>
      label={t('endRole')}
      fields={['on', 'reason']}
      confirm={t('endRole')}
      danger
      button={{ size: 'small' }}
      onSave={({ on, reason }) =>
        end({ params: { id: grant.id }, body: { version: grant.version, reason, ...(on ? { on } : {}) } })
      }
    >
      <p>{t('endRoleAbout', { role: grant.roleTitle, name: grant.name })}</p>
      <Field name="on" label={t('lastDay')} extra={t('lastDayHint')}>
        <DayInput min={todayHere()} {...(grant.to ? { max: grant.to } : {})} />
      </Field>
      <Field name="reason" label={t('reason')} required>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Field>
    </DialogForm>
  );
}
