import {
  isGravity,
  isInForce,
  levelProposed,
  type Mark,
  rankOf,
  refuseRise,
  restsOn,
  type StepEvent,
  type Weighed,
  weigh,
  weighMark,
} from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandler } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { getMatter, machineOfMatter } from '../../matter/index.ts';
import { aroundOf, lapsesAround, tableOf } from './around.ts';
import { type CountingFact, type MarkKind, readFacts, standing, subjectOf } from './fact.store.ts';
import { lockSubject, readMark, saveMark } from './mark.store.ts';
import { refuseBegun, refuseRelied } from './relied.ts';

type Data = Readonly<Record<string, unknown>>;

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Facts named by a form. @throws 400 where one of them may not count today */
export function chosenOf(data: Data, counting: readonly CountingFact[], field = 'facts'): CountingFact[] {
  const named = idsIn(data[field]);
  const found = named.map((id) => counting.find((fact) => fact.id === id));
  const unfit = found.flatMap((fact, i) =>
    fact ? [] : [{ pointer: `/data/${field}/${i}`, code: 'warning.fact-unfit' }],
  );
  if (unfit.length) throw invalid(...unfit);
  return found.filter((fact) => fact !== undefined);
}

/**
 * Looks at a decision before anybody is asked to approve it, and again when it is: what it rests on counts still, it
 * follows the table or says why not, a rise has one of the three proved causes and a fall leads down.
 * @throws 400
 */
export const weighStep =
  (kind: MarkKind): EffectHandler =>
  async (ctx, call) => {
    const { event, matter } = call;
    if (event.type !== 'requested' && event.type !== 'acted') return;
    if (event.type === 'acted') await lockSubject(ctx, subjectOf(matter).id);
    const mark = await readMark(ctx, kind, matter.id);
    // Whoever approves need not see every entry; whoever asks names what he sees.
    const weighed = await (event.type === 'acted' && event.approval !== undefined
      ? asPlatform(look)(ctx, kind, call, mark)
      : look(ctx, kind, call, mark));
    if (event.type !== 'acted') return;
    const subject = subjectOf(matter);
    await saveMark(
      ctx,
      kind,
      { matterId: matter.id, subjectId: subject.id },
      weighMark(mark, event.seq, weighed),
    );
    ctx.record({
      type: 'warning.weighed',
      entity: matter.procedure,
      entityId: matter.id,
      subjectId: subject.id,
      matterId: matter.id,
      organId: matter.custodian,
      data: { seq: event.seq, inputs: weighed.inputs, fired: weighed.fired.map((row) => ({ ...row })) },
    });
  };

async function look(ctx: Ctx, kind: MarkKind, call: EffectCall, mark: Mark): Promise<Weighed> {
  const { matter } = call;
  const event = call.event as StepEvent;
  const data = (event.data ?? {}) as Data;
  const row = await getMatter(ctx, matter.id);
  const machine = await machineOfMatter(ctx, row);
  const step = machine.actions[event.type === 'requested' ? event.asked : event.action];
  const does = (effect: string) => step?.effects.includes(effect) === true;
  const subject = subjectOf(matter);
  const facts = await readFacts(ctx, subject.id, kind);
  const { counting, same } = facts;
  const chosen = chosenOf(data, counting);
  const rests = restsOn(mark);
  const stands = standing(facts, rests);
  const begins = does('warning.decide') || does('listing.enter');
  // The person was heard on these entries and no others; what is in force rests on their later versions as well.
  const isGone = begins
    ? rests.some(({ id }) => !counting.some((fact) => fact.id === id))
    : rests.length > 0 && stands.length === 0;
  if (isGone && !does('warning.lower')) throw invalid({ pointer: '/data', code: 'warning.fact-gone' });
  if (!begins && !isInForce(mark, ctx.today)) throw invalid({ pointer: '/data', code: 'warning.over' });
  const place = { subjectId: subject.id, matterId: matter.id };
  if (begins) await refuseBegun(ctx, kind, place, stands, same);
  else if (does('warning.raise')) await refuseRelied(ctx, place, chosen, same);
  const around = await aroundOf(ctx, subject.id, matter.id, [...stands, ...chosen], same);
  if (does('warning.raise')) {
    if (!isGravity(mark.level)) throw invalid({ pointer: '/data/level', code: 'warning.not-higher' });
    const relied = mark.facts.map(({ id }) => ({ id, matter: same.matterOf(id) }));
    const fault = refuseRise({
      level: mark.level,
      since: mark.levels.at(-1)?.on ?? '',
      sinceAt: matter.acts.find(({ seq }) => seq === mark.levels.at(-1)?.seq)?.at,
      to: data.level,
      cause: data.cause,
      chosen: chosen.map((fact) => ({
        ...fact,
        matter: relied.find(({ id }) => same.isSame(id, fact.id))?.matter ?? fact.matter,
      })),
      relied,
      lapses: data.cause === 'own-lapse' ? await lapsesAround(ctx, row) : [],
    });
    if (fault) throw invalid({ pointer: RISE_FIELD[fault], code: `warning.${fault}` });
    refuseUntold(matter.data, chosen);
  }
  const table = tableOf(ctx, kind);
  if (!table) throw new Error(`The pack has no table for ${kind}`);
  // What raised the level counts, whatever the earlier months say.
  const lapse = does('warning.raise') ? data.cause === 'own-lapse' : around.lapse;
  const weighed = weigh(table, [...stands, ...chosen], { ...around, lapse });
  refuseUnexplained(kind, does, data, mark, weighed);
  return weighed;
}

/** A level rises by nothing on which the person was not heard. @throws 400 */
function refuseUntold(told: Data, chosen: readonly CountingFact[]): void {
  const heard = new Set(idsIn(told.newFacts));
  const faults = chosen.flatMap(({ id }, i) =>
    heard.has(id) ? [] : [{ pointer: `/data/facts/${i}`, code: 'warning.not-told' }],
  );
  if (faults.length) throw invalid(...faults);
}

const RISE_FIELD = {
  'not-higher': '/data/level',
  'no-cause': '/data/cause',
  'relied-on': '/data/facts',
  copy: '/data/facts',
  known: '/data/facts',
  'no-fact': '/data/facts',
  'no-false-answer': '/data/facts',
  'no-lapse': '/data/cause',
} as const;

/** A different decision needs a reason; a fall leads down. @throws 400 */
function refuseUnexplained(
  kind: MarkKind,
  does: (effect: string) => boolean,
  data: Data,
  mark: Mark,
  weighed: Weighed,
): void {
  const explained = typeof data.because === 'string' && data.because.trim() !== '';
  if (kind === 'listing') {
    if (weighed.fired.length === 0 && !explained)
      throw invalid({ pointer: '/data/because', code: 'listing.because' });
    return;
  }
  if (does('warning.lower')) {
    const down = isGravity(data.level) && isGravity(mark.level) && rankOf(data.level) < rankOf(mark.level);
    if (!down) throw invalid({ pointer: '/data/level', code: 'warning.not-lower' });
    return;
  }
  if (levelProposed(weighed) !== data.level && !explained)
    throw invalid({ pointer: '/data/because', code: 'warning.because' });
}
