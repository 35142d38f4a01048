import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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
