import type { CatalogueEntry, CatalogueGroup, MaterialHead } from '@plumbline/contract/dossier';
import { type CatalogueItem, pick, type SubjectTraits } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { findItem, isTogether, packOf } from './catalogue.ts';
import type { AskedRow } from './collection.store.ts';
import { findPaper } from './form-paper.ts';
import { type ItemState, whyNeeded } from './gaps.rules.ts';
import { CLUE_ITEMS } from './kept.ts';
import { owedBy, type Surroundings } from './owed.rules.ts';

interface Input {
  traits: SubjectTraits;
  states: readonly ItemState[];
  heads: readonly MaterialHead[];
  asked: readonly AskedRow[];
  /** Whether the special file is there; null for who may not know it. */
  filed: boolean | null;
  /** Sealed items with authors enough. */
  together: ReadonlySet<string>;
  around: Surroundings;
}

/** The catalogue in the order of the binder: every item in force, then items of old versions that hold entries. */
export async function viewCatalogue(ctx: Ctx, input: Input): Promise<z.infer<typeof CatalogueGroup>[]> {
  const byItem = Map.groupBy(input.heads, (head) => head.item);
  const entries = new Map(
    input.states.map((state) => [
      state.item.code,
      entryOf(ctx, state, byItem.get(state.item.code) ?? [], input),
    ]),
  );
  const groups = ctx.pack.catalogue.groups
    .filter((group) => group.subject === input.traits.kind)
    .map((group) => ({
      code: group.code,
      title: pick(group.title, ctx.locale),
      items: input.states.flatMap(({ item }) => (item.group === group.code ? entries.get(item.code)! : [])),
    }));
  const gone: CatalogueEntry[] = [];
  for (const [code, materials] of byItem) {
    if (entries.has(code)) continue;
    const item = findItem(await packOf(ctx, materials[0]!.packVersion), code);
    if (item) gone.push(formerEntry(ctx, item, materials));
  }
  if (!gone.length) return groups;
  const title = ctx.locale === 'zh' ? '原目录项目' : 'Items of earlier catalogues';
  return [...groups, { code: 'former', title, items: gone }];
}

function entryOf(ctx: Ctx, state: ItemState, materials: MaterialHead[], input: Input): CatalogueEntry {
  const { item } = state;
  const asked = input.asked.find((task) => task.item === item.code);
  return {
    ...frame(ctx, item),
    required: state.required,
    why: whyNeeded(ctx.pack, item, input.traits, ctx.locale),
    freshness: {
      state: state.freshness.state,
      last: state.freshness.last,
      staleFrom: state.freshness.staleFrom,
    },
    gap: state.gap,
    since: state.since,
    owedBy: state.gap ? owedBy(item, input.around) : [],
    asked: asked
      ? {
          matterId: asked.matter_id,
          dueOn: asked.due_on,
          provisional: asked.provisional,
          overdue: asked.due_on < ctx.today,
        }
      : null,
    sealed: sealedState(item, input.together),
    kept: item.code === CLUE_ITEMS[item.subject] ? input.filed : null,
    current: true,
    materials,
  };
}

function sealedState(item: CatalogueItem, together: ReadonlySet<string>): CatalogueEntry['sealed'] {
  if (!item.sealed) return null;
  if (!isTogether(item)) return 'shown';
  return together.has(item.code) ? 'together' : 'few';
}

const formerEntry = (ctx: Ctx, item: CatalogueItem, materials: MaterialHead[]): CatalogueEntry => ({
  ...frame(ctx, item),
  required: false,
  why: null,
  freshness: { state: 'fresh', last: materials[0]?.day ?? null, staleFrom: null },
  gap: null,
  since: null,
  owedBy: [],
  asked: null,
  sealed: null,
  kept: null,
  byHand: false,
  current: false,
  materials,
});

const frame = (ctx: Ctx, item: CatalogueItem) => ({
  code: item.code,
  title: pick(item.title, ctx.locale),
  note: item.note ? pick(item.note, ctx.locale) : null,
  form: item.form,
  classification: item.classification,
  files: item.files,
  paper: findPaper(ctx.pack, item) !== undefined,
  byHand: !item.autoFiled && !item.followUp,
  followUp: item.followUp,
});
