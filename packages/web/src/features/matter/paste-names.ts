import type { NamedPerson } from '@plumbline/contract/registry-persons';

/** The lines of a pasted list; empty ones, and numbers that stand before names, are left out. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.replace(/^\s*\d{1,3}\s*[.、．)）]\s*/u, '').trim())
    .filter(Boolean);

/** Whom the lines mean, and of how many that still has to be said. What is named twice counts once. */
export function resolvedOf(
  items: readonly NamedPerson[],
  chosen: Readonly<Record<number, string>>,
): { persons: { id: string; label: string }[]; open: number } {
  const persons = new Map<string, string>();
  let open = 0;
  for (const [i, item] of items.entries()) {
    const one = item.found === 'several' ? item.persons.find(({ id }) => id === chosen[i]) : item.persons[0];
    if (item.found === 'repeated') continue;
    if (!one) open += 1;
    else persons.set(one.id, [one.name, one.about].filter(Boolean).join(' · '));
  }
  return { persons: [...persons].map(([id, label]) => ({ id, label })), open };
}
