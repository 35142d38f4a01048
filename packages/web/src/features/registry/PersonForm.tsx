import type { NewPerson, Person } from '@plumbline/contract/registry';
import { Form, Input, Radio } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { Words } from './parts/inputs.tsx';
import { PostPicker, UnitPicker } from './parts/pickers.tsx';
import { texts } from './texts.ts';

export interface PersonValues extends Omit<NewPerson, 'appointment'> {
  unitId?: string | null;
  postId?: string | null;
  from?: string | null;
}

export const PERSON_FIELDS = [
  'name',
  'nameEn',
  'otherNames',
  'sex',
  'birthDate',
  'deathDate',
  'idNumber',
  'unitId',
  'postId',
  'from',
] as const satisfies readonly (keyof PersonValues)[];

const common = (values: PersonValues) => ({
  name: values.name,
  nameEn: values.nameEn?.trim() || null,
  otherNames: values.otherNames ?? [],
  sex: values.sex ?? null,
  birthDate: values.birthDate ?? null,
  deathDate: values.deathDate ?? null,
  ...(values.birthPrecision ? { birthPrecision: values.birthPrecision } : {}),
});

export const newPersonBody = (values: PersonValues): NewPerson => ({
  ...common(values),
  idNumber: values.idNumber?.trim() || null,
  ...(values.postId ? { appointment: { postId: values.postId, from: values.from ?? null } } : {}),
});

/** What the form begins with for a person already entered; never the number. */
export function valuesOfPerson({ birthPrecision, ...person }: Person): Partial<PersonValues> {
  return { ...person, ...(birthPrecision ? { birthPrecision } : {}) };
}

/** A number left empty stays as it is: nobody should have to type it again to correct a name. */
export const personChange = (values: PersonValues, version: number) => ({
  ...common(values),
  ...(values.idNumber?.trim() ? { idNumber: values.idNumber.trim() } : {}),
  version,
});

const SEXES = ['male', 'female', 'other'] as const;
const PRECISIONS = ['day', 'month', 'year'] as const;

/** The fields of a person, inside a form; for somebody new also the post. */
export function PersonFields({ person }: { person?: Person }) {
  const t = useText(texts);
  const precision = Form.useWatch<(typeof PRECISIONS)[number] | null>('birthPrecision') ?? 'day';
  return (
    <>
      <div className="pair">
        <Field name="name" label={t('personName')} required>
          <Input maxLength={120} autoComplete="off" />
        </Field>
        <Field name="sex" label={t('sex')}>
          <Radio.Group options={SEXES.map((value) => ({ value, label: t(value) }))} />
        </Field>
      </div>
      <Field
        name="idNumber"
        label={t('idNumber')}
        extra={person?.idMasked ? `${t('idNumberKeep')} ${person.idMasked}` : t('idNumberHint')}
      >
        <Input maxLength={60} autoComplete="off" className="figures" />
      </Field>
      <div className="pair">
        <Field name="birthDate" label={t('birthDate')}>
          <DayInput precision={precision} />
        </Field>
        <Field name="birthPrecision" label={t('precision')}>
          <Select
            placeholder={t('precision.day')}
            options={PRECISIONS.map((value) => ({ value, label: t(`precision.${value}`) }))}
          />
        </Field>
      </div>
      <Field name="otherNames" label={t('otherNames')}>
        <Words />
      </Field>
      <div className="pair">
        <Field name="nameEn" label={t('nameEn')}>
          <Input maxLength={120} autoComplete="off" />
        </Field>
        <Field name="deathDate" label={t('deathDate')}>
          <DayInput />
        </Field>
      </div>
      {!person && <FirstPost />}
    </>
  );
}

function FirstPost() {
  const t = useText(texts);
  const form = Form.useFormInstance();
  const unitId = Form.useWatch<string | null>('unitId');
  const postId = Form.useWatch<string | null>('postId');
  return (
    <>
      <div className="pair">
        <Field name="unitId" label={t('unit')} extra={t('firstPostHint')}>
          <UnitPicker onChange={() => form.setFieldValue('postId', null)} />
        </Field>
        <Field name="postId" label={t('firstPost')}>
          <PostPicker unitId={unitId} />
        </Field>
      </div>
      {postId && (
        <Field name="from" label={t('from')} required>
          <DayInput />
        </Field>
      )}
    </>
  );
}
