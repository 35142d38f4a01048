import type { PortraitFact, PortraitSection } from '@plumbline/contract/portrait';
import {
  contradictions,
  factsOf,
  freshness,
  isAllowed,
  type Locale,
  MASK,
  type Pack,
  type PackText,
  pick,
  summaryOf,
} from '@plumbline/policy';
import { findItem } from './catalogue.ts';
import type { NewestRow } from './heads.store.ts';

export interface Source {
  row: NewestRow;
  /** The version under which it was filed. */
  pack: Pack;
  /** The reader may read its content. */
  open: boolean;
}

export interface PortraitView {
  /** The pack in force: its table of uses decides. */
  pack: Pack;
  today: string;
  locale: Locale;
  /** Kin and third persons may be read. */
  kin: boolean;
}

/** A single value in words. */
export function inWords({ value, text }: { value: unknown; text?: PackText }, locale: Locale): string {
  return text ? pick(text, locale) : String(value);
}

/** What the newest entry of each item says, in the order of the catalogue; nothing but facts (protection P2). */
export function portraitSections(view: PortraitView, sources: readonly Source[]): PortraitSection[] {
  const order = new Map(view.pack.catalogue.items.map((item, index) => [item.code, index]));
  return newestFor(view, sources, 'portrait-summary')
    .flatMap((source) => sectionOf(view, source))
    .sort((a, b) => (order.get(a.item) ?? 999) - (order.get(b.item) ?? 999));
}

function sectionOf(view: PortraitView, { row, pack, open }: Source): PortraitSection[] {
  const item = findItem(pack, row.item);
  if (!item || item.sealed || item.summaryFields.length === 0) return [];
  const values = open
    ? summaryOf(pack, item, row.form).map((field) => ({
        title: pick(field.title, view.locale),
        values: field.values.map((value) => (field.kin && !view.kin ? MASK : inWords(value, view.locale))),
        masked: field.kin && !view.kin,
      }))
    : [];
  return [
    {
      item: item.code,
      itemTitle: pick(item.title, view.locale),
      materialId: row.id,
      day: row.day,
      state: stateOf(view, row),
      withheld: !open,
      values,
    },
  ];
}

/** Facts with all their sources; those on which the sources differ come first. */
export function portraitFacts(view: PortraitView, sources: readonly Source[]): PortraitFact[] {
  const statements = newestFor(view, sources, 'contradictions').flatMap((source) => {
    const item = findItem(source.pack, source.row.item);
    if (!item || item.sealed || !source.open) return [];
    return factsOf(source.pack, item, source.row.form).map((fact) => ({ ...fact, item, source }));
  });
  const differing = contradictions(statements);
  const byFact = Map.groupBy(statements, (statement) => statement.fact);
  const facts = view.pack.catalogue.facts.flatMap(({ code, title }): PortraitFact[] => {
    const found = byFact.get(code);
    if (!found) return [];
    return [
      {
        fact: code,
        title: pick(title, view.locale),
        contradicts: differing.has(code),
        statements: found.map((statement) => ({
          value: statement.kin && !view.kin ? MASK : inWords(statement, view.locale),
          masked: statement.kin && !view.kin,
          item: statement.item.code,
          itemTitle: pick(statement.item.title, view.locale),
          materialId: statement.source.row.id,
          day: statement.source.row.day,
          stale: stateOf(view, statement.source.row) === 'stale',
        })),
      },
    ];
  });
  return facts.sort((a, b) => Number(b.contradicts) - Number(a.contradicts));
}

/** The newest entry of each item whose status may be used so. */
export function newestFor(
  view: Pick<PortraitView, 'pack'>,
  sources: readonly Source[],
  use: string,
): Source[] {
  const newest = new Map<string, Source>();
  for (const source of sources) {
    if (!isAllowed(view.pack.uses, source.row.status, use)) continue;
    const known = newest.get(source.row.item);
    if (!known || source.row.day > known.row.day) newest.set(source.row.item, source);
  }
  return [...newest.values()];
}

function stateOf(view: PortraitView, row: NewestRow): 'fresh' | 'ageing' | 'stale' {
  const item = findItem(view.pack, row.item);
  if (!item) return 'fresh';
  const { state } = freshness(item, row.day, view.today, view.pack.catalogue.ageingShare);
  return state === 'missing' ? 'stale' : state;
}
