import type { Locale } from '@plumbline/contract/common';
import type { Text } from '@plumbline/contract/route';
import { pick } from '../../lib/language.ts';

/** Which fields of a list make it one table, as the pack's form says (`x-ui.matrix`). */
export interface MatrixHint {
  point: string;
  piece: string;
  source: string;
  origin?: string;
  reading: string;
  mark: string;
  weight: string;
  tainted: string;
  supports: string;
  contradicts: string;
}

/** In which fields of a form day, times, place and people of a sitting stand (`x-ui.sitting`). */
export interface SittingHint {
  day: string;
  from: string;
  until: string;
  place: string;
  people?: readonly string[];
}

/** One node of a pack's form: JSON Schema with the pack's own hints. Texts may be in both languages or in one. */
export interface FormNode {
  type?: string;
  title?: string;
  description?: string;
  'x-title'?: Text;
  'x-note'?: Text;
  'x-ui'?: { widget?: string; matrix?: MatrixHint; sitting?: SittingHint; use?: string; serial?: boolean };
  /** Concerns kin or third persons; holds for everything below it. */
  'x-kin'?: boolean;
  /** The value is a code of one of the pack's lists. */
  'x-list'?: string;
  /** What the value says of its entry. */
  'x-leaf'?: 'title' | 'issuer' | 'day' | 'pages';
  /** A day that may not lie in the future. */
  'x-past'?: boolean;
  /** Name of a day beside it before which it does not lie. */
  'x-not-before'?: string;
  'x-sections'?: { title: Text | string; fields: string[] }[];
  properties?: Record<string, FormNode>;
  required?: string[];
  items?: FormNode;
  oneOf?: FormNode[];
  const?: unknown;
  format?: string;
  [keyword: string]: unknown;
}

const REFS: ReadonlySet<unknown> = new Set([
  'account',
  'person',
  'unit',
  'organ',
  'matter',
  'article',
  'file',
  'fact',
]);

/** What a field, or each entry of a list, names by its id; undefined when it names nothing. */
export function refOf(node: FormNode): string | undefined {
  const widget = node['x-ui']?.widget ?? node.items?.['x-ui']?.widget;
  return REFS.has(widget) ? widget : undefined;
}

export interface ListOption {
  code: string;
  title: Text | string;
  /** Code of the sibling `class` that this option belongs to. */
  parent?: string;
}
/** The pack's lists that a form may name in `x-list`. */
export type FormLists = Readonly<Record<string, readonly ListOption[] | undefined>>;

/** Entries of lists that have a serial number (`x-ui.serial`) and none yet get the next one. */
export function numberNew(form: FormNode, data: Record<string, unknown>): Record<string, unknown> {
  const numbered = Object.entries(form.properties ?? {}).flatMap(([list, node]) => {
    const field = Object.entries(node.items?.properties ?? {}).find(([, one]) => one['x-ui']?.serial)?.[0];
    const entries = data[list];
    if (field === undefined || !Array.isArray(entries)) return [];
    let last = Math.max(0, ...entries.map((entry) => Number(entry?.[field]) || 0));
    if (entries.every((entry) => entry?.[field] !== undefined)) return [];
    return [
      [list, entries.map((entry) => (entry?.[field] === undefined ? { ...entry, [field]: ++last } : entry))],
    ];
  });
  return numbered.length > 0 ? { ...data, ...Object.fromEntries(numbered) } : data;
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Text).zh === 'string' &&
  typeof (value as Text).en === 'string';

/**
 * The form as plain JSON Schema in one language: `x-title` becomes `title`, `x-note` becomes `description`.
 * A form that the server has localised already stays as it is.
 */
export function localise(form: FormNode, language: Locale): FormNode {
  const step = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(step);
    if (typeof value !== 'object' || value === null) return value;
    const out: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(value)) {
      if (key === 'x-title' && isText(child)) out.title = pick(child, language);
      else if (key === 'x-note' && isText(child)) out.description = pick(child, language);
      else if (key === 'title' && isText(child)) out.title = pick(child, language);
      // The dialect is the same for all forms, and the form library has no schema of its own for it.
      else if (key !== '$schema') out[key] = step(child);
    }
    return out;
  };
  return step(form) as FormNode;
}

