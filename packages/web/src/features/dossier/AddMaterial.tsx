import { useText } from '../../lib/texts.ts';
import { useAddMaterial } from './dossier.api.ts';
import { EntryForm } from './EntryForm.tsx';
import { texts } from './texts.ts';

interface Props {
  subjectId: string;
  item: { code: string; title: string; form: string; files: boolean };
  onClose: () => void;
}

/** A new entry on the item's form; it stays a draft until a second person verifies it. */
export function AddMaterial({ subjectId, item, onClose }: Props) {
  const t = useText(texts);
  const add = useAddMaterial();
  return (
    <EntryForm
      title={`${t('add')} · ${item.title}`}
      hint={t('waiting')}
      form={item.form}
      files={item.files}
      onSave={(input) =>
        add.mutate({ params: { subjectId }, body: { item: item.code, ...input } }, { onSuccess: onClose })
      }
      busy={add.isPending}
      problem={add.error}
      onClose={onClose}
    />
  );
}
