import { PrinterOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, type InputProps, type InputRef, type RefSelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Day } from '../../kit/Day.tsx';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { EmptyState } from '../../kit/states.tsx';
import { DataTable } from '../../kit/table/DataTable.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { type ClueSummary, useClues, useRegister, useUndo } from './clue.api.ts';
import { columnsOf } from './clue.columns.tsx';
import { ClassFields, SubjectSelect } from './RegisterFields.tsx';
import { RouteStep } from './RouteStep.tsx';
import { texts } from './texts.ts';
import './clue.css';

interface Slip {
  subject: string;
  class: string;
  subType: string;
  source: string;
  problem?: string;
  receivedOn: string;
  occurredOn: string;
  pieces?: number;
  title: string;
  routed?: unknown;
}

const FIELDS = [
  'subject',
  'class',
  'subType',
  'source',
  'problem',
  'receivedOn',
  'occurredOn',
  'pieces',
  'title',
] as const;

/** Slips one after the other with the keyboard alone: each gets its number at once, and may be undone for a day. */
export default function IntakePage() {
  const t = useText(texts);
  const [told, setTold] = useState('');
  return (
    <Page
      title={t('intake')}
      description={t('intakeAbout')}
      actions={<Link to={'/clues' as string}>{t('intakeFull')}</Link>}
    >
      <Section title={t('slip')}>
        <SlipForm onSaved={(number) => setTold(t('slipSaved', { number }))} />
        <p role="status" className="slip-told">
          {told}
        </p>
      </Section>
      <MySlips />
    </Page>
  );
}

function SlipForm({ onSaved }: { onSaved: (number: string) => void }) {
  const t = useText(texts);
  const today = todayHere();
  const register = useRegister();
  const [form] = Form.useForm<Slip>();
  const first = useRef<RefSelectProps>(null);
  useEffect(() => first.current?.focus(), []);
  useEffect(() => showFieldErrors(form, register.error), [form, register.error]);
  const save = async ({ subject, routed: _routed, ...slip }: Slip) => {
    const [subjectKind, subjectId] = subject.split(' ') as ['person' | 'unit', string];
    const clue = await register
      .mutateAsync({ body: { ...slip, subjectKind, subjectId } })
      .catch(() => undefined);
    if (!clue) return;
    onSaved(clue.number ?? '');
    // What came in with it is likely of the same kind and day.
    form.setFieldsValue({ subject: undefined, title: undefined, pieces: 1, problem: undefined } as never);
    first.current?.focus();
  };
  return (
    <OwnForm<Slip>
      form={form}
      layout="vertical"
      className="slip-form"
      initialValues={{ receivedOn: today, pieces: 1 }}
      onFinish={(values) => void save(values)}
    >
      <Field name="subject" label={t('subject')} required>
        <SubjectSelect ref={first} anybody />
      </Field>
      <RouteStep form={form}>
        <Field name="title" label={t('title')} required extra={t('registerTitleHint')}>
          <TitleInput />
        </Field>
        <ClassFields form={form} />
        <div className="pair">
          <Field name="receivedOn" label={t('received')} required>
            <DayInput max={today} />
          </Field>
          <Field name="occurredOn" label={t('occurred')} required>
            <DayInput max={today} />
          </Field>
          <Field name="pieces" label={t('pieces')}>
            <InputNumber min={1} max={9999} precision={0} controls={false} />
          </Field>
        </div>
        <ProblemAlert problem={register.error} marked={markedBy(...FIELDS)} />
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {t('slipSave')}
        </Button>
      </RouteStep>
    </OwnForm>
  );
}

/** Comes with the answer where the slip goes, and takes the focus: whoever types need not wait for it with the Tab key. */
function TitleInput(props: InputProps) {
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  return <Input {...props} ref={field} maxLength={200} autoComplete="off" />;
}

/** Own registrations, latest first: chosen ones are undone together, or printed as labels. */
function MySlips() {
  const t = useText(texts);
  const pages = useClues({ mine: 'true' });
  const undo = useUndo();
  const [chosen, setChosen] = useState<string[]>([]);
  const rows = rowsOf(pages).filter(({ id }) => chosen.includes(id));
  const take = async () => {
    await undo.mutateAsync({ body: { ids: chosen } }).then(
      () => setChosen([]),
      () => undefined,
    );
  };
  return (
    <Section title={t('mySlips')}>
      <ProblemAlert problem={undo.error} />
      <DataTable<ClueSummary>
        id="my-slips"
        caption={t('mySlips')}
        columns={columnsOf(t)}
        pages={pages}
        rowKey={(row) => row.id}
        open={(row) => `/clues/${row.id}`}
        selection={{ keys: chosen, onChange: setChosen, label: (row) => row.number ?? row.title }}
        empty={<EmptyState title={t('mySlipsNone')} />}
        tools={
          <>
            <Button
              size="small"
              disabled={chosen.length === 0}
              loading={undo.isPending}
              onClick={() => void take()}
            >
              {t('undoChosen', { count: chosen.length })}
            </Button>
            <Button
              size="small"
              icon={<PrinterOutlined />}
              disabled={chosen.length === 0}
              onClick={() => window.print()}
            >
              {t('printLabels')}
            </Button>
          </>
        }
      />
      <ul className="labels">
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{row.number}</strong>
            <br />
            <Day day={row.receivedOn} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
