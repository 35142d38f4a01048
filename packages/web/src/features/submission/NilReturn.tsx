import { Section } from '../../kit/Page.tsx';
import { useText } from '../../lib/texts.ts';
import { SignAction } from './SignAction.tsx';
import { type Sheet, useNil } from './submission.api.ts';
import { texts } from './texts.ts';

/** For whoever has nothing to report: below the workbook, which comes first, and with what it declares. */
export function NilReturn({ sheet }: { sheet: Sheet }) {
  const t = useText(texts);
  const nil = useNil();
  if (!sheet.allowed.includes('nil') || sheet.counts.total > sheet.counts.excluded) return null;
  return (
    <Section title={t('nilTitle')}>
      <p>{t('nilInstead', { period: sheet.period })}</p>
      <SignAction label={t('nil')} write={nil} sheet={sheet} nil />
    </Section>
  );
}
