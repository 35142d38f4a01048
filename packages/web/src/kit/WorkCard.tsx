import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  count?: number | undefined;
  /** Something here is late. */
  late?: boolean;
  /** Where the whole list stands. */
  more?: { to: string; label: string };
  children: ReactNode;
}

/** A card of the workbench. */
export function WorkCard({ title, count, late, more, children }: Props) {
  return (
    <section className="workcard sheet">
      <header className="section-head">
        <h2>
          {title}
          {count !== undefined && <span className={late ? 'count count-late' : 'count'}>{count}</span>}
        </h2>
        {more && <Link to={more.to}>{more.label}</Link>}
      </header>
      {children}
    </section>
  );
}

/** The small number behind a menu entry; nothing when there is nothing to do. */
export function CountBadge({
  count,
  late,
  label,
}: {
  count: number | undefined;
  late?: boolean;
  label: string;
}) {
  if (!count) return null;
  return (
    <span className={late ? 'count count-late' : 'count'}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="visually-hidden">{`${label}: ${count}`}</span>
    </span>
  );
}
