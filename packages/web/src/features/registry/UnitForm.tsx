import type { NewUnit, Ref, RegistryLists } from '@plumbline/contract/registry';
import { Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { CodeSelect, Words } from './parts/inputs.tsx';
import { UnitPicker } from './parts/pickers.tsx';
import { texts } from './texts.ts';

export const UNIT_FIELDS = [
  'name',
  'nameEn',
  'aliases',
  'kind',
  'industry',
  'tags',
  'creditCode',
  'parentId',
  'activeFrom',
] as const satisfies readonly (keyof NewUnit)[];

/** What the form gives, as the contract wants it: nothing typed is null, not an empty text. */
export const unitBody = (values: NewUnit): NewUnit => ({
  ...values,
  nameEn: values.nameEn?.trim() || null,
  creditCode: values.creditCode?.trim() || null,
  aliases: values.aliases ?? [],
  tags: values.tags ?? [],
  industry: values.industry ?? null,
  parentId: values.parentId ?? null,
  activeFrom: values.activeFrom ?? null,
});

/** The fields of a unit, inside a form. */
export function UnitFields({
  lists,
  parent,
  self,
}: {
  lists: RegistryLists;
  parent?: Ref | null;
  self?: string;
}) {
  const t = useText(texts);
  return (
    <>
      <Field name="name" label={t('name')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <div className="pair">
        <Field name="kind" label={t('kind')} required>
          <CodeSelect list={lists.unitKinds} />
        </Field>
        <Field name="industry" label={t('industry')}>
          <CodeSelect list={lists.industries} />
        </Field>
      </div>
      <Field name="tags" label={t('tags')}>
        <CodeSelect list={lists.unitTags} several />
      </Field>
      <div className="pair">
        <Field name="creditCode" label={t('creditCode')}>
          <Input maxLength={60} autoComplete="off" className="figures" />
        </Field>
        <Field name="parentId" label={t('parent')}>
          <UnitPicker known={parent} not={self} />
        </Field>
      </div>
      <Field name="aliases" label={t('aliases')}>
        <Words />
      </Field>
      <div className="pair">
        <Field name="nameEn" label={t('nameEn')}>
          <Input maxLength={200} autoComplete="off" />
        </Field>
        <Field name="activeFrom" label={t('activeFrom')}>
          <DayInput />
        </Field>
      </div>
    </>
  );
}
