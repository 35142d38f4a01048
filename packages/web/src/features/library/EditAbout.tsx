import { Input } from 'antd';
import { DialogForm, Field } from '../../kit/DialogForm.tsx';
import { Select } from '../../kit/Select.tsx';
import { useText } from '../../lib/texts.ts';
import { type Entry, useEditItem, useStores } from './library.api.ts';
import { texts } from './texts.ts';

interface Values {
  sort: string;
  title: string;
  titleEn?: string;
  issuer?: string;
  documentNumber?: string;
  audience: string;
}

/** What stands beside the text: title, kind, audience. */
export function EditAbout({ entry }: { entry: Entry }) {
  const t = useText(texts);
  const stores = useStores();
  const edit = useEditItem();
  const store = stores.data?.stores.find(({ code }) => code === entry.store);
  const orNull = (text: string | undefined) => text?.trim() || null;
  return (
    <DialogForm<Values>
      label={t('editAbout')}
      title={t('editAbout')}
      fields={['sort', 'title', 'titleEn', 'issuer', 'documentNumber', 'audience']}
      initial={{
        sort: entry.sort,
        title: entry.titleZh,
        titleEn: entry.titleEn ?? '',
        issuer: entry.issuer ?? '',
        documentNumber: entry.documentNumber ?? '',
        audience: entry.audience,
      }}
      onSave={({ sort, title, titleEn, issuer, documentNumber, audience }) =>
        edit.mutateAsync({
          params: { id: entry.id },
          body: {
            sort,
            title: title.trim(),
            titleEn: orNull(titleEn),
            issuer: orNull(issuer),
            documentNumber: orNull(documentNumber),
            audience,
            version: entry.version,
          },
        })
      }
    >
      <Field name="sort" label={t('sort')} required>
        <Select options={(store?.sorts ?? []).map((one) => ({ value: one.code, label: one.title }))} />
      </Field>
      <Field name="title" label={t('title')} required>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="titleEn" label={t('titleEn')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="issuer" label={t('issuer')}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field name="documentNumber" label={t('documentNumber')}>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="audience" label={t('audience')} required extra={t('audienceAbout')}>
        <Select
          options={(stores.data?.audiences ?? [])
            .filter((one) => store?.audiences.includes(one.code))
            .map((one) => ({ value: one.code, label: one.title }))}
        />
      </Field>
    </DialogForm>
  );
}
