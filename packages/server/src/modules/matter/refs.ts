import type { FormNode, PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** What a field names by its id, as the form's hint `x-ui: { widget }` says. */
export type RefKind = PartyRef['kind'] | 'matter' | 'article' | 'file' | 'fact';

type FormRecord = Record<string, unknown>;

const KINDS: ReadonlySet<unknown> = new Set<RefKind>([
  'account',
  'person',
  'unit',
  'organ',
  'matter',
  'article',
  'file',
  'fact',
]);

/** Everything that the data of a form names by id, at any depth; of a list of ids too. */
export function refsIn(form: FormRecord | undefined, data: unknown): { kind: RefKind; id: string }[] {
  const found: { kind: RefKind; id: string }[] = [];
  const step = (node: FormNode, value: unknown, above: unknown): void => {
    const widget = node['x-ui']?.widget ?? above;
    if (Array.isArray(value)) for (const one of value) step(node.items ?? {}, one, widget);
    else if (isRecord(value)) {
      for (const [key, child] of Object.entries(node.properties ?? {})) step(child, value[key], undefined);
    } else if (typeof value === 'string' && KINDS.has(widget)) {
      found.push({ kind: widget as RefKind, id: value });
    }
  };
  step((form ?? {}) as FormNode, data, undefined);
  return found;
}

const account = (zh: string, en: string) => ({
  type: 'string',
  'x-title': { zh, en },
  'x-ui': { widget: 'account' },
});
const somebody = (zh: string, en: string) => ({
  type: 'object',
  'x-title': { zh, en },
  properties: { account: account(zh, en) },
  required: ['account'],
});

/** Forms of the built-in verbs that name somebody. */
export const VERB_FORMS: Readonly<Record<string, FormRecord>> = {
  'matter.hand-over': {
    type: 'object',
    properties: { from: somebody('移交人', 'Who hands over'), to: somebody('接收人', 'Who takes over') },
    required: ['from', 'to'],
  },
};

/**
 * Input of a verb that names accounts, with the person behind each: two accounts of one person are one. Anything
 * else stays as it is.
 */
export async function withPersons(
  ctx: Ctx,
  action: string,
  data: Record<string, unknown> | undefined,
): Promise<Record<string, unknown> | undefined> {
  if (data === undefined || (action !== 'matter.hand-over' && action !== 'recusal.declare')) return data;
  const parts: [string | undefined, Record<string, unknown>][] =
    action === 'recusal.declare'
      ? [[undefined, data]]
      : Object.entries(data).filter((entry): entry is [string, Record<string, unknown>] =>
          isRecord(entry[1]),
        );
  const ids = parts
    .map(([, part]) => part.account)
    .filter((id): id is string => typeof id === 'string' && UUID.test(id));
  if (ids.length === 0) return data;
  const { rows } = await sql<{ id: string; person_id: string | null }>`
    select id, person_id from account
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and id = any (${ids}::uuid[])`.execute(ctx.trx);
  const persons = new Map(rows.map((row) => [row.id, row.person_id]));
  const filled = (part: Record<string, unknown>) => {
    const id = String(part.account);
    const person = persons.get(id);
    // An account that isn't there names nobody.
    if (!persons.has(id)) return {};
    return { account: id, ...(person ? { person } : {}) };
  };
  if (action === 'recusal.declare') return filled(data);
  return Object.fromEntries(parts.map(([name, part]) => [name, filled(part)]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
