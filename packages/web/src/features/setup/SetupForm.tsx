import { Button, Form, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { markedBy, showFieldErrors } from '../../kit/field-errors.ts';
import { Section } from '../../kit/Page.tsx';
import { ProblemAlert } from '../../kit/ProblemAlert.tsx';
import { useText } from '../../lib/texts.ts';
import { OwnFields } from './OwnFields.tsx';
import { type Made, type SetupState, useSetUp } from './setup.api.ts';
import { bodyOf, type SetupValues } from './setup.format.ts';
import { texts } from './texts.ts';

const FIELDS = ['code', 'jurisdiction', 'organ', 'administrators'];

interface Props {
  state: SetupState;
  onDone: (made: Made) => void;
}

/** The code, then an own jurisdiction or the sample county. */
export function SetupForm({ state, onDone }: Props) {
  const t = useText(texts);
  const [form] = Form.useForm<SetupValues>();
  const [choice, setChoice] = useState<'own' | 'sample'>('own');
  const setUp = useSetUp();
  const { error } = setUp;
  useEffect(() => showFieldErrors(form, error), [form, error]);
  const pack = state.packs[0];
  const send = (values: SetupValues) =>
    setUp.mutate({ body: bodyOf(choice, values, state.packs) }, { onSuccess: onDone });
  return (
    <Form<SetupValues>
      form={form}
      layout="vertical"
      initialValues={{ pack: pack?.code, organ: { kind: pack?.organKinds[0]?.code } }}
      onFinish={send}
    >
      <Section title={t('choice')}>
        <Field name="code" label={t('code')} extra={t('codeHint')} required>
          <Input className="setup-code figures" maxLength={100} autoComplete="off" spellCheck={false} />
        </Field>
        <Radio.Group
          aria-label={t('choice')}
          className="setup-choice"
          value={choice}
          onChange={(event) => setChoice(event.target.value)}
        >
          <Radio value="own">
            <b>{t('own')}</b> <span>{t('ownAbout')}</span>
          </Radio>
          <Radio value="sample" disabled={!state.sample.possible}>
            <b>{t('sample')}</b>{' '}
            <span>{state.sample.possible ? t('sampleAbout') : t('sampleImpossible')}</span>
          </Radio>
        </Radio.Group>
      </Section>
      {choice === 'own' && <OwnFields packs={state.packs} />}
      <ProblemAlert
        problem={error}
        // What is wrong with the list as a whole stands beside no field.
        marked={(fault) => fault.pointer !== '/administrators' && markedBy(...FIELDS)(fault)}
      />
      <Button type="primary" size="large" htmlType="submit" className="setup-go" loading={setUp.isPending}>
        {choice === 'own' ? t('start') : t('startSample')}
      </Button>
    </Form>
  );
}
