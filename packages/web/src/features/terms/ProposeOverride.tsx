import type { Limit, LimitLength } from '@plumbline/contract/limits';
import { Input, InputNumber, Space } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useOrgans, usePropose } from './terms.api.ts';
import { texts } from './texts.ts';

interface Values {
  organId: string;
  length: LimitLength;
  from: string;
  to?: string | null;
  basis: string;
}

const UNITS = ['workday', 'day', 'month', 'year'] as const;

/** Proposes a length of its own for an organ. */
export function ProposeOverride({ limit }: { limit: Limit }) {
  const t = useText(texts);
  const propose = usePropose();
  return (
    <DialogForm<Values>
      label={t('propose')}
      title={t('proposeTitle', { title: limit.title })}
      confirm={t('submit')}
      fields={['organId', 'length', 'from', 'to', 'basis']}
      initial={{ from: todayHere(), ...(limit.length ? { length: limit.length } : {}) }}
      button={{ size: 'small', type: 'link', 'aria-label': t('proposeTitle', { title: limit.title }) }}
      onSave={(body) => propose.mutateAsync({ params: { code: limit.code }, body })}
    >
      <p className="absent">{t('proposeAbout')}</p>
      <Field name="organId" label={t('organ')} required>
        <OrganSelect />
      </Field>
      <Field name="length" label={t('length')} required>
        <LengthInput fixedUnit={limit.standing === 'law'} />
      </Field>
      <Field name="from" label={t('from')} required>
        <DayInput />
      </Field>
      <Field name="to" label={t('to')}>
        <DayInput />
      </Field>
      <Field name="basis" label={t('basis')} required>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Field>
    </DialogForm>
  );
}

interface InputProps<V> {
  id?: string;
  value?: V;
  onChange?: (value: V) => void;
}

function OrganSelect({ id, value, onChange }: InputProps<string>) {
  const organs = useOrgans();
  return (
    <Select
      {...(id ? { id } : {})}
      value={value}
      {...(onChange ? { onChange } : {})}
      loading={organs.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={(organs.data?.items ?? []).map((organ) => ({ value: organ.id, label: organ.name }))}
    />
  );
}

/** A number and its unit; a limit that is law keeps its unit. */
function LengthInput({ id, value, onChange, fixedUnit }: InputProps<LimitLength> & { fixedUnit: boolean }) {
  const t = useText(texts);
  if (!value) return null;
  return (
    <Space.Compact>
      <InputNumber
        {...(id ? { id } : {})}
        min={0}
        max={3650}
        precision={0}
        value={value.value}
        onChange={(number) => onChange?.({ ...value, value: number ?? 0 })}
      />
      <Select
        aria-label={t('length')}
        disabled={fixedUnit}
        value={value.unit}
        options={UNITS.map((unit) => ({ value: unit, label: t(`unitName.${unit}`) }))}
        onChange={(unit) => onChange?.({ ...value, unit })}
        popupMatchSelectWidth={false}
      />
    </Space.Compact>
  );
}
