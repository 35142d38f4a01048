import type { Written } from '@plumbline/contract/registry';
import { DayInput } from '../../../kit/DayInput.tsx';
import { Field } from '../../../kit/DialogForm.tsx';
import { useText } from '../../../lib/texts.ts';
import { todayHere } from '../../../lib/time.ts';
import { texts } from '../relation.texts.ts';
import { EditAction } from './EditAction.tsx';

/** Ends a relation on its last day. */
export function EndAction({
  label,
  about,
  plain,
  onEnd,
}: {
  label: string;
  about?: string;
  /** On the head of a page it stands among buttons, else in a row. */
  plain?: boolean;
  onEnd: (on: string) => Promise<Written>;
}) {
  const t = useText(texts);
  return (
    <EditAction<{ on: string }>
      label={label}
      fields={['on']}
      initial={{ on: todayHere() }}
      button={plain ? {} : { type: 'link', size: 'small' }}
      onSave={({ on }) => onEnd(on)}
    >
      {about && <p>{about}</p>}
      <Field name="on" label={t('endOn')} required>
        <DayInput />
      </Field>
    </EditAction>
  );
}
