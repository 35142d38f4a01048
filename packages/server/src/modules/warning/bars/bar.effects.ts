import { type BarKind, lastDayOf, limitOn, type Matter } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandler, EffectHandlers } from '../../../platform/context/context.ts';
import { newId } from '../../../platform/db/id.ts';
import { findMatter, kinOf, machineOfMatter, toEngine } from '../../matter/index.ts';
import { FALL_TOPIC, SUPPLEMENT_TOPIC } from '../topics.ts';
import type { BegunBar } from './bar.rules.ts';
import { endBars, insertBar, listRunning } from './bar.store.ts';

/** Kinds of bar of the pack in force; one that was stored before there were any has none. */
export const barKinds = ({ pack }: Pick<Ctx, 'pack'>): readonly BarKind[] =>
  (pack.bars as readonly BarKind[] | undefined) ?? [];

/**
 * `bar.begin`: every person whom the matter concerns is barred from today on, until the last day that the pack's limits
 * give. Whoever handles the matter answers for it; the person may know of it, near kin may not.
 */
const beginBars: EffectHandler = async (ctx, call) => {
  const { event, matter, before } = call;
  if (event.type !== 'acted' || !before) return;
  const machine = await machineOfMatter(ctx, before);
  const persons = matter.subjects.filter(({ kind }) => kind === 'person');
  const [{ limits }, kin] = await Promise.all([ctx.terms(matter.custodian), kinOf(ctx, persons)]);
  const kinds = new Map(barKinds(ctx).map((kind) => [kind.code, kind]));
  const organs = Object.entries(matter.parties).flatMap(([role, refs = []]) =>
    machine.parties?.[role]?.outside || machine.parties?.[role]?.blind === true
      ? []
      : refs.filter((ref) => ref.kind === 'organ').map((ref) => ref.id),
  );
  const begun = (machine.actions[event.action]?.bars ?? []).flatMap((code) => {
    const length = limitOn(limits, kinds.get(code)?.limit ?? '', ctx.today)?.length;
    if (!length) throw new Error(`the pack in force gives no length for the bar ${code}`);
    return persons.map(
      ({ id: person }): BegunBar => ({
        id: newId(ctx.now.getTime()),
        person,
        kind: code,
        from: ctx.today,
        until: lastDayOf(ctx.today, length),
        owner: ownerOf(matter) ?? event.account ?? null,
        readers: [person, ...organs],
        barred: kin.get(person) ?? [],
        classification: before.classification,
      }),
    );
  });
  const place = { matter: matter.id, organ: matter.custodian, at: ctx.now };
  for (const bar of begun) insertBar(ctx, { ...bar, ...place, endedOn: null, endedBy: null });
  record(ctx, call, 'bar.begun', { bars: begun });
  ctx.later(SUPPLEMENT_TOPIC, {});
};

const ownerOf = ({ parties }: Matter): string | undefined =>
  parties.handler?.find(({ kind }) => kind === 'account')?.id;

/** `bar.end`: what came of the matter, of those it began and of the one that began it is in force no more from today on. */
const endAll: EffectHandler = async (ctx, call) => {
  const { matter } = call;
  const related = [matter.id, ...(matter.parent ? [matter.parent.matter] : [])];
  const below = await begunBy(ctx, matter);
  const ended = await listRunning(ctx, [...related, ...below]);
  if (ended.length === 0) return;
  endBars(ctx, ended, matter.id);
  record(ctx, call, 'bar.ended', { ended, on: ctx.today });
  ctx.later(SUPPLEMENT_TOPIC, {});
  for (const id of below) ctx.later(FALL_TOPIC, { matter: id });
  if (matter.parent) ctx.later(FALL_TOPIC, { matter: matter.parent.matter });
};

/** Ids of all matters that came of one. */
export async function begunBy(ctx: Ctx, { children }: Pick<Matter, 'children'>): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of children) {
    const row = await findMatter(ctx.trx, ctx.actor.jurisdictionId, id);
    found.push(id, ...(row ? await begunBy(ctx, toEngine(row)) : []));
  }
  return found;
}

const record = (ctx: Ctx, { matter }: EffectCall, type: string, data: Record<string, unknown>) =>
  ctx.record({
    type,
    entity: 'bar',
    entityId: matter.id,
    subjectId: matter.subjects[0]?.id ?? null,
    matterId: matter.id,
    organId: matter.custodian,
    data,
  });

export const barEffects: EffectHandlers = {
  'bar.begin': asPlatform(beginBars),
  'bar.end': asPlatform(endAll),
};
