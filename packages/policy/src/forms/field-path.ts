import type { FormNode } from './form-types.ts';

interface Step {
  name: string;
  /** `all`: every row; a pair: rows where the key has the value. */
  rows?: 'all' | { key: string; value: string };
}

interface Parsed {
  steps: readonly Step[];
  count: boolean;
}

/** Paths are written in packs: few, and read with every entry. */
const parsed = new Map<string, Parsed>();

/** Parses a `FieldPath`, e.g. `family[relation=spouse]/employer` or `housing/entries#count`. */
function parseFieldPath(path: string): Parsed {
  const known = parsed.get(path);
  if (known) return known;
  const count = path.endsWith('#count');
  const body = count ? path.slice(0, -'#count'.length) : path;
  const fresh = { steps: body.split('/').map(parseStep), count };
  if (parsed.size < 10_000) parsed.set(path, fresh);
  return fresh;
}

function parseStep(part: string): Step {
  const open = part.indexOf('[');
  if (open < 0) return { name: part };
  const inside = part.slice(open + 1, -1);
  const equals = inside.indexOf('=');
  const rows =
    equals < 0 ? ('all' as const) : { key: inside.slice(0, equals), value: inside.slice(equals + 1) };
  return { name: part.slice(0, open), rows };
}

/** Values at the path, in order; empty when nothing stands there. With `#count`: one number. */
export function valuesAt(data: unknown, path: string): unknown[] {
  const { steps, count } = parseFieldPath(path);
  let found: unknown[] = [data];
  for (const step of steps) found = found.flatMap((value) => take(value, step));
  if (!count) return found.filter((v) => v !== '' && v !== null);
  if (found.length === 0 && !steps.some((s) => s.rows)) return [];
  return [found.reduce<number>((sum, v) => sum + (Array.isArray(v) ? v.length : 1), 0)];
}

function take(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step.name)) return [];
  const next = (value as Record<string, unknown>)[step.name];
  if (next === undefined) return [];
  if (!step.rows) return [next];
  if (!Array.isArray(next)) return [];
  const { rows } = step;
  return rows === 'all' ? next : next.filter((row) => String(row?.[rows.key]) === rows.value);
}

/** The field's node in the form and whether it concerns kin; undefined when the form has no such field. */
export function nodeAt(form: FormNode, path: string): { node: FormNode; kin: boolean } | undefined {
  const { steps, count } = parseFieldPath(path);
  let node: FormNode = form;
  let kin = false;
  for (const step of steps) {
    const next = node.properties?.[step.name];
    if (!next) return undefined;
    node = next;
    kin ||= node['x-kin'] === true;
    if (!step.rows) continue;
    if (!node.items) return undefined;
    node = node.items;
    if (step.rows !== 'all' && !node.properties?.[step.rows.key]) return undefined;
  }
  const isList = node.type === 'array' || steps.at(-1)?.rows !== undefined;
  if (count) return isList ? { node, kin: false } : undefined;
  return { node, kin };
}
