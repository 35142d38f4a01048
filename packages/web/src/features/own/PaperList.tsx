import type { OwnPaper } from '@plumbline/contract/own';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../lib/language.ts';
import { useMay } from '../../lib/session.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import { texts } from './texts.ts';

/** Papers with whoever issued them and when, to be opened where this account opens papers. */
export function PaperList({ papers }: { papers: readonly OwnPaper[] }) {
  const t = useText(texts);
  const language = useLanguage();
  const may = useMay('document.read');
  return (
    <ul className="own-papers">
      {papers.map(({ id, title, number, issuer, issuedOn, voided }) => (
        <li key={id}>
          {may ? <Link to={`/documents/${id}` as string}>{title}</Link> : <span>{title}</span>}{' '}
          <small>{t('paper', { number, issuer, day: formatDay(issuedOn, language, 'long') })}</small>
          {voided && <strong> {t('voided')}</strong>}
        </li>
      ))}
    </ul>
  );
}
