import { Link } from '@tanstack/react-router';
import { Day } from '../../kit/Day.tsx';
import { PersonLink, UnitLink } from '../../kit/links.tsx';
import { Marked } from '../../kit/Marked.tsx';
import { StatusTag } from '../../kit/StatusTag.tsx';
import { useText } from '../../lib/texts.ts';
import type { Hit } from './search.api.ts';
import { texts } from './texts.ts';

/** Where a result leads: its dossier at the material, the clue's file, the person or unit. */
function target(hit: Hit): string | undefined {
  if (hit.kind === 'clue') return `/clues/${hit.refId}`;
  if (!hit.subject) return undefined;
  const dossier = `/dossiers/${hit.subject.id}`;
  return hit.materialId ? `${dossier}?material=${hit.materialId}` : dossier;
}

export function SearchHit({ hit }: { hit: Hit }) {
  const t = useText(texts);
  const to = target(hit);
  const title = <Marked passage={hit.title} />;
  const SubjectLink = hit.subject?.kind === 'unit' ? UnitLink : PersonLink;
  return (
    <li className="hit">
      <h2 className="hit-title">{to ? <Link to={to}>{title}</Link> : title}</h2>
      <p className="hit-about">
        <span>{t(`kind.${hit.kind}`)}</span>
        {hit.subject && hit.kind !== 'person' && hit.kind !== 'unit' && (
          <SubjectLink id={hit.subject.id}>{hit.subject.name}</SubjectLink>
        )}
        {hit.item && <span>{hit.item.title}</span>}
        {hit.class && <span>{hit.class.title}</span>}
        {hit.day && <Day day={hit.day} />}
        {hit.status && <StatusTag title={hit.status.title} tone="quiet" />}
      </p>
      {hit.passages.map((passage) => (
        <p key={passage.text} className="hit-passage">
          <Marked passage={passage} />
        </p>
      ))}
    </li>
  );
}
