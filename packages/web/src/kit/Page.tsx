import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

export interface Crumb {
  title: string;
  /** Left out for the last one, which is the page itself. */
  to?: string;
}

interface Props {
  title: string;
  /** Beside the title: status, classification. */
  tag?: ReactNode;
  description?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  actions?: ReactNode;
  /** Title of the window when `title` names a person. */
  windowTitle?: string;
  /** Narrow column for forms and reading. */
  narrow?: boolean;
  children?: ReactNode;
}

/** Title of the window: what is open, then the product. Never a person's name: windows lie open on desks. */
export function useDocumentTitle(title: string): void {
  const t = useText(texts);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
}

/** Every page's frame: where one is, its one heading, what can be done, then the content. */
export function Page({
  title,
  tag,
  description,
  breadcrumbs,
  actions,
  narrow,
  children,
  windowTitle,
}: Props) {
  const t = useText(texts);
  useDocumentTitle(windowTitle ?? title);
  return (
    <article className={narrow ? 'page page-narrow' : 'page'}>
      {breadcrumbs && breadcrumbs.length > 0 && (
        <nav aria-label={t('breadcrumbs')} className="crumbs">
          <ol>
            {breadcrumbs.map((crumb) => (
              <li key={crumb.title}>
                {crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : <span>{crumb.title}</span>}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="page-head">
        <div className="page-name">
          <h1 tabIndex={-1}>{title}</h1>
          {tag}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {description && <div className="page-about">{description}</div>}
      {children}
    </article>
  );
}

interface SectionProps {
  title: string;
  actions?: ReactNode;
  /** On a sheet of its own (default) or straight on the page. */
  plain?: boolean;
  children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, actions, plain, children }: SectionProps) {
  return (
    <section className={plain ? 'section' : 'section sheet'}>
      <header className="section-head">
        <h2>{title}</h2>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
