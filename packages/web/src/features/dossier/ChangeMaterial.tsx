import { useText } from '../../lib/texts.ts';
import { type Material, useAddMaterial, useEditMaterial } from './dossier.api.ts';
import { EntryForm } from './EntryForm.tsx';
import { texts } from './texts.ts';

interface Props {
  material: Material;
  onClose: () => void;
}

const aboutOf = (material: Material) => ({
  title: material.title ?? undefined,
  occurredOn: material.occurredOn ?? undefined,
  receivedOn: material.receivedOn,
  source: material.source ?? undefined,
  note: material.note ?? undefined,
});

/** Changes a draft: form, files and what is said about it. A change meanwhile by somebody else is refused. */
export function EditMaterial({ material, onClose }: Props) {
  const t = useText(texts);
  const edit = useEditMaterial();
  return (
    <EntryForm
      title={`${t('editDraft')} · ${material.itemTitle}`}
      hint={t('editAbout')}
      form={material.schema ?? {}}
      initial={{ form: material.form ?? {}, about: aboutOf(material), files: material.attachments }}
      files={material.takesFiles}
      onSave={(input) =>
        edit.mutate(
          { params: { id: material.id }, body: { ...input, version: material.version } },
          { onSuccess: onClose },
        )
      }
      busy={edit.isPending}
      problem={edit.error}
      onClose={onClose}
    />
  );
}

/** A newer version of a verified entry: filed as a draft, it takes the old one's place once it is verified. */
export function SupersedeMaterial({ material, onClose }: Props) {
  const t = useText(texts);
  const add = useAddMaterial();
  return (
    <EntryForm
      title={`${t('supersede')} · ${material.itemTitle}`}
      hint={t('supersedeAbout')}
      form={material.schema ?? {}}
      initial={{
        form: material.form ?? {},
        about: { ...aboutOf(material), occurredOn: undefined, receivedOn: undefined },
        files: [],
      }}
      files={material.takesFiles}
      onSave={(input) =>
        add.mutate(
          {
            params: { subjectId: material.subject.id },
            body: { item: material.item, supersedesId: material.id, ...input },
          },
          { onSuccess: onClose },
        )
      }
      busy={add.isPending}
      problem={add.error}
      onClose={onClose}
    />
  );
}
