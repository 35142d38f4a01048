/** What an event may hold: plain JSON. An `undefined` member counts as absent, as in `JSON.stringify`. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [member: string]: Json | undefined };

/**
 * Writes a value in the one form of RFC 8785 (JSON Canonicalization Scheme), so that equal contents give
 * equal bytes whatever the order of their members was, also after a trip through a `jsonb` column.
 *
 * @throws TypeError (with a JSON pointer, never the value) for what JSON can't hold without changing it:
 *   NaN, infinities, lone surrogates, dates, maps, functions, cycles, `undefined` in a list
 */
export function canonicalJson(value: Json): string {
  return write(value, '', []);
}

function write(value: unknown, pointer: string, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean') return String(value);
  // ECMAScript's own number and string forms are those that RFC 8785 prescribes (§3.2.2).
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string') return text(value, pointer);
  if (typeof value !== 'object') return refuse(pointer);
  if (above.includes(value)) return refuse(pointer);
  const path = [...above, value];
  if (Array.isArray(value))
    return `[${Array.from(value, (item, i) => write(item, `${pointer}/${i}`, path)).join(',')}]`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refuse(pointer);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // Code-unit order, as §3.2.3 asks; localeCompare would follow a language.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => {
      const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return `${text(name, at)}:${write(member, at, path)}`;
    });
  return `{${members.join(',')}}`;
}

function text(value: string, pointer: string): string {
  return value.isWellFormed() ? JSON.stringify(value) : refuse(pointer);
}

function refuse(pointer: string): never {
  throw new TypeError(`not JSON at ${JSON.stringify(pointer)}`);
}
