import { createContext, use } from 'react';

/** The paths of all pages of this client, as declared (`/clues/$id`). */
export const PagesContext = createContext<ReadonlySet<string>>(new Set());

/** True when the client has this page; for links to pages that may not be there. */
export const useHasPage = (path: string): boolean => use(PagesContext).has(path);
