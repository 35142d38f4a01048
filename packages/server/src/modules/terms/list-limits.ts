import type { Limit, LimitOverride, listLimits as route } from '@plumbline/contract/limits';
import type { Reply } from '@plumbline/contract/route';
import { entryOn, pick, type Term } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { listOverrides } from './override.store.ts';

/** Every limit of the pack in its order, those of one code from the newest on, with the organs that deviate. */
export async function listLimits(ctx: Ctx): Promise<Reply<typeof route>> {
  const overrides = await listOverrides(ctx);
  const terms = ctx.pack.terms;
  const codes = [...new Set(terms.map(({ code }) => code))];
  const items = codes.flatMap((code) => {
    const inForce = entryOn(terms, code, ctx.today);
    return terms
      .filter((entry) => entry.code === code)
      .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
      .map((entry) => view(ctx, entry, inForce, overrides));
  });
  return { items, waiting: overrides.filter(({ allowed }) => allowed.includes('approve')).length };
}

function view(ctx: Ctx, entry: Term, inForce: Term | undefined, overrides: readonly LimitOverride[]): Limit {
  const current = entry === inForce;
  return {
    code: entry.code,
    title: pick(entry.title, ctx.locale),
    length: entry.length ?? null,
    yearly: entry.yearly ?? null,
    every: entry.every ?? null,
    source: pick(entry.source, ctx.locale),
    standing: entry.standing,
    effectiveFrom: entry.effectiveFrom,
    when: current ? 'current' : entry.effectiveFrom > ctx.today ? 'future' : 'past',
    overrides: current ? overrides.filter(({ code }) => code === entry.code) : [],
    allowed: current && entry.length && ctx.may('limit.propose') ? ['propose'] : [],
  };
}
