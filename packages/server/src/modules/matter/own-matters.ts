import type { OwnMatter } from '@plumbline/contract/own';
import {
  available,
  dayInZone,
  type Actor as EngineActor,
  isVerb,
  type Machine,
  type Matter,
  openTerms,
  phaseOf,
  pick,
  relationsOf,
  standingOf,
  type TermStanding,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { engineActor } from './engine-actor.ts';
import { givenTerms } from './given-terms.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { namesOf } from './names.ts';
import { outwardOrgan } from './outward-organ.ts';
import { pageOf } from './pages.ts';
import { machineOfMatter } from './procedures.ts';
import { readWorlds } from './world.ts';

type Item = Omit<OwnMatter, 'papers'>;

/** Most that one page tells of: open ones by the day on which they are due, ended ones the latest first. */
const MOST = { open: 200, ended: 50 };

/** As whom the caller is concerned: in person, and for the unit that they speak for. */
export const ownNames = ({ actor }: Ctx): string[] =>
  [actor.personId, actor.speaksFor].filter((id) => id !== null);

/**
 * What concerns the caller in person, or the unit for which they speak, as far as it is shown to them. What they work
 * on is not among it. Every line says no more than whoever stands outside is told.
 */
export async function listOwnMatters(ctx: Ctx): Promise<{ items: Item[]; more: boolean }> {
  const [open, ended] = await Promise.all([readRows(ctx, true), readRows(ctx, false)]);
  const rows = [...open.slice(0, MOST.open), ...ended.slice(0, MOST.ended)];
  const worlds = await readWorlds(ctx, rows.map(toEngine));
  const found = await Promise.all(
    rows.map(async (row) => {
      const machine = await machineOfMatter(ctx, row);
      const matter = toEngine(row);
      const actor = engineActor(ctx.actor, matter);
      if (!concerns(machine, matter, actor)) return [];
      const allowed = available(machine, matter, actor, worlds.of(matter));
      return [await viewOwn(ctx, row, machine, matter, actor, allowed)];
    }),
  );
  const items = found.flat();
  items.sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || b.since.localeCompare(a.since));
  return {
    items: await withAbout(ctx, rows, items),
    more: open.length > MOST.open || ended.length > MOST.ended,
  };
}

const dayOf = ({ meets, lastDay }: Item) => [meets?.day, lastDay].filter(Boolean).sort()[0] ?? '9999-12-31';

/** Rows that name the caller, one more than are told of. */
function readRows(ctx: Ctx, open: boolean): Promise<MatterRow[]> {
  const { jurisdictionId, accountId } = ctx.actor;
  const asked = JSON.stringify([{ kind: 'account', id: accountId }]);
  return ctx.trx
    .selectFrom('matter')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('closed_at', open ? 'is' : 'is not', null)
    .where(
      sql<boolean>`(readers && ${ownNames(ctx)}::uuid[] or (readers && ${[accountId]}::uuid[]
        and history #> '{parties,contributor}' @> ${asked}::jsonb))`,
    )
    .orderBy(open ? sql`due_on asc nulls last` : sql`closed_at desc`)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit((open ? MOST.open : MOST.ended) + 1)
    .execute();
}

/** Whether the caller stands to it only as somebody whom it concerns or who is asked, and not as one who works on it. */
function concerns(machine: Machine, matter: Matter, actor: EngineActor): boolean {
  const relations = relationsOf(matter, actor);
  const isAsked = relations.has('contributor');
  // Whoever applied is concerned as well; what somebody wrote for the unit is their own work.
  if (relations.has('subject')) relations.delete('author');
  const own = new Set(['subject', 'unit', 'contributor']);
  for (const [role, { kinds }] of Object.entries(machine.parties ?? {}))
    if (kinds.every((kind) => kind === 'person' || kind === 'unit')) own.add(role);
  if (relations.size === 0 || ![...relations].every((relation) => own.has(relation))) return false;
  // What somebody was asked for and gave decides nothing about them.
  return !(isAsked && relations.size === 1 && machine.states[matter.state]?.final);
}

