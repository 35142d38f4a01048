import { Modal } from 'antd';
import { useState } from 'react';
import { type FormNode, statedBy } from '../../kit/pack-form/form-node.ts';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../kit/states.tsx';
import { FileUploads, HeldBack } from '../../kit/uploads/FileUploads.tsx';
import type { Uploaded } from '../../kit/uploads/uploads.rules.ts';
import { useUploads } from '../../kit/uploads/use-uploads.ts';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { type About, EntryAbout } from './EntryAbout.tsx';
import { texts } from './texts.ts';

export interface EntryInput extends About {
  form: Record<string, unknown>;
  files?: string[];
}

interface Props {
  title: string;
  hint: string;
  /** Form of the pack in force, by code, or the form itself. */
  form: string | object;
  initial?: { form: Record<string, unknown>; about: About; files: readonly Uploaded[] };
  /** Whether the item takes files. */
  files: boolean;
  onSave: (input: EntryInput) => void;
  busy: boolean;
  problem: unknown;
  onClose: () => void;
}

/** An entry on its item's form with what is said about it and its files: new, changed, or in a newer version. */
export function EntryForm({ title, hint, form, initial, files: takesFiles, ...props }: Props) {
  const t = useText(texts);
  const pack = usePack();
  const [about, setAbout] = useState<About>(initial?.about ?? {});
  const uploads = useUploads(initial?.files);
  // What the form states is said there alone: a title kept from before would stand over it.
  const save = (data: Record<string, unknown>, stated: ReadonlySet<string>) =>
    props.onSave({
      ...about,
      ...(stated.has('title') ? { title: undefined } : {}),
      ...(stated.has('day') ? { occurredOn: undefined } : {}),
      form: data,
      ...(uploads.ids ? { files: uploads.ids } : {}),
    });
  return (
    <Modal open title={title} footer={null} width={860} onCancel={props.onClose} mask={{ closable: false }}>
      <p>{hint}</p>
      <Loaded read={pack}>
        {(data) => {
          const schema = typeof form === 'string' ? (data.forms[form] ?? {}) : form;
          const stated = statedBy(schema as FormNode);
          return (
            <>
              <EntryAbout about={about} onChange={setAbout} pack={data} stated={stated} />
              {takesFiles && <FileUploads uploads={uploads} />}
              <PackForm
                form={schema}
                initial={initial?.form}
                lists={formListsOf(data)}
                onSubmit={(form) => save(form, stated)}
                busy={props.busy}
                held={uploads.held !== undefined}
                actions={<HeldBack uploads={uploads} />}
                problem={props.problem}
                pointer="/form"
                submitLabel={t('save')}
              />
            </>
          );
        }}
      </Loaded>
    </Modal>
  );
}
