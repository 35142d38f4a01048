import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Form, Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { type Clue, useRegister } from './clue.api.ts';
import { ClassFields, SourceField, SubjectSelect } from './RegisterFields.tsx';
import { ReportFields } from './ReportFields.tsx';
import { RouteStep } from './RouteStep.tsx';
import { texts } from './texts.ts';

const FIELDS = [
  'subject',
  'class',
  'subType',
  'source',
  'problem',
  'occurredOn',
  'receivedOn',
  'title',
  'content',
  'channel',
  'files',
  'named',
] as const;

interface Values {
  /** Kind and id of whom it concerns, as one value of the list. */
  subject: string;
  class: string;
  subType: string;
  source: string;
  problem?: string;
  occurredOn: string;
  receivedOn: string;
  title: string;
  content?: string;
  channel?: string;
  files?: string[];
  named?: boolean;
  level?: string;
  routed?: unknown;
}

interface Props {
  /** An entry of a dossier, or a matter such as a small sign, that is turned into the clue, with whom it concerns. */
  of?: {
    materialId?: string;
    ofMatterId?: string;
    subjectKind: 'person' | 'unit';
    subjectId: string;
    subjectName: string;
    title: string;
  };
  /** A clue from whose report another one is split off. */
  from?: Clue;
}

/** Registers a clue that came in by itself, not with a body's sheet; it gets its number at once. */
export default function RegisterClue({ of, from }: Props) {
  const t = useText(texts);
  const register = useRegister();
  const navigate = useNavigate();
  const today = todayHere();
  const save = async ({ subject, content, named, level: _level, routed: _routed, ...values }: Values) => {
    const [subjectKind, subjectId] = subject.split(' ') as ['person' | 'unit', string];
    const clue = await register.mutateAsync({
      body: {
        ...values,
        ...(content?.trim() ? { content } : {}),
        ...(named ? { named } : {}),
        ...(of?.materialId ? { materialId: of.materialId } : {}),
        ...(of?.ofMatterId ? { ofMatterId: of.ofMatterId } : {}),
        ...(from ? { sameReportAs: from.id } : {}),
        subjectKind,
        subjectId,
      },
    });
    void navigate({ to: `/clues/${clue.id}` as string });
  };
  return (
    <DialogForm<Values>
      label={t(from ? 'splitOff' : of ? 'turnIntoClue' : 'register')}
      fields={FIELDS}
      initial={{
        receivedOn: today,
        ...(of ? { subject: `${of.subjectKind} ${of.subjectId}`, title: of.title } : {}),
        ...(from
          ? {
              class: from.class,
              subType: from.subType,
              source: from.source,
              occurredOn: from.occurredOn,
              receivedOn: from.receivedOn,
            }
          : {}),
      }}
      onSave={save}
      button={of || from ? {} : { type: 'primary' }}
    >
      {(form) => (
        <>
          {from && <p>{t('splitOffAbout', { number: from.number ?? '' })}</p>}
          <Field name="subject" label={t('subject')} required extra={t('registerSubjectHint')}>
            <SubjectSelect
              anybody={!of}
              {...(of
                ? { known: { value: `${of.subjectKind} ${of.subjectId}`, label: of.subjectName } }
                : {})}
            />
          </Field>
          <SourceField />
          <RouteStep form={form}>
            <ClassFields form={form} sourceApart />
            <div className="pair">
              <Field name="occurredOn" label={t('occurred')} required>
                <DayInput max={today} />
              </Field>
              <Field name="receivedOn" label={t('received')} required>
                <DayInput max={today} />
              </Field>
            </div>
            <Field name="title" label={t('title')} required extra={t('registerTitleHint')}>
              <Input maxLength={200} autoComplete="off" />
            </Field>
            <Field name="content" label={t('content')}>
              <Input.TextArea maxLength={5000} autoSize={{ minRows: 3 }} />
            </Field>
            <ReportFields />
            <Form.Item name="named" valuePropName="checked" extra={t('namedHint')}>
              <Checkbox>{t('named')}</Checkbox>
            </Form.Item>
          </RouteStep>
        </>
      )}
    </DialogForm>
  );
}