/** What the form itself always asks for of the entry that it is filled for, so that nothing else need ask again. */
export const statedBy = (form: FormNode): ReadonlySet<string> =>
  new Set((form.required ?? []).flatMap((name) => form.properties?.[name]?.['x-leaf'] ?? []));

/** The title of a coded value; the code itself when nothing names it. */
export function optionTitle(
  node: FormNode,
  value: unknown,
  lists: FormLists,
  say: (text: Text | string) => string,
): string {
  const own = node.oneOf?.find((option) => option.const === value);
  if (own) return own.title ?? (own['x-title'] ? say(own['x-title']) : String(value));
  const entry = node['x-list'] ? lists[node['x-list']]?.find((option) => option.code === value) : undefined;
  return entry ? say(entry.title) : String(value);
}

/**
 * The form as it is drawn. “One of these parts at least” is a rule between fields, not a choice to draw: the
 * form library would show it as a list of variants. It stays in the form that is checked.
 */
export function drawable(node: FormNode): FormNode {
  const { anyOf: _rule, ...rest } = node;
  if (!node.properties) return node;
  const properties = Object.fromEntries(
    Object.entries(node.properties).map(([name, child]) => [name, drawable(child)]),
  );
  return { ...rest, properties };
}

/** Titles of the hidden fields at the top of a form: the page fills them in, not the writer. */
export const hiddenFields = (form: FormNode): Map<string, string> =>
  new Map(
    Object.entries(form.properties ?? {})
      .filter(([, node]) => node['x-ui']?.widget === 'hidden')
      .map(([name, node]) => [name, node.title ?? name]),
  );

/** True when some list of the form is drawn as one table, which wants a broad page. */
export const hasMatrix = (node: FormNode): boolean =>
  node['x-ui']?.matrix !== undefined || Object.values(node.properties ?? {}).some(hasMatrix);

/** True when some field takes its value from a list of the pack. */
export const usesLists = (node: FormNode): boolean =>
  node['x-list'] !== undefined ||
  Object.values(node.properties ?? {}).some(usesLists) ||
  (node.items !== undefined && usesLists(node.items));

/** Value at a path; undefined when nothing is there. */
export const valueAt = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    data,
  );

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a form starts from: what is filled in already, the defaults that the form names, and its required
 * parts opened, so that each missing field in them is named and not only the part.
 */
export function skeleton(form: FormNode, data: unknown): unknown {
  if (!form.properties) return data === undefined ? form.default : data;
  const out: Record<string, unknown> = isPlain(data) ? { ...data } : {};
  for (const [name, node] of Object.entries(form.properties)) {
    if (node.properties && out[name] === undefined && !form.required?.includes(name)) continue;
    const value = skeleton(node, out[name]);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

/**
 * What was filled in, without what was emptied again: blank texts, and optional lists and parts with
 * nothing in them. An optional part that a form library has opened must not demand its own fields.
 */
export function tidy(form: FormNode | undefined, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((row) => tidy(form?.items, row) ?? {});
  if (!isPlain(data)) return data === '' || data === null ? undefined : data;
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const kept = tidy(form?.properties?.[key], value);
    const isEmpty = Array.isArray(kept) ? kept.length === 0 : isPlain(kept) && Object.keys(kept).length === 0;
    if (kept === undefined || (isEmpty && !form?.required?.includes(key))) continue;
    out[key] = kept;
  }
  return out;
}

/** Where a fault is shown: a list whose entries are chosen rather than drawn one by one shows those of its entries itself. */
export function drawnPath(
  schema: FormNode,
  path: readonly (string | number)[],
): readonly (string | number)[] {
  let node: FormNode | undefined = schema;
  for (const [i, key] of path.entries()) {
    const list: boolean = node?.type === 'array';
    if (list && node?.items && node.items.properties === undefined) return path.slice(0, i);
    node = list ? node?.items : node?.properties?.[key];
  }
  return path;
}
