import { Form } from 'antd';
import { type RefObject, useEffect, useRef } from 'react';
import { Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { FileUploads, HeldBack } from '../../kit/uploads/FileUploads.tsx';
import { useUploads } from '../../kit/uploads/use-uploads.ts';
import { useSay } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** By which way it came, and the scans of it. Shown once it is known that it stays here: chosen files are sent at once. */
export function ReportFields() {
  const t = useText(texts);
  const say = useSay();
  const lists = useFormLists();
  const held = useRef(false);
  const channels = (lists?.channels ?? []).map(({ code, title }) => ({ value: code, label: say(title) }));
  return (
    <>
      {channels.length > 0 && (
        <Field name="channel" label={t('channel')}>
          <Select allowClear options={channels} />
        </Field>
      )}
      <Form.Item
        name="files"
        label={t('scans')}
        extra={t('scansHint')}
        validateTrigger="onSubmit"
        rules={[
          { validator: () => (held.current ? Promise.reject(new Error(t('scansHeld'))) : Promise.resolve()) },
        ]}
      >
        <Scans held={held} />
      </Form.Item>
    </>
  );
}

interface ScansProps {
  /** Told whether something that was chosen has not arrived. */
  held: RefObject<boolean>;
  onChange?: (ids: readonly string[]) => void;
}

function Scans({ held, onChange }: ScansProps) {
  const uploads = useUploads([], onChange);
  useEffect(() => {
    held.current = uploads.held !== undefined;
  });
  return (
    <>
      <FileUploads uploads={uploads} />
      <HeldBack uploads={uploads} />
    </>
  );
}
