import { Modal } from 'antd';
import { useState } from 'react';
import { type FormNode, statedBy } from '../../kit/pack-form/form-node.ts';
import { PackForm } from '../../kit/pack-form/PackForm.tsx';
import { Loaded } from '../../kit/states.tsx';
import { formListsOf, usePack } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { type About, EntryAbout } from './EntryAbout.tsx';
import { FileUploads, type Uploaded } from './FileUploads.tsx';
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

const NONE: readonly Uploaded[] = [];

/** An entry on its item's form with what is said about it and its files: new, changed, or in a newer version. */
export function EntryForm({ title, hint, form, initial, files: takesFiles, ...props }: Props) {
  const t = useText(texts);
  const pack = usePack();
  const [about, setAbout] = useState<About>(initial?.about ?? {});
  const [files, setFiles] = useState<string[]>();
  const [waiting, setWaiting] = useState(false);
  // What the form states is said there alone: a title kept from before would stand over it.
  const save = (data: Record<string, unknown>, stated: ReadonlySet<string>) =>
    props.onSave({
      ...about,
      ...(stated.has('title') ? { title: undefined } : {}),
      ...(stated.has('day') ? { occurredOn: undefined } : {}),
      form: data,
      ...(files ? { files } : {}),
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
              {takesFiles && (
                <FileUploads
                  initial={initial?.files ?? NONE}
                  onChange={(ids, underWay) => {
                    setFiles(ids);
                    setWaiting(underWay);
                  }}
                />
              )}
              <PackForm
                form={schema}
                initial={initial?.form}
                lists={formListsOf(data)}
                onSubmit={(form) => save(form, stated)}
                busy={props.busy}
                disabled={waiting}
                problem={props.problem}
                pointer="/form"
                submitLabel={waiting ? t('uploading') : t('save')}
              />
            </>
          );
        }}
      </Loaded>
    </Modal>
  );
}
