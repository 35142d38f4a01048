import { Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../../lib/texts.ts';
import type { Part } from './library.api.ts';
import { anchorOf, type ContentsEntry } from './library.format.ts';
import { texts } from './texts.ts';

/** A link to a place on the page that keeps the version shown. */
function PlaceLink({
  anchor,
  children,
  className,
}: {
  anchor: string;
  children: string;
  className?: string;
}) {
  return (
    <Link to="." hash={anchor} search={true as never} className={className}>
      {children}
    </Link>
  );
}

/** Table of contents: headings, and the articles below each. */
export function Contents({ entries }: { entries: readonly ContentsEntry[] }) {
  const t = useText(texts);
  return (
    <nav aria-label={t('contents')} className="library-contents no-print">
      <h3>{t('contents')}</h3>
      <ul>
        {entries.map(({ heading, articles }) => (
          <li key={heading?.anchor ?? ''}>
            {heading && <PlaceLink anchor={heading.anchor}>{heading.text}</PlaceLink>}
            {articles.length > 0 && (
              <ul className="library-contents-articles">
                {articles.map(({ anchor, label }) => (
                  <li key={anchor}>
                    <PlaceLink anchor={anchor}>{label}</PlaceLink>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

const Lines = ({ text }: { text: string }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order
  text.split('\n').map((line, i) => <p key={i}>{line}</p>);

/** The text of a version. Every article has a place of its own; the one the address names is marked. */
export function EntryText({ parts }: { parts: readonly Part[] }) {
  const t = useText(texts);
  const target = decodeURIComponent(useLocation().hash);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version brings other parts to the same place
  useEffect(() => {
    if (target) document.getElementById(target)?.scrollIntoView({ block: 'center' });
  }, [target, parts]);
  if (parts.length === 0) return <p className="absent">{t('noText')}</p>;
  return (
    <div className="library-text">
      {parts.map((part, index) => (
        <PartView key={part.id ?? index} part={part} anchor={anchorOf(part, index)} target={target} />
      ))}
    </div>
  );
}

interface ViewProps {
  part: Part;
  anchor: string | undefined;
  target: string;
}

function PartView({ part, anchor, target }: ViewProps) {
  const t = useText(texts);
  const chosen = anchor !== undefined && anchor === target ? ' library-target' : '';
  switch (part.kind) {
    case 'heading':
      return part.level >= 4 ? (
        <h4 id={anchor} className={chosen || undefined}>
          {part.text}
        </h4>
      ) : (
        <h3 id={anchor} className={chosen || undefined}>
          {part.text}
        </h3>
      );
    case 'article':
      return (
        <div id={anchor} className={`library-article${chosen}`}>
          {anchor && (
            <PlaceLink anchor={anchor} className="library-article-label">
              {part.label ?? part.number ?? ''}
            </PlaceLink>
          )}
          <div>
            <Lines text={part.text} />
            {part.question && (
              <p className="library-question">{t('question', { question: part.question })}</p>
            )}
          </div>
        </div>
      );
    case 'member':
      return <Member part={part} />;
    case 'leaf':
      return (
        <div className="library-article library-leaf">
          <span className="library-article-label figures">{part.number}</span>
          <div>
            <Lines text={part.text} />
          </div>
        </div>
      );
    default:
      return <Lines text={part.text} />;
  }
}

/** Entry of a collection; one that this account may not see is told as such, and nothing of it. */
function Member({ part }: { part: Part }) {
  const t = useText(texts);
  const { member } = part;
  if (!member) return null;
  return (
    <div className="library-member">
      {member.title === null ? (
        <span className="absent">{t('notOpen')}</span>
      ) : (
        <Link
          to={`/library/${member.itemId}` as string}
          {...(member.number ? { hash: `article-${member.number}` } : {})}
        >
          {member.title}
          {member.number && ` · ${t('articleN', { number: member.number })}`}
        </Link>
      )}
      {part.text && <p>{part.text}</p>}
    </div>
  );
}
