import { nodeAt, valuesAt } from '../forms/field-path.ts';
import type { FormNode } from '../forms/form-types.ts';
import type { CatalogueItem } from '../pack/catalogue.schema.ts';
import type { PackText } from '../pack/common.schema.ts';
import type { Pack } from '../pack/pack.schema.ts';

export interface SummaryValue {
  path: string;
  title: PackText;
  /** Plain values; a coded one comes with its text. */
  values: { value: unknown; text?: PackText }[];
  /** Concerns kin or third persons: to be masked (P12). */
  kin: boolean;
}

/** What the portrait shows of one material of the item. Fields without a value are left out. */
export function summaryOf(pack: Pack, item: CatalogueItem, data: unknown): SummaryValue[] {
  const form = pack.forms[item.form] as unknown as FormNode;
  return item.summaryFields.flatMap(({ path, title }) => {
    const { values, kin } = readField(pack, form, data, path);
    return values.length === 0 ? [] : [{ path, title, values, kin }];
  });
}

export interface FactValue {
  /** Code of the fact in `pack.catalogue.facts`. */
  fact: string;
  path: string;
  value: unknown;
  text?: PackText;
  kin: boolean;
}

/** The facts that one material states, to be laid beside those of other materials. */
export function factsOf(pack: Pack, item: CatalogueItem, data: unknown): FactValue[] {
  const form = pack.forms[item.form] as unknown as FormNode;
  return item.facts.flatMap(({ path, fact }) => {
    const { values, kin } = readField(pack, form, data, path);
    return values.map((v) => ({ fact, path, ...v, kin }));
  });
}

/** Facts on which at least two of the given statements differ, spaces and width aside. */
export function contradictions<S extends Pick<FactValue, 'fact' | 'value'>>(
  statements: readonly S[],
): Map<string, S[]> {
  const byFact = Map.groupBy(statements, (s) => s.fact);
  return new Map(
    [...byFact].filter(([, all]) => all.length > 1 && new Set(all.map((s) => comparable(s.value))).size > 1),
  );
}

const comparable = (value: unknown): string =>
  String(value).normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();

function readField(pack: Pack, form: FormNode, data: unknown, path: string) {
  const found = nodeAt(form, path);
  const isCount = path.endsWith('#count');
  const values = valuesAt(data, path).map((value) => {
    const text = isCount || !found ? undefined : textOfValue(pack, found.node, value);
    return text ? { value, text } : { value };
  });
  return { values, kin: found?.kin ?? false };
}

type Coded = readonly { code: string; title: PackText }[];

const LISTS: Record<string, (pack: Pack) => Coded> = {
  classes: (pack) => pack.classes,
  'sub-types': (pack) => pack.classes.flatMap((c) => c.subTypes),
  sources: (pack) => pack.sources,
  'problem-kinds': (pack) => pack.problemKinds ?? [],
  channels: (pack) => pack.channels ?? [],
  'sign-tags': (pack) => pack.signTags ?? [],
  industries: (pack) => pack.industries,
  occasions: (pack) => pack.opinions?.occasions ?? [],
  conclusions: (pack) => pack.opinions?.conclusions ?? [],
  catalogue: (pack) => pack.catalogue.items,
  'submission-kinds': (pack) => pack.submission.kinds,
};

const YES: PackText = { zh: '是', en: 'Yes' };
const NO: PackText = { zh: '否', en: 'No' };

/** A value in words: the title of a code, of the field's own options or of the list of the pack that it names, yes and no. */
export function textOfValue(pack: Pack, node: FormNode, value: unknown): PackText | undefined {
  const option = node.oneOf?.find((o) => o.const === value)?.['x-title'];
  if (option) return option;
  if (typeof value === 'boolean') return value ? YES : NO;
  const entries = LISTS[node['x-list'] ?? '']?.(pack);
  return entries?.find((e) => e.code === value)?.title;
}
