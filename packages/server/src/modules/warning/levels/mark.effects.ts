import { type Effect, evolveMark, lastRise, MARK_EFFECTS, markKindOf } from '@plumbline/policy';
import type { EffectHandler, EffectHandlers } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { GROUND_TOPIC, SUPPLEMENT_TOPIC } from '../topics.ts';
import { type MarkKind, readFacts, subjectOf } from './fact.store.ts';
import { changeMark, readMark } from './mark.store.ts';
import { refuseAgain, refuseBegun, warnedBefore } from './relied.ts';
import { callOff, voidMark } from './void-mark.ts';
import { chosenOf, weighStep } from './weigh-step.ts';

/** The projection follows each step in the step's own transaction. */
const follow =
  (effect: Effect, kind: MarkKind): EffectHandler =>
  async (ctx, { event, matter }) => {
    if (event.type !== 'acted' && event.type !== 'begun') return;
    const key = { matterId: matter.id, subjectId: subjectOf(matter).id };
    const { zone } = ctx.pack.head.calendar;
    const after = await changeMark(ctx, kind, key, (mark) =>
      evolveMark(mark, { ...event, effects: [effect] }, zone),
    );
    if (after.voided) await callOff(ctx, matter, 0);
    if (kind === 'warning') ctx.later(SUPPLEMENT_TOPIC, {});
    if (after.voided) ctx.later(GROUND_TOPIC, {});
  };

/** Nothing is proposed but on entries that may count today, and that whoever proposes sees. @throws 400 */
const propose =
  (effect: Effect, kind: MarkKind): EffectHandler =>
  async (ctx, call) => {
    const { event, matter } = call;
    if (event.type !== 'acted' && event.type !== 'begun') return;
    const subjectId = subjectOf(matter).id;
    const { counting, same } = await readFacts(ctx, subjectId, kind);
    const chosen = chosenOf((event.data ?? {}) as Record<string, unknown>, counting);
    await refuseBegun(ctx, kind, { subjectId, matterId: matter.id }, chosen, same);
    await follow(effect, kind)(ctx, call);
  };

/** The person is heard on entries that may count today and on which nothing rests yet. @throws 400 */
const tellOf: EffectHandler = async (ctx, { event, matter }) => {
  if (event.type !== 'acted') return;
  const subjectId = subjectOf(matter).id;
  const { counting, same } = await readFacts(ctx, subjectId, 'warning');
  const chosen = chosenOf((event.data ?? {}) as Record<string, unknown>, counting, 'newFacts');
  const marks = [
    await readMark(ctx, 'warning', matter.id),
    ...(await warnedBefore(ctx, subjectId, matter.id)),
  ];
  refuseAgain(marks, chosen, same, 'newFacts');
};

/**
 * What did not rise can't be taken back, and nobody chooses to what level it goes; asked before anybody has to approve it.
 * @throws 400
 */
const takeBack: EffectHandler = async (ctx, call) => {
  const rise = lastRise(await readMark(ctx, 'warning', call.matter.id));
  if (!rise) throw invalid({ pointer: '/data', code: 'warning.no-rise' });
  const { level } = ('data' in call.event ? (call.event.data ?? {}) : {}) as { level?: unknown };
  if (level !== rise.before) throw invalid({ pointer: '/data/level', code: 'warning.not-before' });
  await follow('warning.take-back', 'warning')(ctx, call);
  if (call.event.type === 'acted') await callOff(ctx, call.matter, rise.seq);
};

export const markEffects: EffectHandlers = {
  ...Object.fromEntries(
    MARK_EFFECTS.map((effect) => {
      const kind = markKindOf(effect)!;
      return [effect, effect.endsWith('.propose') ? propose(effect, kind) : follow(effect, kind)];
    }),
  ),
  // Whoever delays the filing, or the end of the warning itself, keeps nothing alive that was tolerated.
  'warning.tolerate': async (ctx, { event, matter }) => {
    if (event.type === 'acted' && matter.parent) await voidMark(ctx, 'warning', matter.parent.matter);
  },
  'warning.tell': tellOf,
  'warning.take-back': takeBack,
  'warning.weigh': weighStep('warning'),
  'listing.weigh': weighStep('listing'),
};
