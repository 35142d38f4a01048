import { departuresOf, sittingFaults, sittingOf } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandlers } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { notify } from '../../../platform/notices/notify.ts';
import { holdersOf } from '../holders.ts';
import { birthsOf, dropSitting, putSitting } from './sitting.store.ts';

/**
 * Checks day and time against the rules of the pack and enters them in the calendar.
 * @throws 400 with the words and the source of each rule that refuses them
 */
async function setSitting(ctx: Ctx, { matter }: EffectCall): Promise<void> {
  const fields = ctx.pack.procedures[matter.procedure]?.sitting;
  if (!fields) return;
  const persons = matter.subjects.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const births = fields.rules ? await knownBirths(ctx, persons) : [];
  const faults = sittingFaults(ctx.pack, fields, matter.data, births, ctx.today);
  if (faults.length > 0)
    throw invalid(...faults.map(({ field, code, text }) => ({ pointer: `/data/${field}`, code, text })));
  const time = sittingOf(fields, matter.data);
  if (!time) return dropSitting(ctx, matter.id);
  const accounts = fields.who
    .flatMap((role) => matter.parties[role] ?? [])
    .filter(({ kind }) => kind === 'account')
    .map(({ id }) => id);
  const about = matter.subjects.map(({ id }) => id);
  await putSitting(ctx, matter.id, time, { accounts: [...new Set(accounts)], about });
}

/**
 * What was held is put to the rules of the pack again, as it was: it can't be undone, so what departs from them is recorded with the
 * reasons of whoever records it, and told to those who approve.
 * @throws 400 with the words of each rule while no reason is given
 */
async function endHeld(ctx: Ctx, { matter, event }: EffectCall): Promise<void> {
  const fields = ctx.pack.procedures[matter.procedure]?.sitting;
  dropSitting(ctx, matter.id);
  if (!fields || event.type !== 'acted') return;
  const persons = matter.subjects.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  const births = fields.rules ? await knownBirths(ctx, persons) : [];
  const faults = departuresOf(ctx.pack, fields, matter.data, births);
  if (faults.length === 0) return;
  const reasons = fields.departures === undefined ? undefined : matter.data[fields.departures];
  const impossible = faults.some(({ code }) => code === 'sitting.order');
  if (impossible || typeof reasons !== 'string' || reasons.trim() === '')
    throw invalid(
      ...faults.map(({ field, code, text }) => ({
        pointer: `/data/${impossible ? field : (fields.departures ?? field)}`,
        code,
        text,
      })),
    );
  ctx.record({
    type: 'sitting.departed',
    entity: 'sitting',
    entityId: matter.id,
    matterId: matter.id,
    organId: matter.custodian,
    data: { rules: faults.map(({ text }) => text.zh) },
  });
  notify(ctx, {
    to: await holdersOf(ctx, 'matter.approve', matter.custodian),
    kind: 'sitting.departed',
    link: `/matters/${matter.id}`,
    matter: matter.id,
  });
}

/** Whoever plans a talk may see less of the register than the rule asks for. */
const knownBirths = asPlatform(birthsOf);

export const sittingEffects: EffectHandlers = {
  'sitting.set': setSitting,
  'sitting.held': endHeld,
  'sitting.end': async (ctx, { matter }) => dropSitting(ctx, matter.id),
};
