import { Form, Input } from 'antd';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { Select } from '../../kit/Select.tsx';
import { useSay } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import type { SetupState } from './setup.api.ts';
import type { SetupValues } from './setup.format.ts';
import { texts } from './texts.ts';

const CODE = /^[a-z0-9][a-z0-9-]{1,59}$/;

/** The own jurisdiction: its names, its first organ, and one person for each administrator's role. */
export function OwnFields({ packs }: { packs: SetupState['packs'] }) {
  const t = useText(texts);
  const say = useSay();
  const form = Form.useFormInstance<SetupValues>();
  const chosen = Form.useWatch('pack', form);
  const pack = packs.find((one) => one.code === chosen) ?? packs[0];
  return (
    <>
      <Section title={t('jurisdiction')}>
        <div className="setup-pair">
          <Field name={['jurisdiction', 'name']} label={t('name')} extra={t('nameHint')} required>
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Field name={['jurisdiction', 'nameEn']} label={t('nameEn')} extra={t('nameEnHint')}>
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Form.Item
            name={['jurisdiction', 'code']}
            label={t('jurisdictionCode')}
            extra={t('jurisdictionCodeHint')}
            rules={[{ required: true, pattern: CODE, message: t('codeForm') }]}
          >
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Field name="pack" label={t('pack')} extra={t('packHint')} required>
            <Select options={packs.map(({ code, title }) => ({ value: code, label: say(title) }))} />
          </Field>
        </div>
      </Section>
      <Section title={t('organ')}>
        <div className="setup-pair">
          <Field name={['organ', 'name']} label={t('organName')} extra={t('organNameHint')} required>
            <Input maxLength={200} autoComplete="off" />
          </Field>
          <Field name={['organ', 'kind']} label={t('organKind')} required>
            <Select
              options={(pack?.organKinds ?? []).map(({ code, title }) => ({
                value: code,
                label: say(title),
              }))}
            />
          </Field>
        </div>
      </Section>
      <Section title={t('administrators')}>
        <p>{t('administratorsAbout')}</p>
        {(pack?.administrators ?? []).map(({ code, title, note }, i) => (
          <fieldset key={code} className="setup-person">
            <legend>{say(title)}</legend>
            {note && <p className="absent">{say(note)}</p>}
            <div className="setup-pair">
              <Field name={['administrators', i, 'username']} label={t('username')} required>
                <Input maxLength={50} autoComplete="off" placeholder={t('usernameHint')} />
              </Field>
              <Field name={['administrators', i, 'name']} label={t('person')} required>
                <Input maxLength={100} autoComplete="off" />
              </Field>
            </div>
          </fieldset>
        ))}
      </Section>
    </>
  );
}