async function viewOwn(
  ctx: Ctx,
  row: MatterRow,
  machine: Machine,
  matter: Matter,
  actor: EngineActor,
  allowed: readonly string[],
): Promise<Item> {
  const { locale } = ctx;
  const [keeper, times] = await Promise.all([
    outwardOrgan(ctx, row.organ_id),
    timesOf(ctx, machine, matter, actor),
  ]);
  const organs = await namesOf(ctx, [{ kind: 'organ', id: keeper }]);
  const steps = allowed
    .filter((code) => !isVerb(code))
    .map((code) => {
      const action = machine.actions[code]!;
      const [time] = (action.closes ?? [])
        .flatMap((term) => times.get(term) ?? [])
        .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
      return {
        code,
        title: pick(action.title, locale),
        lastDay: time?.due ?? null,
        provisional: (time?.missing.length ?? 0) > 0,
        late: time?.state === 'overdue',
      };
    })
    .sort((a, b) => Number(a.lastDay === null) - Number(b.lastDay === null));
  const days = steps.flatMap(({ lastDay }) => lastDay ?? []).toSorted();
  const isOver = machine.states[matter.state]!.final || phaseOf(machine, matter.state) === 'after';
  return {
    id: row.id,
    kind: isOver ? 'decided' : steps.length > 0 ? 'asked' : 'running',
    title: pick(machine.title, locale),
    number: row.number,
    about: null,
    organ: organs.get(keeper) ?? '',
    meets: meetingOf(ctx, machine, matter),
    stateTitle: pick(machine.states[matter.state]!.title, locale),
    since: dayInZone(enteredAt(row, matter), ctx.pack.head.calendar.zone),
    lastDay: days[0] ?? null,
    late: steps.some(({ late }) => late),
    steps,
    link: pageOf(machine.service, row.id),
  };
}

/** Day, time and place that the caller was told of, until the day is over. */
function meetingOf(ctx: Ctx, machine: Machine, matter: Matter): Item['meets'] {
  const { sitting } = machine;
  if (!sitting || phaseOf(machine, matter.state) !== 'before') return null;
  const said = (field: string) => String(matter.data[field] ?? '');
  const day = said(sitting.day);
  if (day < ctx.today) return null;
  return { day, from: said(sitting.from), until: said(sitting.until), place: said(sitting.place) };
}

/** Terms that run for an answer of the caller, by their code. */
async function timesOf(
  ctx: Ctx,
  machine: Machine,
  matter: Matter,
  actor: EngineActor,
): Promise<Map<string, TermStanding>> {
  const given = givenTerms(machine, matter, actor);
  const records = openTerms(matter).filter(({ code }) => given.has(code));
  if (records.length === 0) return new Map();
  const rules = await ctx.terms(matter.custodian);
  return new Map(
    records.flatMap((record) => {
      const standing = standingOf(record, rules, ctx.today);
      return standing ? [[record.code, standing] as const] : [];
    }),
  );
}

/** The moment of the last step up to the one by which the present state was entered. */
function enteredAt(row: MatterRow, { acts, enteredSeq }: Matter): string {
  const before = acts.filter(({ seq }) => seq <= enteredSeq).map(({ at }) => at);
  return before.toSorted().at(-1) ?? row.opened_at.toISOString();
}

/** Says whom a matter is about where that is somebody else than the caller. */
async function withAbout(ctx: Ctx, rows: readonly MatterRow[], items: readonly Item[]): Promise<Item[]> {
  const own = new Set(ownNames(ctx));
  const others = new Map(
    rows.flatMap((row) => {
      const [first, ...more] = toEngine(row).subjects;
      return !first || [first, ...more].some(({ id }) => own.has(id)) ? [] : [[row.id, { row, ...first }]];
    }) as [string, { row: MatterRow; kind: 'person' | 'unit'; id: string }][],
  );
  const names = await namesOf(
    ctx,
    items.flatMap((item) => others.get(item.id) ?? []),
  );
  return items.map((item) => {
    const other = others.get(item.id);
    return other ? { ...item, title: other.row.title, about: names.get(other.id) ?? null } : item;
  });
}
