import { Input } from 'antd';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { type Clue, useMergeClue } from './clue.api.ts';
import { texts } from './texts.ts';

interface Props {
  clue: Clue;
  into: Clue['similar'][number];
  label: string;
}

/** Lets a repeat go on in the file of the earlier clue. */
export function MergeClue({ clue, into, label }: Props) {
  const t = useText(texts);
  const merge = useMergeClue();
  const action = clue.actions.find((one) => one.merges)!.code;
  const save = ({ reason }: { reason: string }) =>
    merge.mutateAsync({
      params: { id: clue.id, action },
      body: { version: clue.version, reason, data: { into: into.matterId } },
    });
  return (
    <DialogForm<{ reason: string }>
      label={label}
      title={t('mergeInto', { name: into.number ?? into.title })}
      confirm={label}
      fields={['reason']}
      onSave={save}
      button={{ size: 'small' }}
    >
      <p>{t('mergeAbout')}</p>
      <Field name="reason" label={t('reason')} required>
        <Input.TextArea maxLength={2000} rows={3} />
      </Field>
    </DialogForm>
  );
}
