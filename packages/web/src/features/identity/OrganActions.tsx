import type { Organ } from '@plumbline/contract/organs';
import { Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useOrgans, useOrganWrites } from './identity.api.ts';
import { EditOrgan, NewOrgan } from './OrganForm.tsx';
import { texts } from './organ.texts.ts';
import { withBelow } from './organ.tree.ts';
import { OrganPicker } from './parts/pickers.tsx';

/** What may be done to an organ: the system administrator keeps it, the security administrator places it. */
export function OrganActions({ organ }: { organ: Organ }) {
  const may = (action: string) => organ.allowed.includes(action);
  return (
    <>
      {may('add-below') && <NewOrgan parent={organ} />}
      {may('edit') && <EditOrgan organ={organ} />}
      {may('move') && <MoveOrgan organ={organ} />}
      {may('close') && <CloseOrgan organ={organ} />}
    </>
  );
}

function MoveOrgan({ organ }: { organ: Organ }) {
  const t = useText(texts);
  const { move } = useOrganWrites();
  const { id, version } = organ;
  const under = withBelow(useOrgans().data ?? [], id);
  return (
    <DialogForm<{ parentId: string | null; basis: string }>
      label={t('move')}
      fields={['parentId', 'basis']}
      confirm={t('move')}
      initial={{ parentId: organ.parentId }}
      onSave={({ parentId, basis }) =>
        move({ params: { id }, body: { parentId: parentId ?? null, basis, version } })
      }
    >
      <p>{t('moveAbout')}</p>
      <Field name="parentId" label={t('parent')}>
        <OrganPicker not={under} />
      </Field>
      <Field name="basis" label={t('basis')} required>
        <Input maxLength={500} autoComplete="off" />
      </Field>
    </DialogForm>
  );
}

function CloseOrgan({ organ }: { organ: Organ }) {
  const t = useText(texts);
  const { close } = useOrganWrites();
  const { id, version } = organ;
  return (
    <DialogForm<{ on: string; reason: string }>
      label={t('close')}
      fields={['on', 'reason']}
      confirm={t('close')}
      danger
      initial={{ on: todayHere() }}
      onSave={(values) => close({ params: { id }, body: { ...values, version } })}
    >
      <p>{t('closeAbout')}</p>
      <Field name="on" label={t('lastDay')} required>
        <DayInput min={organ.activeFrom} />
      </Field>
      <Field name="reason" label={t('reason')} required>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Field>
    </DialogForm>
  );
}
