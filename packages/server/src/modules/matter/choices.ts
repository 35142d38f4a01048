import type { listBeginChoices, listStepChoices } from '@plumbline/contract/matter';
import type { Query, Reply } from '@plumbline/contract/route';
import {
  type Action,
  type FormNode,
  type Machine,
  type Matter,
  type Pack,
  type PartyRef,
  pick,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { within } from '../../platform/db/sql.ts';
import { forbidden, invalid, notFound } from '../../platform/errors/app-error.ts';
import { availableActions, HAND_OVER } from './act.ts';
import { levelOf, organsFor } from './begin-matter.ts';
import { listColleagues } from './delegations.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { namesOf } from './names.ts';
import { fitFor, type Setting } from './party-fit.ts';
import { machineInForce, machineOfMatter, packOfMatter } from './procedures.ts';
import { readWorlds } from './world.ts';

type Choices = Reply<typeof listStepChoices>;
type Asked = Query<typeof listStepChoices>;
/** A place that a field of a form gives somebody, in the matter itself or in one that the step begins. */
interface Place {
  machine: Machine;
  role: string;
}

const FEW = 200;

/**
 * Whom a field of a step's form may name, by the rule that refuses others when the step is taken.
 * @throws 403 whoever may not take the step; 400 a field that names no account or organ
 */
export async function choicesOfStep(
  ctx: Ctx,
  row: MatterRow,
  action: string,
  asked: Asked,
): Promise<Choices> {
  if (!(await availableActions(ctx, row)).includes(action)) throw forbidden();
  const [machine, pack] = await Promise.all([machineOfMatter(ctx, row), packOfMatter(ctx, row)]);
  const matter = toEngine(row);
  const world = (await readWorlds(ctx, [matter], { allKin: true })).of(matter);
  const setting: Setting = {
    subjects: matter.subjects,
    kin: world.kin,
    custodian: matter.custodian,
    level: row.classification,
  };
  // Whoever takes over takes the place of a handler.
  if (action === HAND_OVER) return choices(ctx, 'account', [{ machine, role: 'handler' }], setting, asked);
  const step = machine.actions[action];
  if (step?.panel?.step === 'convene' && step.panel.present === asked.field)
    return membersOf(ctx, machine, matter, step.panel.code, asked.q);
  const kind = kindOf(pack, step?.form, asked.field);
  return choices(ctx, kind, step ? placesOf(ctx, machine, step, asked.field) : [], setting, asked);
}

/** Who may be present: those who have a voice in the panel, with the place they have. */
async function membersOf(
  ctx: Ctx,
  machine: Machine,
  { parties }: Matter,
  code: string,
  q = '',
): Promise<Choices> {
  const { members, chair } = machine.panels![code]!;
  const about = (role: string) => pick(machine.parties![role]!.title, ctx.locale);
  const seats = [chair, members].flatMap((role) => (parties[role] ?? []).map((ref) => ({ ref, role })));
  const names = await namesOf(
    ctx,
    seats.map(({ ref }) => ref),
  );
  const items = seats.map(({ ref: { id }, role }) => ({ id, name: names.get(id) ?? '', about: about(role) }));
  return { items: items.filter(({ name }) => name.includes(q)) };
}

/** The same for the first form of a procedure that concerns nobody yet. @throws 404, 403, 400 */
export async function choicesOfBegin(
  ctx: Ctx,
  procedure: string,
  { organId, ...asked }: Query<typeof listBeginChoices>,
): Promise<Choices> {
  const known = Object.hasOwn(ctx.pack.procedures, procedure) ? ctx.pack.procedures[procedure] : undefined;
  if (!known || known.service !== undefined) throw notFound();
  const machine = machineInForce(ctx.pack, procedure);
  const organs = organsFor(ctx, machine);
  const custodian = organId ?? organs[0];
  if (custodian === undefined || !mayBegin(ctx, machine, custodian)) throw forbidden();
  const kind = kindOf(ctx.pack, machine.begin.form, asked.field);
  const places = placesIn(machine, machine.begin.partiesFrom, asked.field);
  const setting: Setting = { subjects: [], kin: new Set(), custodian, level: levelOf(ctx, machine) };
  return choices(ctx, kind, places, setting, asked);
}

/** Whether the caller holds for the organ what the beginning asks for. */
const mayBegin = (ctx: Ctx, { begin: { permission } }: Machine, organ: string): boolean =>
  permission.length === 0 || permission.some((code) => ctx.may(code, organ));

function kindOf(pack: Pack, form: string | undefined, field: string): 'account' | 'organ' {
  const node = (pack.forms[form ?? ''] as FormNode | undefined)?.properties?.[field];
  const kind = node?.['x-ui']?.widget ?? node?.items?.['x-ui']?.widget;
  if (kind !== 'account' && kind !== 'organ') throw invalid({ pointer: '/field', code: 'unknown-code' });
  return kind;
}

const placesIn = (
  machine: Machine,
  partiesFrom: Readonly<Record<string, string>> | undefined,
  field: string | undefined,
): Place[] =>
  Object.entries(partiesFrom ?? {}).flatMap(([role, from]) => (from === field ? [{ machine, role }] : []));

const placesOf = (ctx: Ctx, machine: Machine, step: Action, field: string): Place[] => [
  ...placesIn(machine, step.partiesFrom, field),
  ...(step.spawns ?? []).flatMap(({ procedure, dataFrom = {} }) => {
    const child = machineInForce(ctx.pack, procedure);
    return Object.entries(dataFrom).flatMap(([to, from]) =>
      from === field ? placesIn(child, child.begin.partiesFrom, to) : [],
    );
  }),
];

async function choices(
  ctx: Ctx,
  kind: 'account' | 'organ',
  places: readonly Place[],
  setting: Setting,
  { q }: Asked,
): Promise<Choices> {
  const asked = places.map(({ machine, role }) => machine.parties?.[role]?.permission ?? []);
  const found = await (kind === 'account' ? listAccounts(ctx, q, asked) : listActive(ctx, q));
  let refs: PartyRef[] = found.map(({ id }) => ({ kind, id }));
  for (const { machine, role } of places) refs = await fitFor(ctx, machine, role, refs, setting);
  const fit = new Set(refs.map(({ id }) => id));
  return { items: found.filter(({ id }) => fit.has(id)).slice(0, FEW) };
}

async function listAccounts(
  ctx: Ctx,
  q: string | undefined,
  asked: readonly (readonly string[])[],
): Promise<Choices['items']> {
  // Who is asked for by name, or by the organ, may serve anywhere: a joint review has members of several bodies.
  const { items } = await listColleagues(ctx, { q, everywhere: !!q }, asked);
  return items.map(({ id, name, role, organ }) => ({ id, name, about: `${role} · ${organ}` }));
}

/** Organs in office today, by parent and code. */
async function listActive(ctx: Ctx, q: string | undefined): Promise<Choices['items']> {
  const name = ctx.locale === 'en' ? sql<string>`coalesce(name_en, name)` : sql<string>`name`;
  let query = ctx.trx
    .selectFrom('organ')
    .select(['id', name.as('name')])
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where(within('active_from', 'active_to', ctx.today))
    .orderBy('parent_id')
    .orderBy('code');
  if (q) query = query.where(name, 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`);
  return (await query.execute()).map((row) => ({ ...row, about: null }));
}
