import type { AppointmentKind, PersonAppointment, Precision } from '@plumbline/contract/registry';
import { Form, Input, Radio } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { PersonPicker, PostPicker, UnitPicker } from './parts/pickers.tsx';
import { texts } from './texts.ts';

export interface AppointmentValues {
  personId?: string | null;
  unitId?: string | null;
  postId?: string | null;
  kind: AppointmentKind;
  from: string | null;
  fromPrecision: Precision;
  to: string | null;
  toPrecision: Precision;
  basis?: string | null;
}

export const APPOINTMENT_FIELDS = [
  'personId',
  'unitId',
  'postId',
  'kind',
  'from',
  'to',
  'basis',
] as const satisfies readonly (keyof AppointmentValues)[];

export const NEW_APPOINTMENT: AppointmentValues = {
  kind: 'appointed',
  from: null,
  fromPrecision: 'day',
  to: null,
  toPrecision: 'day',
};

export const valuesOf = (step: PersonAppointment): AppointmentValues => ({
  unitId: step.unitId,
  postId: step.postId,
  kind: step.kind,
  from: step.from,
  fromPrecision: step.fromPrecision,
  to: step.to,
  toPrecision: step.toPrecision,
  basis: step.basis,
});

/** What both writes of an appointment take; who and which post come beside it. */
export const appointmentBody = (values: AppointmentValues) => ({
  kind: values.kind,
  from: values.from ?? null,
  fromPrecision: values.fromPrecision,
  to: values.to ?? null,
  toPrecision: values.toPrecision,
  basis: values.basis?.trim() || null,
});

const KINDS = ['appointed', 'acting', 'concurrent'] as const;
const PRECISIONS = ['day', 'month', 'year'] as const;

interface Props {
  /** Asks who is appointed: on the page of a post. */
  askPerson?: boolean;
  /** Asks for unit and post: on the page of a person. */
  askPost?: boolean;
  known?: PersonAppointment;
}

/** The fields of an appointment, inside a form. */
export function AppointmentFields({ askPerson, askPost, known }: Props) {
  const t = useText(texts);
  const form = Form.useFormInstance();
  const unitId = Form.useWatch<string | null>('unitId');
  return (
    <>
      {askPerson && (
        <Field name="personId" label={t('personName')} required>
          <PersonPicker />
        </Field>
      )}
      {askPost && (
        <>
          <Field name="unitId" label={t('unit')} required>
            <UnitPicker
              known={known ? { id: known.unitId, name: known.unitName } : null}
              onChange={() => form.setFieldValue('postId', null)}
            />
          </Field>
          <Field name="postId" label={t('postTitle')} required>
            <PostPicker unitId={unitId} known={known ? { id: known.postId, name: known.title } : null} />
          </Field>
        </>
      )}
      <Field name="kind" label={t('appointmentKind')} required>
        <Radio.Group options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))} />
      </Field>
      <ExactDay name="from" label={t('from')} required />
      <ExactDay name="to" label={t('to')} extra={t('toOpen')} />
      <Field name="basis" label={t('basis')}>
        <Input maxLength={300} autoComplete="off" />
      </Field>
    </>
  );
}

/** A day and how exactly it is known. */
export function ExactDay({
  name,
  label,
  extra,
  required,
}: {
  name: 'from' | 'to';
  label: string;
  extra?: string;
  required?: boolean;
}) {
  const t = useText(texts);
  const precision = Form.useWatch<Precision>(`${name}Precision`) ?? 'day';
  return (
    <div className="pair">
      <Field name={name} label={label} {...(extra ? { extra } : {})} {...(required ? { required } : {})}>
        <DayInput precision={precision} />
      </Field>
      <Field name={`${name}Precision`} label={t('precision')}>
        <Select options={PRECISIONS.map((value) => ({ value, label: t(`precision.${value}`) }))} />
      </Field>
    </div>
  );
}
