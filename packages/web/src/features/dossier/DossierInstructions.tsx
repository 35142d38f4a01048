import { Section } from '../../kit/Page.tsx';
import { ErrorState, Loading } from '../../kit/states.tsx';
import { rowsOf } from '../../lib/data.ts';
import { useText } from '../../lib/texts.ts';
import type { Dossier } from './dossier.api.ts';
import { InstructionLines } from './InstructionLines.tsx';
import { useInstructions } from './instruction.api.ts';
import { texts } from './instruction.texts.ts';
import { RecordInstruction } from './RecordInstruction.tsx';

/** The instructions ledger of one unit. */
export function DossierInstructions({ dossier }: { dossier: Dossier }) {
  const t = useText(texts);
  const { id, name } = dossier.subject;
  const pages = useInstructions({ unitId: id });
  return (
    <Section
      title={t('instructions')}
      actions={dossier.allowed.includes('addInstruction') && <RecordInstruction unit={{ id, name }} />}
    >
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.refetch} />
      ) : pages.isPending ? (
        <Loading />
      ) : (
        <InstructionLines instructions={rowsOf(pages)} />
      )}
    </Section>
  );
}
