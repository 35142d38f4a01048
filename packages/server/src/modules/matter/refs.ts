import type { Action, FormNode, Machine, PartyRef } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

/** What a field names: an account, organ, person, unit or another matter. Told to the client as `x-ref`. */
export type RefKind = PartyRef['kind'] | 'matter';

type FormRecord = Record<string, unknown>;
type Step = Pick<Partial<Action>, 'partiesFrom' | 'transfer' | 'joins' | 'splits' | 'panel'>;

/** Fields of a step's form that hold ids, with what they name. A place that several kinds may take is left out. */
export function refFields(machine: Pick<Machine, 'parties' | 'panels'>, step: Step): Map<string, RefKind> {
  const kindOf = (role: string): RefKind | undefined => {
    const kinds = machine.parties?.[role]?.kinds ?? [];
    return kinds.length === 1 ? kinds[0] : undefined;
  };
  const members = machine.panels?.[step.panel?.code ?? '']?.members;
  const pairs: [string, RefKind | undefined][] = [
    ...Object.entries(step.partiesFrom ?? {}).map(([role, field]): [string, RefKind | undefined] => [
      field,
      kindOf(role),
    ]),
    ...(step.transfer ? [[step.transfer.to, 'organ'] as [string, RefKind]] : []),
    ...(step.joins ? [['into', 'matter'] as [string, RefKind]] : []),
    ...(step.panel?.present
      ? [[step.panel.present, kindOf(members ?? '')] as [string, RefKind | undefined]]
      : []),
  ];
  return new Map(pairs.filter((pair): pair is [string, RefKind] => pair[1] !== undefined));
}

/** The form with its id fields marked, so that the client offers names to choose from. */
export function formWithRefs(
  form: FormRecord,
  machine: Pick<Machine, 'parties' | 'panels'>,
  step: Step,
): FormRecord {
  const refs = refFields(machine, step);
  if (refs.size === 0) return form;
  const { properties = {} } = form as FormNode;
  const marked = Object.entries(properties).map(([name, node]) => {
    const kind = refs.get(name);
    if (!kind) return [name, node] as const;
    return [
      name,
      node.items ? { ...node, items: { ...node.items, 'x-ref': kind } } : { ...node, 'x-ref': kind },
    ] as const;
  });
  return { ...form, properties: Object.fromEntries(marked) };
}

const account = (zh: string, en: string) => ({ type: 'string', 'x-title': { zh, en }, 'x-ref': 'account' });
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
