import { beginMatter } from '@plumbline/contract/matter';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { Facts } from '../../kit/Facts.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { PrintButton } from '../../kit/PrintButton.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Select } from '../../kit/Select.tsx';
import { useWrite } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { useOrgans } from './clue.api.ts';
import { commitmentOf, newSalt } from './package-proof.ts';
import { texts } from './texts.ts';

interface Values {
  receivedOn: string;
  receiver: string;
  kind: 'paper' | 'files';
  seal?: string;
  pieces?: number;
  files?: File[];
}
interface Slip {
  id: string;
  number: string | null;
  receiver: string;
  receivedOn: string;
  pieces: number;
  sealed: string;
  salt: string;
  commitment: string;
}

/** Leaves a stub of a report that a superior handles. Files, seal and salt stay on this machine. */
export default function NewStubPage() {
  const t = useText(texts);
  const organs = useOrgans();
  const begin = useWrite(beginMatter);
  const [slip, setSlip] = useState<Slip>();
  const [problem, setProblem] = useState<unknown>();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const save = async ({ receivedOn, receiver, ...values }: Values) => {
    setProblem(undefined);
    const salt = newSalt();
    const files = values.kind === 'files' ? (values.files ?? []) : [];
    const pieces = values.kind === 'files' ? files.length : (values.pieces ?? 1);
    const seal = values.seal ?? '';
    try {
      const commitment = await commitmentOf(
        salt,
        values.kind === 'files' ? { kind: 'files', files } : { kind: 'paper', seal, pieces },
      );
      const { id, number } = await begin.mutateAsync({
        body: { procedure: 'clue-stub', subjects: [], data: { receivedOn, receiver, pieces, commitment } },
      });
      const name = organs.data?.organs.find((organ) => organ.id === receiver)?.name ?? '';
      const sealed =
        values.kind === 'files' ? t('sealedFiles', { count: pieces }) : t('sealedPaper', { seal });
      setSlip({ id, number, receiver: name, receivedOn, pieces, sealed, salt, commitment });
    } catch (error) {
      setProblem(error);
    }
  };
  if (slip) return <SlipView slip={slip} />;
  return (
    <Page title={t('stub')} description={t('stubAbout')} breadcrumbs={[{ title: t('list'), to: '/clues' }]}>
      <ProblemAlert problem={problem} />
      <OwnForm<Values>
        form={form}
        layout="vertical"
        initialValues={{ receivedOn: todayHere(), kind: 'paper' }}
        onFinish={(values) => void save(values)}
      >
        <Field name="receivedOn" label={t('received')} required>
          <DayInput max={todayHere()} />
        </Field>
        <Field name="receiver" label={t('stubReceiver')} required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(organs.data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field name="kind" label={t('sealedAs')} required>
          <Radio.Group
            options={[
              { value: 'paper', label: t('sealedAsPaper') },
              { value: 'files', label: t('sealedAsFiles') },
            ]}
          />
        </Field>
        {kind === 'files' ? (
          <Form.Item
            name="files"
            label={t('sealedAsFiles')}
            extra={t('filesStay')}
            valuePropName="files"
            getValueFromEvent={(event: { target: HTMLInputElement }) => [...(event.target.files ?? [])]}
            rules={[{ required: true, message: t('filesNeeded') }]}
          >
            <FilesInput />
          </Form.Item>
        ) : (
          <>
            <Field name="seal" label={t('seal')} required extra={t('sealStays')}>
              <Input maxLength={60} autoComplete="off" />
            </Field>
            <Field name="pieces" label={t('pieces')} required>
              <InputNumber min={1} max={9999} precision={0} />
            </Field>
          </>
        )}
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('makeStub')}
        </Button>
      </OwnForm>
    </Page>
  );
}

/** Chosen files stay with the browser. */
function FilesInput({ id, onChange }: { id?: string; onChange?: (event: unknown) => void }) {
  return <input {...(id ? { id } : {})} type="file" multiple onChange={onChange} />;
}

/** What goes with the package: the only place where the salt stands. */
function SlipView({ slip }: { slip: Slip }) {
  const t = useText(texts);
  return (
    <Page title={t('packageSlip')} tag={slip.number} actions={<PrintButton />}>
      <div className="no-print">
        <Alert type="warning" showIcon title={t('slipOnce')} />
      </div>
      <Section title={t('slipWith')}>
        <Facts
          facts={[
            { label: t('number'), value: slip.number },
            { label: t('received'), value: slip.receivedOn },
            { label: t('stubReceiver'), value: slip.receiver },
            { label: t('pieces'), value: slip.pieces },
            { label: t('sealedAs'), value: slip.sealed },
            { label: t('commitment'), value: <code>{slip.commitment}</code>, wide: true },
            { label: t('salt'), value: <code>{slip.salt}</code>, wide: true },
          ]}
        />
        <p>{t('slipHow')}</p>
      </Section>
      <p className="no-print">
        <Link to={`/matters/${slip.id}` as string}>{t('toStubMatter')}</Link>
      </p>
    </Page>
  );
}
