import { Alert, Button, Checkbox, Form } from 'antd';
import { useState } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { OwnForm } from '../../kit/OwnForm.tsx';
import { Page } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { usePathParam } from '../../lib/url.ts';
import { type Clue, useClue, useHandUp } from './clue.api.ts';
import { PackageSlip, type Slip } from './PackageSlip.tsx';
import { SubjectSelect } from './RegisterFields.tsx';
import { RouteStep, subjectOf } from './RouteStep.tsx';
import { type Sealed, SealFields, seal } from './SealFields.tsx';
import { texts } from './stub.texts.ts';
import './clue.css';

interface Values extends Sealed {
  subject: string;
  level?: string;
  source: string;
  understood: boolean;
}

/** A clue that turns out to be a superior's: a stub stays, what was written of it is destroyed. */
export default function HandUpPage() {
  const id = usePathParam('id');
  const [slip, setSlip] = useState<Slip>();
  const clue = useClue(id, slip === undefined);
  if (slip) return <PackageSlip slip={slip} />;
  return <Loaded read={clue}>{(data) => <HandUp clue={data} onDone={setSlip} />}</Loaded>;
}

function HandUp({ clue, onDone }: { clue: Clue; onDone: (slip: Slip) => void }) {
  const t = useText(texts);
  const handUp = useHandUp();
  const [problem, setProblem] = useState<unknown>();
  const [form] = Form.useForm<Values>();
  const action = clue.actions.find((one) => one.handsUp);
  const save = async ({ subject, level, ...values }: Values) => {
    setProblem(undefined);
    const about = subjectOf(subject, level);
    if (!about) return;
    const { receiver, kind } = values;
    try {
      const made = await seal(values);
      const { pieces, commitment } = made;
      const stub = await handUp.mutateAsync({
        params: { id: clue.id },
        body: { version: clue.version, about: [about], receiver, pieces, commitment },
      });
      onDone({ ...made, ...stub, receiver, kind, receivedOn: clue.receivedOn });
    } catch (error) {
      setProblem(error);
    }
  };
  const name = clue.number ?? clue.title;
  return (
    <Page
      title={t('handUp')}
      tag={name}
      description={t('handUpAbout')}
      breadcrumbs={[
        { title: t('list'), to: '/clues' },
        { title: name, to: `/clues/${clue.id}` },
      ]}
    >
      {action ? (
        <>
          <Alert type="warning" showIcon title={t('handUpDestroys')} description={t('handUpKeeps')} />
          <ProblemAlert problem={problem} />
          <OwnForm<Values>
            form={form}
            layout="vertical"
            className="hand-up"
            initialValues={{ kind: 'paper', source: clue.source }}
            onFinish={(values) => void save(values)}
          >
            <Form.Item name="source" hidden>
              <input type="hidden" />
            </Form.Item>
            <Field name="subject" label={t('handUpWhom')} required>
              <SubjectSelect anybody />
            </Field>
            <RouteStep form={form} wants="stub">
              <SealFields form={form} />
              <Form.Item
                name="understood"
                valuePropName="checked"
                rules={[
                  {
                    validator: (_, value) =>
                      value ? Promise.resolve() : Promise.reject(new Error(t('handUpConfirm'))),
                  },
                ]}
              >
                <Checkbox>{t('handUpUnderstood')}</Checkbox>
              </Form.Item>
              <Button type="primary" danger htmlType="submit" loading={handUp.isPending}>
                {t('handUpDo')}
              </Button>
            </RouteStep>
          </OwnForm>
        </>
      ) : (
        <Alert type="info" showIcon title={t('handUpNotNow')} />
      )}
    </Page>
  );
}
