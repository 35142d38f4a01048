import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Addresses keep plain texts: `?q=王伟&page=2`; a name given twice keeps its last value. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

/** A part of the address, e.g. `usePathParam('id')` under `/clues/$id`. */
export function usePathParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const value = params[name];
  if (value === undefined) throw new Error(`the address has no ${name}`);
  return value;
}

/**
 * What stands behind `?` and a way to change parts of it. `undefined` and '' take a value out. Changes
 * replace the history entry, so that “back” leaves the list instead of undoing one filter after another.
 */
export function useUrlState<K extends string>(): [
  Partial<Record<K, string>>,
  (change: Partial<Record<K, string | undefined>>) => void,
] {
  const search = useSearch({ strict: false }) as Partial<Record<K, string>>;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Partial<Record<K, string | undefined>>) =>
      void navigate({
        to: '.',
        search: ((last: object) => ({ ...last, ...next })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return [search, change];
}
