import { sittingFaults, sittingOf } from '@plumbline/policy';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall, EffectHandlers } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
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
  await putSitting(ctx, matter.id, time, [...new Set(accounts)]);
}

/** Whoever plans a talk may see less of the register than the rule asks for. */
const knownBirths = asPlatform(birthsOf);

export const sittingEffects: EffectHandlers = {
  'sitting.set': setSitting,
  'sitting.end': async (ctx, { matter }) => dropSitting(ctx, matter.id),
};
