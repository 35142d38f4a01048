import { Link } from '@tanstack/react-router';
import { Marked } from '../../kit/Marked.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useLanguage } from '../../lib/language.ts';
import { useText } from '../../lib/texts.ts';
import { formatDay } from '../../lib/time.ts';
import type { Summary } from './library.api.ts';
import { texts } from './texts.ts';

/** One entry of the list, with the passages in which the words of a search stand. */
export function EntryHit({ entry }: { entry: Summary }) {
  const t = useText(texts);
  const language = useLanguage();
  const path = `/library/${entry.id}`;
  return (
    <li>
      <h2 className="library-entry-title">
        <Link to={path as string}>{entry.title}</Link>
        {!entry.published && <StatusTag title={t('unpublished')} tone="care" />}
        {entry.published && entry.waiting && <StatusTag title={t('newerWaits')} tone="live" />}
      </h2>
      <p className="library-entry-about">
        <span>{entry.sortTitle}</span>
        {entry.issuer && <span>{entry.issuer}</span>}
        {entry.documentNumber && <span>{entry.documentNumber}</span>}
        {!entry.fromPack && <span>{entry.organ.name}</span>}
        <span>{entry.audienceTitle}</span>
        {entry.effectiveFrom && (
          <span>{t('effective', { day: formatDay(entry.effectiveFrom, language) })}</span>
        )}
        {entry.shared && <span>{t('shared')}</span>}
      </p>
      {entry.passages.map((passage, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages of one answer keep their order
        <p key={i} className="library-passage">
          {passage.label && (
            <Link
              to={path as string}
              {...(passage.number ? { hash: `article-${passage.number}` } : {})}
              className="library-passage-place"
            >
              {passage.label}
            </Link>
          )}
          <Marked passage={passage} />
        </p>
      ))}
    </li>
  );
}
