import { extractArchive } from '@plumbline/contract/binder';
import { getLibraryItem, listLibrary } from '@plumbline/contract/library';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { useWrite } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { texts } from './form.texts.ts';

/** Puts an extract of the dossier into the archives of the library, as a draft that a second person publishes. */
export function ExtractArchive({ dossier }: { dossier: Dossier }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const extract = useWrite(extractArchive, { outdates: [listLibrary, getLibraryItem] });
  if (!dossier.allowed.includes('extractArchive')) return null;
  return (
    <ConfirmAction
      label={t('extract')}
      onConfirm={async () => {
        const made = await extract.mutateAsync({ params: { subjectId: dossier.subject.id } });
        await navigate({ to: `/library/${made.id}` as string, search: { version: made.versionId } as never });
      }}
    >
      <p>{t('extractAbout')}</p>
    </ConfirmAction>
  );
}
