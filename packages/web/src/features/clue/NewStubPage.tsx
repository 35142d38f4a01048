import { beginMatter } from '@plumbline/contract/matter';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { DayInput } from '../../kit/DayInput.tsx';
import { Field } from '../../kit/DialogForm.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { Page } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useWrite } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { STUB } from './clue.api.ts';
import { PackageSlip, type Slip } from './PackageSlip.tsx';
import { type Sealed, SealFields, seal } from './SealFields.tsx';
import { texts } from './stub.texts.ts';

interface Values extends Sealed {
  receivedOn: string;
}

/** Leaves a stub of a report that a superior handles. Files, seal and salt stay on this machine. */
export default function NewStubPage() {
  const t = useText(texts);
  const begin = useWrite(beginMatter);
  const [slip, setSlip] = useState<Slip>();
  const [problem, setProblem] = useState<unknown>();
  const [form] = Form.useForm<Values>();
  const save = async ({ receivedOn, ...values }: Values) => {
    setProblem(undefined);
    const { receiver, kind } = values;
    try {
      const made = await seal(values);
      const { pieces, commitment } = made;
      const stub = await begin.mutateAsync({
        body: { procedure: STUB, subjects: [], data: { receivedOn, receiver, pieces, commitment } },
      });
      setSlip({ ...made, ...stub, receiver, kind, receivedOn });
    } catch (error) {
      setProblem(error);
    }
  };
  if (slip) return <PackageSlip slip={slip} />;
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
        <SealFields form={form} />
        <Button type="primary" htmlType="submit" loading={begin.isPending}>
          {t('makeStub')}
        </Button>
      </OwnForm>
    </Page>
  );
}
