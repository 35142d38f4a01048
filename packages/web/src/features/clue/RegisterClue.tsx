import { listPersons, listUnits } from '@plumbline/contract/registry';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Form, type FormInstance, Input } from 'antd';
import { useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import { type PackEntry, useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useRegister } from './clue.api.ts';
import { personOption, unitOption } from './clue.format.ts';
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
  named?: boolean;
}

interface Props {
  /** An entry of a dossier that is turned into the clue, with whom it concerns. */
  of?: {
    materialId: string;
    subjectKind: 'person' | 'unit';
    subjectId: string;
    subjectName: string;
    title: string;
  };
}

/** Registers a clue that came in by itself, not with a body's sheet; it gets its number at once. */
export default function RegisterClue({ of }: Props) {
  const t = useText(texts);
  const register = useRegister();
  const navigate = useNavigate();
  const today = todayHere();
  const save = async ({ subject, content, named, ...values }: Values) => {
    const [subjectKind, subjectId] = subject.split(' ') as ['person' | 'unit', string];
    const clue = await register.mutateAsync({
      body: {
        ...values,
        ...(content?.trim() ? { content } : {}),
        ...(named ? { named } : {}),
        ...(of ? { materialId: of.materialId } : {}),
        subjectKind,
        subjectId,
      },
    });
    void navigate({ to: `/clues/${clue.id}` as string });
  };
  return (
    <DialogForm<Values>
      label={t(of ? 'turnIntoClue' : 'register')}
      fields={FIELDS}
      initial={{
        receivedOn: today,
        ...(of ? { subject: `${of.subjectKind} ${of.subjectId}`, title: of.title } : {}),
      }}
      onSave={save}
      button={of ? {} : { type: 'primary' }}
    >
      {(form) => (
        <>
          <Field name="subject" label={t('subject')} required extra={t('registerSubjectHint')}>
            <SubjectSelect
              {...(of
                ? { known: { value: `${of.subjectKind} ${of.subjectId}`, label: of.subjectName } }
                : {})}
            />
          </Field>
          <ClassFields form={form} />
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
          <Form.Item name="named" valuePropName="checked" extra={t('namedHint')}>
            <Checkbox>{t('named')}</Checkbox>
          </Form.Item>
        </>
      )}
    </DialogForm>
  );
}

/** Class, its types, and where it came from; another class takes the type away. */
function ClassFields({ form }: { form: FormInstance<Values> }) {
  const t = useText(texts);
  const say = useSay();
  const lists = useFormLists();
  const chosen = Form.useWatch('class', form);
  const options = (entries: readonly PackEntry[] = []) =>
    entries.map(({ code, title }) => ({ value: code, label: say(title) }));
  return (
    <>
      <div className="pair">
        <Field name="class" label={t('class')} required>
          <Select options={options(lists?.classes)} onChange={() => form.resetFields(['subType'])} />
        </Field>
        <Field name="subType" label={t('subType')} required>
          <Select
            disabled={!chosen}
            options={options(lists?.['sub-types']?.filter((entry) => entry.parent === chosen))}
          />
        </Field>
      </div>
      <div className="pair">
        <Field name="source" label={t('source')} required>
          <Select options={options(lists?.sources)} />
        </Field>
        <Field name="problem" label={t('problem')}>
          <Select allowClear options={options(lists?.['problem-kinds'])} />
        </Field>
      </div>
    </>
  );
}

interface SelectProps {
  id?: string;
  value?: string;
  /** Who is chosen already. */
  known?: { value: string; label: string };
  onChange?: (value: string) => void;
}

/** Whom the clue concerns, found by name, unit or pinyin; namesakes are told apart by unit and post. */
function SubjectSelect({ id, value, known, onChange }: SelectProps) {
  const t = useText(texts);
  const [words, setWords] = useState('');
  // By the registry: whoever takes clues in need not see the dossier of whom they concern.
  const asked = { query: { q: words, limit: 10 } as never };
  const lasting = { enabled: words.length > 0, keepPrevious: true };
  const persons = useRead(listPersons, asked, lasting);
  const units = useRead(listUnits, asked, lasting);
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('targetHint')}
      loading={persons.isFetching || units.isFetching}
      options={[
        ...(known && words === '' ? [known] : []),
        ...(persons.data?.items ?? []).map(personOption),
        ...(units.data?.items ?? []).map(unitOption),
      ]}
      onChange={(next: string) => onChange?.(next)}
    />
  );
}
