import type { Query, Reply } from '@plumbline/contract/route';
import type { listWarningFacts, weighWarning } from '@plumbline/contract/warning';
import { levelProposed, pick, restsOn, toleranceFirst, weigh } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { found, invalid } from '../../../platform/errors/app-error.ts';
import { needsSlip } from '../../dossier/index.ts';
import { aroundOf, tableOf } from './around.ts';
import { readFacts, standing } from './fact.store.ts';
import { readMark } from './mark.store.ts';
import { firedInWords, levelTitle, valueInWords } from './mark.view.ts';
import { warnedBefore } from './relied.ts';

/** Entries that may be relied on: what is not verified, or counts no more, is not among them (P2). */
export async function offerFacts(
  ctx: Ctx,
  { subjectId, for: kind }: Query<typeof listWarningFacts>,
): Promise<Reply<typeof listWarningFacts>> {
  const { counting: facts, same } = await readFacts(ctx, subjectId, kind);
  const warned = kind === 'warning' ? await warnedBefore(ctx, subjectId) : [];
  const relied = warned.flatMap((mark) => mark.facts.map(({ id }) => id));
  // Only what the caller sees is named.
  const firsts = new Map(facts.map(({ id, matter }) => [matter, id]));
  const firstOf = (matter: string, id: string) =>
    firsts.get(matter) === id ? null : (firsts.get(matter) ?? null);
  const items = new Map(ctx.pack.catalogue.items.map(({ code, title }) => [code, title]));
  return {
    items: facts.map((fact) => ({
      id: fact.id,
      title: fact.title,
      // What only a reading slip opens is chosen by its title.
      about: needsSlip(ctx.pack, fact.classification) ? null : (fact.about ?? null),
      itemTitle: pick(items.get(fact.item)!, ctx.locale),
      day: fact.day,
      grave: fact.grave,
      graveTitle: graveTitle(ctx, fact.grave),
      kind: fact.kind,
      copyOf: firstOf(fact.matter, fact.id),
      used: relied.some((id) => id === fact.id || same.isSame(id, fact.id)),
    })),
  };
}

function graveTitle(ctx: Ctx, grave: string): string {
  const table = tableOf(ctx, 'warning');
  return table ? valueInWords(ctx, table, 'worst', grave) : grave;
}

/** What the table says of chosen facts. Nothing is decided by asking. @throws 400 where one of them may not count */
export async function weighFacts(
  ctx: Ctx,
  asked: Query<typeof weighWarning>,
): Promise<Reply<typeof weighWarning>> {
  const { subjectId, for: kind, matterId } = asked;
  const all = await readFacts(ctx, subjectId, kind);
  const { counting, same } = all;
  const relied = matterId ? standing(all, restsOn(await readMark(ctx, kind, matterId))) : [];
  const named = (asked.facts ?? '').split(',').filter(Boolean);
  const strange = named.filter((id) => !counting.some((fact) => fact.id === id));
  if (strange.length) throw invalid({ parameter: 'facts', code: 'warning.fact-unfit' });
  const stood = new Set(relied.map(({ id }) => id));
  const facts = [...relied, ...counting.filter(({ id }) => named.includes(id) && !stood.has(id))];
  const table = found(tableOf(ctx, kind));
  const weighed = weigh(table, facts, await aroundOf(ctx, subjectId, matterId ?? subjectId, facts, same));
  const level = kind === 'warning' ? (levelProposed(weighed) ?? null) : null;
  return {
    inputs: table.inputs.map(({ name, title }) => ({
      title: pick(title, ctx.locale),
      value: valueInWords(ctx, table, name, weighed.inputs[name]!),
    })),
    fired: firedInWords(ctx, kind, weighed.fired),
    level,
    levelTitle: levelTitle(ctx, level),
    toleranceFirst: kind === 'warning' && toleranceFirst(weighed),
    distinct: new Set(facts.map(({ matter }) => matter)).size,
  };
}
