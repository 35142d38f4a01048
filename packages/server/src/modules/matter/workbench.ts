import type { Query, Reply } from '@plumbline/contract/route';
import type { getWorkbench } from '@plumbline/contract/workbench';
import {
  available,
  isVerb,
  type Machine,
  type Matter,
  type Pack,
  relationsOf,
  type World,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { engineActor } from './engine-actor.ts';
import { type MatterRow, toEngine } from './matter.types.ts';
import { summaryOf, withAbout } from './matter.view.ts';
import { machineOfMatter } from './procedures.ts';
import { astir } from './resting.ts';
import { readWorlds } from './world.ts';

type Workbench = Reply<typeof getWorkbench>;
type Item = Workbench['todo'][number];
type WhyCode = Item['why'];

/** Open matters that are looked at for one desk: those that name the caller, and of the organ's the most pressing. */
const MOST = { named: 5000, organ: 1000 };

const WHY = {
  approve: { zh: '待您审批', en: 'Waits for your approval' },
  receive: { zh: '待贵机关接收', en: 'Offered to your organ' },
  answer: { zh: '待您答复', en: 'Waits for your answer' },
  speak: { zh: '待您发表意见', en: 'Waits for your opinion' },
  handle: { zh: '由您承办', en: 'You handle it' },
  organ: { zh: '本机关待办', en: 'Open in your organ' },
  asked: { zh: '您已报请，待审批', en: 'You asked for approval' },
  begun: { zh: '您发起，待他人办理', en: 'You began it; others are to act' },
  late: { zh: '已逾期', en: 'Overdue' },
} as const satisfies Record<WhyCode, { zh: string; en: string }>;

/** Steps that are always possible and ask nobody to do anything. */
const IDLE: ReadonlySet<string> = new Set([
  'approval.withdraw',
  'transfer.withdraw',
  'step.correct',
  'recusal.declare',
  'matter.hand-over',
]);

/**
 * The caller's desk: what is to do, what waits on others, and what runs late in the caller's organs, each ordered
 * by the day on which it is due; of what is to do, the caller's own turn first.
 */
export async function readWorkbench(ctx: Ctx, query: Query<typeof getWorkbench>): Promise<Workbench> {
  const rows = await openMatters(ctx, query.procedure);
  const worlds = await readWorlds(ctx, rows.map(toEngine));
  const todo: Item[] = [];
  const waiting: Item[] = [];
  const late: Item[] = [];
  for (const row of rows) {
    const machine = await machineOfMatter(ctx, row);
    const matter = toEngine(row);
    const place = placeOf(ctx, machine, matter, worlds.of(matter));
    const item = async (why: WhyCode): Promise<Item> => ({
      ...(await summaryOf(ctx, row, machine, matter, place.allowed)),
      why,
      whyText: WHY[why][ctx.locale],
    });
    if (place.todo) todo.push(await item(place.todo));
    else if (place.waiting) waiting.push(await item(place.waiting));
    if (row.due_on !== null && row.due_on < ctx.today && ctx.actor.organs.has(row.organ_id))
      late.push(await item('late'));
  }
  const { limit } = query;
  // The rows come by due day, and sorting keeps that order: what is the caller's own comes before what anybody in the
  // organ may do.
  todo.sort((a, b) => Number(a.why === 'organ') - Number(b.why === 'organ'));
  return {
    todo: await withAbout(ctx, rows, todo.slice(0, limit)),
    waiting: await withAbout(ctx, rows, waiting.slice(0, limit)),
    late: await withAbout(ctx, rows, late.slice(0, limit)),
    counts: { todo: todo.length, waiting: waiting.length, late: late.length, open: rows.length },
  };
}

/** By due day; what has none comes last. */
async function openMatters(ctx: Ctx, procedure: string | undefined): Promise<MatterRow[]> {
  const principals = ctx.actor.settings.principals ?? [];
  const open = () => {
    const query = ctx.trx
      .selectFrom('matter')
      .selectAll()
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('closed_at', 'is', null)
      .where(astir(ctx.pack))
      .orderBy('due_on', (order) => order.asc().nullsLast())
      .orderBy('id');
    return procedure ? query.where('procedure', '=', procedure) : query;
  };
  const [named, organ] = await Promise.all([
    open().where(sql<boolean>`readers && ${principals}::uuid[]`).limit(MOST.named).execute(),
    open().limit(MOST.organ).execute(),
  ]);
  const rows = new Map([...named, ...organ].map((row) => [row.id, row]));
  const dayOf = (row: MatterRow) => row.due_on ?? '9999-12-31';
  return [...rows.values()].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b))));
}

interface Place {
  allowed: string[];
  todo?: WhyCode;
  waiting?: WhyCode;
}

/** Whose turn it is, as the caller stands to the matter. */
function placeOf(ctx: Ctx, machine: Machine, matter: Matter, world: World): Place {
  const actor = engineActor(ctx.actor, matter);
  const allowed = available(machine, matter, actor, world);
  const turn = allowed.filter((name) => !IDLE.has(name) && !takesBack(ctx.pack, machine, name));
  const relations = relationsOf(matter, actor);
  if (turn.length > 0) return { allowed, todo: reasonOf(machine, turn, relations, matter) };
  if (matter.pending?.account === actor.account) return { allowed, waiting: 'asked' };
  return relations.has('author') || relations.has('handler') ? { allowed, waiting: 'begun' } : { allowed };
}

/** Whether the step only takes back what its author began: nobody waits for that. */
function takesBack(pack: Pack, machine: Machine, name: string): boolean {
  const action = isVerb(name) ? undefined : machine.actions[name];
  if (!action?.to || !action.by.every((relation) => relation === 'author')) return false;
  const { status, final } = machine.states[action.to]!;
  return final || pack.statuses.some((entry) => entry.code === status && !entry.live);
}

function reasonOf(
  machine: Machine,
  turn: readonly string[],
  relations: ReadonlySet<string>,
  matter: Matter,
): WhyCode {
  if (turn.includes('approval.approve')) return 'approve';
  if (turn.includes('transfer.accept')) return 'receive';
  if (['subject', 'unit', 'contributor', 'receiver'].some((one) => relations.has(one))) return 'answer';
  // What anybody of the organ may do as well is nobody's turn in particular.
  const own = turn.flatMap((name) => (isVerb(name) ? [] : (machine.actions[name] ?? [])));
  const asked = own.filter((action) => !action.by.includes('custodian'));
  if (asked.length > 0 && asked.every((action) => action.panel?.step === 'opine')) return 'speak';
  const named =
    [...relations].some((one) => one !== 'custodian' && one in matter.parties) ||
    // Where nobody else was named, it is handled by whoever began it.
    (relations.has('author') && !matter.parties.handler?.length);
  return named && turn.some((name) => !isVerb(name)) ? 'handle' : 'organ';
}
