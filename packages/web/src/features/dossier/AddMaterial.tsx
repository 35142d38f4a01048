import { Modal } from 'antd';
import { useState } from 'react';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../kit/states.tsx';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { type CatalogueItem, useAddMaterial } from './dossier.api.ts';
import { FileUploads } from './FileUploads.tsx';

import { texts } from './texts.ts';

interface Props {
  subjectId: string;
  item: CatalogueItem;
  onClose: () => void;
}

/** A new entry on the item's form; it stays a draft until a second person verifies it. */
export function AddMaterial({ subjectId, item, onClose }: Props) {
  const t = useText(texts);
  const pack = usePack();
  const add = useAddMaterial();
  const [files, setFiles] = useState<string[]>([]);
  const submit = (form: Record<string, unknown>) =>
    add.mutate(
      { params: { subjectId }, body: { item: item.code, form, ...(files.length ? { files } : {}) } },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={`${t('add')} · ${item.title}`}
      footer={null}
      width={860}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p>{t('waiting')}</p>
      {item.files && <FileUploads onChange={setFiles} />}
      <Loaded read={pack}>
        {(data) => (
          <PackForm
            form={data.forms[item.form] ?? {}}
            lists={formListsOf(data)}
            onSubmit={submit}
            busy={add.isPending}
            problem={add.error}
            pointer="/form"
            submitLabel={t('save')}
          />
        )}
      </Loaded>
    </Modal>
  );
}
