import type { Organ } from '@plumbline/contract/organs';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useSay } from '../../lib/language.ts';
import { usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useOrgans, useOrganWrites } from './identity.api.ts';
import { texts } from './organ.texts.ts';
import { OrganPicker } from './parts/pickers.tsx';

interface Values {
  parentId?: string | null;
  kind: string;
  code: string;
  name: string;
  nameEn?: string | null;
  activeFrom: string;
}
const EDITED = ['name', 'nameEn', 'code', 'activeFrom'] as const;
const FIELDS = ['parentId', 'kind', ...EDITED] as const;

/** Enters an organ: at the top, or under `parent`. */
export function NewOrgan({ parent }: { parent?: Organ }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const { create } = useOrganWrites();
  const save = async ({ parentId, nameEn, ...rest }: Values) => {
    const body = { ...rest, parentId: parentId ?? null, nameEn: nameEn?.trim() || null };
    const made = await create({ body });
    await navigate({ to: `/organs/${made.id}` });
  };
  return (
    <DialogForm<Values>
      label={parent ? t('newBelow') : t('newOrgan')}
      fields={FIELDS}
      initial={{ activeFrom: todayHere(), parentId: parent?.id ?? null }}
      {...(parent ? {} : { button: { type: 'primary' } })}
      onSave={save}
    >
      <PlaceFields />
      <NameFields />
    </DialogForm>
  );
}

/** The place first: what may stand there decides the kinds that can be chosen. */
function PlaceFields() {
  const t = useText(texts);
  const say = useSay();
  const form = Form.useFormInstance<Values>();
  const parentId = Form.useWatch('parentId', form);
  const parentKind = useOrgans().data?.find((organ) => organ.id === parentId)?.kind;
  const kinds = (usePack().data?.organKinds ?? []) as { code: string; title: Title; parents?: string[] }[];
  const fitting = kinds.filter(
    ({ parents = [] }) => parents.length === 0 || (parentKind !== undefined && parents.includes(parentKind)),
  );
  return (
    <>
      <Field name="parentId" label={t('parent')}>
        <OrganPicker />
      </Field>
      <Field name="kind" label={t('kind')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={fitting.map(({ code, title }) => ({ value: code, label: say(title) }))}
        />
      </Field>
    </>
  );
}

interface Title {
  zh: string;
  en: string;
}

function NameFields() {
  const t = useText(texts);
  return (
    <>
      <Field name="name" label={t('name')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="nameEn" label={t('nameEn')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <div className="pair">
        <Field name="code" label={t('code')} extra={t('codeHint')} required>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="activeFrom" label={t('activeFrom')} required>
          <DayInput />
        </Field>
      </div>
    </>
  );
}

export function EditOrgan({ organ }: { organ: Organ }) {
  const t = useText(texts);
  const { edit } = useOrganWrites();
  const { id, version, name, nameEn, code, activeFrom } = organ;
  return (
    <DialogForm<Omit<Values, 'parentId' | 'kind'>>
      label={t('edit')}
      fields={EDITED}
      initial={{ name, nameEn, code, activeFrom }}
      onSave={(values) =>
        edit({ params: { id }, body: { ...values, nameEn: values.nameEn?.trim() || null, version } })
      }
    >
      <NameFields />
    </DialogForm>
  );
}
