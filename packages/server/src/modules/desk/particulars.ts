import { type Locale, type Pack, type PackText, pick, titleOfStep } from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';

interface Entry {
  entity: string;
  entity_id: string | null;
  type: string;
  data: unknown;
}

export interface Particular {
  /** Name of the particular; the client has the word. */
  code:
    | 'step'
    | 'stage'
    | 'seat'
    | 'actingFor'
    | 'approvingOrgan'
    | 'before'
    | 'after'
    | 'authority'
    | 'grounds'
    | 'decision'
    | 'clue'
    | 'stub';
  value: string;
}

type Fields = Record<string, unknown>;
const fieldsOf = (data: unknown): Fields =>
  typeof data === 'object' && data !== null ? (data as Fields) : {};
const isStep = ({ type }: Entry) => type === 'matter.acted';

/**
 * What the codes of a step mean: which step, as whose delegate, of which organ, between which states. All of it is
 * how something was done; nothing of what was written comes in.
 */
export async function particularsOf(
  ctx: Ctx,
  entries: readonly Entry[],
): Promise<(entry: Entry) => Particular[]> {
  const steps = entries.filter(isStep).map((entry) => ({ ...entry, fields: fieldsOf(entry.data) }));
  const ids = steps.flatMap(({ fields }) => [accountOf(fields.for), fields.organ]).filter(isId);
  const asked = steps.filter(({ fields }) => fields.type === 'approved').map((one) => one.entity_id);
  const [names, chains] = await Promise.all([
    namesOf(ctx, ids),
    chainsOf(
      ctx,
      asked.filter((id) => id !== null),
    ),
  ]);
  return (entry) => {
    if (entry.type === REVOCATION) return revocation(entry);
    if (entry.type === HANDED_UP) return numbersOf(entry);
    return isStep(entry) ? view(ctx.pack, ctx.locale, entry, names, chains) : [];
  };
}

const REVOCATION = 'clue.revoked-as-framed';

/** Why a clue was revoked and by whose decision: whoever reads the ledger has the list of all revocations (P6). */
function revocation({ data }: Entry): Particular[] {
  const { grounds, foundBy, decision, foundOn } = fieldsOf(data);
  const by = [foundBy, decision, foundOn].filter((text) => typeof text === 'string').join(' ');
  return [
    ...(typeof grounds === 'string' ? [{ code: 'grounds' as const, value: grounds }] : []),
    ...(by ? [{ code: 'decision' as const, value: by }] : []),
  ];
}

const HANDED_UP = 'clue.handed-up';

/** Which stub stands for which number, so that a gap in the register of clues is explained. */
function numbersOf({ data }: Entry): Particular[] {
  const fields = fieldsOf(data);
  return (['clue', 'stub'] as const).flatMap((code) =>
    typeof fields[code] === 'string' ? [{ code, value: fields[code] }] : [],
  );
}

function view(
  pack: Pack,
  locale: Locale,
  { entity, entity_id, data }: Entry,
  names: ReadonlyMap<string, string>,
  chains: ReadonlyMap<string, readonly { title: PackText }[]>,
): Particular[] {
  const fields = fieldsOf(data);
  const procedure = Object.hasOwn(pack.procedures, entity) ? pack.procedures[entity] : undefined;
  const list: Particular[] = [];
  const add = (code: Particular['code'], text: PackText | string | undefined) => {
    if (text) list.push({ code, value: typeof text === 'string' ? text : pick(text, locale) });
  };
  const { action, asked, from, to, organ, step, seat } = fields;
  if (procedure) {
    add('step', typeof action === 'string' ? titleOfStep(procedure, action) : undefined);
    add('stage', typeof asked === 'string' ? titleOfStep(procedure, asked) : undefined);
  }
  if (typeof fields.authority === 'string')
    add('authority', pack.authorities.find((one) => one.code === fields.authority)?.title);
  if (fields.type === 'approved') {
    add('stage', chains.get(`${entity_id} ${fields.request}`)?.[Number(step)]?.title);
    if (typeof seat === 'number' && seat > 0) add('seat', String(seat + 1));
    add('actingFor', names.get(accountOf(fields.for) ?? ''));
    add('approvingOrgan', names.get(String(organ)));
  }
  add('before', procedure?.states[String(from)]?.title);
  if (to !== from) add('after', procedure?.states[String(to)]?.title);
  return list;
}

const accountOf = (ref: unknown) => {
  const { account } = fieldsOf(ref);
  return typeof account === 'string' ? account : undefined;
};
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

async function namesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const j = ctx.actor.jurisdictionId;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from account where jurisdiction_id = ${j} and id = any (${ids}::uuid[])
    union all
    select id, case when ${ctx.locale === 'en'} then coalesce(name_en, name) else name end from organ
    where jurisdiction_id = ${j} and id = any (${ids}::uuid[])`.execute(ctx.trx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The chains that requests were sent along, by matter and number of the request. */
async function chainsOf(ctx: Ctx, matters: readonly string[]) {
  const chains = new Map<string, readonly { title: PackText }[]>();
  if (matters.length === 0) return chains;
  const { rows } = await sql<{ entity_id: string; seq: string; chain: { title: PackText }[] }>`
    select entity_id, data->>'seq' as seq, data->'chain' as chain from event
    where jurisdiction_id = ${ctx.actor.jurisdictionId} and entity_id = any (${matters}::uuid[])
      and type = 'matter.acted' and data->>'type' = 'requested'`.execute(ctx.trx);
  for (const { entity_id, seq, chain } of rows) chains.set(`${entity_id} ${seq}`, chain);
  return chains;
}
