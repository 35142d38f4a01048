import { Form, Input } from 'antd';
import { Field } from '../../kit/DialogForm.tsx';
import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import type { Entry } from './library.api.ts';
import { MembersField } from './MembersField.tsx';
import { TextField } from './TextField.tsx';
import { texts } from './texts.ts';

interface Props {
  store: string | undefined;
  holds: Entry['holds'];
  problem: unknown;
  /** The entry itself, which can not be a member of it. */
  self?: string;
}

/** Text of a version with the preview of its articles, the members of a collection, and what is new. */
export function ContentFields({ store, holds, problem, self }: Props) {
  const t = useText(texts);
  return (
    <>
      {holds === 'collection' && (
        <Section title={t('members')}>
          <Form.Item name="members" noStyle>
            <MembersField problem={problem} {...(self ? { self } : {})} />
          </Form.Item>
        </Section>
      )}
      <Section title={holds === 'collection' ? t('foreword') : t('text')}>
        <Form.Item name="text" noStyle>
          <TextField store={store} holds={holds} problem={problem} />
        </Form.Item>
      </Section>
      <Section title={t('versionNote')}>
        <Field name="note" label={t('versionNoteLabel')} extra={t('versionNoteAbout')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Field>
      </Section>
    </>
  );
}
