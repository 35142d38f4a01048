import type { RuleRef } from '@plumbline/contract/matter';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { comma } from '../lib/language.ts';
import { useHasPage } from '../lib/pages.ts';
import { useMay } from '../lib/session.ts';

interface Props {
  id: string | null | undefined;
  children: ReactNode;
}

/** Leads to the dossier where this account may open dossiers, else to the registry page, else nowhere. */
function SubjectLink({ id, children, registry }: Props & { registry: '/persons' | '/units' }) {
  const dossier = useHasPage('/dossiers/$id');
  const mayDossier = useMay('dossier.read');
  const entry = useHasPage(`${registry}/$id`);
  const mayEntry = useMay('registry.read');
  const to = dossier && mayDossier ? `/dossiers/${id}` : entry && mayEntry ? `${registry}/${id}` : undefined;
  return id && to ? <Link to={to}>{children}</Link> : <span>{children}</span>;
}

export const PersonLink = (props: Props) => <SubjectLink {...props} registry="/persons" />;
export const UnitLink = (props: Props) => <SubjectLink {...props} registry="/units" />;

/** Whether this account reads the library. */
function useMayReadLibrary(): boolean {
  const has = useHasPage('/library');
  return useMay('library.read') && has;
}

/** An article that a form cites, by the id of its part. */
export function ArticleLink({ id, children }: Props) {
  const may = useMayReadLibrary();
  return id && may ? (
    <Link to={`/library/articles/${id}` as string}>{children}</Link>
  ) : (
    <span>{children}</span>
  );
}

/** Articles that something rests on, as links into the library where this account may read it. */
export function RuleLinks({ rules }: { rules: readonly RuleRef[] }) {
  const may = useMayReadLibrary();
  return rules.map(({ regulation, number, title }, i) => (
    <span key={`${regulation}/${number}`}>
      {i > 0 && comma()}
      {may ? (
        <Link to={`/library/by-code/${regulation}` as string} search={{ article: number } as never}>
          {title}
        </Link>
      ) : (
        title
      )}
    </span>
  ));
}
