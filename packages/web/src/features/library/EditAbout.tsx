import { DialogForm } from '../../kit/DialogForm.tsx';
import { useText } from '../../lib/texts.ts';
import { AboutFields } from './AboutFields.tsx';
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
      <AboutFields stores={stores.data} code={entry.store} />
    </DialogForm>
  );
}
