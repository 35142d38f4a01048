import { exportDossier } from '@plumbline/contract/exchange';
import { ConfirmAction } from '../../kit/ConfirmAction.tsx';
import { download } from '../../lib/download.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** Saves the dossier as a package; the purpose stands in the record. */
export function ExportAction({ subjectId }: { subjectId: string }) {
  const t = useText(texts);
  const may = useMay('dossier.export');
  if (!may) return null;
  return (
    <ConfirmAction
      label={t('exportTitle')}
      reason="required"
      reasonLabel={t('purpose')}
      onConfirm={(purpose) => download(exportDossier, { params: { subjectId }, query: { purpose } })}
    >
      <p>{t('exportAbout')}</p>
    </ConfirmAction>
  );
}
