import { contradictions, factsOf, isAllowed, MASK, pick, summaryOf } from '@plumbline/policy';
import type { DocumentTable } from '../../platform/documents/docx.ts';
import { comma } from '../../platform/errors/fault-texts.ts';
import { type PlacedMaterial, partial } from './export.types.ts';
import { type Filed, filedUnder, titleOf } from './packs-of.ts';
import { type Cells, type PortraitInput, tableOf } from './portrait-input.ts';
import { LABELS } from './portrait-texts.ts';

const usable = (input: PortraitInput, use: string): PlacedMaterial[] =>
  input.materials.filter((material) => isAllowed(input.pack.uses, material.status, use));

/** Items in the order of the pack in force, entries in that of their numbers. */
function inCatalogueOrder({ pack }: PortraitInput, materials: readonly PlacedMaterial[]): PlacedMaterial[] {
  const order = new Map(pack.catalogue.items.map((item, at) => [item.code, at]));
  const placeOf = (material: PlacedMaterial) => order.get(material.item) ?? order.size;
  return [...materials].sort((a, b) => placeOf(a) - placeOf(b) || a.number - b.number);
}

const dayOf = (material: PlacedMaterial): string => material.occurredOn ?? material.receivedOn;

/** Where a fact comes from: the entry and its number in the catalogue. */
const origin = (filed: Filed, material: PlacedMaterial, locale: 'zh' | 'en'): string =>
  `${pick(filed.item.title, locale)} ${material.number}`;

/** The newest factual entry of each item speaks for the item. */
export function summaryTable(input: PortraitInput): DocumentTable {
  const { locale, packs } = input;
  const label = LABELS[locale];
  const newest = new Map<string, PlacedMaterial>();
  for (const material of usable(input, 'portrait-summary')) {
    const known = newest.get(material.item);
    if (!known || dayOf(material) >= dayOf(known)) newest.set(material.item, material);
  }
  const rows = inCatalogueOrder(input, [...newest.values()]).flatMap((material): Cells[] => {
    const filed = filedUnder(packs, material);
    return summaryOf(filed.pack, filed.item, material.form).map((fact) => [
      pick(fact.title, locale),
      fact.kin && !input.kinShown
        ? MASK
        : fact.values
            .map(({ value, text }) => (text ? pick(text, locale) : String(value)))
            .join(comma(locale)),
      dayOf(material),
      origin(filed, material, locale),
    ]);
  });
  return tableOf(
    [
      [label.field, 2],
      [label.value, 3],
      [label.date, 2],
      [label.source, 3],
    ],
    rows,
  );
}

export function differingTable(input: PortraitInput): DocumentTable {
  const { locale, packs, pack } = input;
  const label = LABELS[locale];
  const stated = usable(input, 'contradictions').flatMap((material) => {
    const filed = filedUnder(packs, material);
    return factsOf(filed.pack, filed.item, material.form)
      .filter((fact) => input.kinShown || !fact.kin)
      .map((fact) => ({ ...fact, day: dayOf(material), origin: origin(filed, material, locale) }));
  });
  return tableOf(
    [
      [label.fact, 2],
      [label.value, 3],
      [label.date, 2],
      [label.source, 3],
    ],
    [...contradictions(stated)].flatMap(([code, facts]) =>
      facts.map(
        (fact): Cells => [
          titleOf(pack.catalogue.facts, code, locale),
          fact.text ? pick(fact.text, locale) : String(fact.value),
          fact.day,
          fact.origin,
        ],
      ),
    ),
  );
}

/** 卷内目录: what lies in the package, in the order of the catalogue of the pack in force. */
export function catalogueTable(input: PortraitInput): DocumentTable {
  const { locale, packs } = input;
  const label = LABELS[locale];
  const sorted = inCatalogueOrder(input, input.materials);
  return tableOf(
    [
      [label.number, 0.8],
      [label.item, 2],
      [label.entry, 3],
      [label.date, 1.6],
      [label.source, 2],
      [label.status, 1],
      [label.files, 0.8],
    ],
    sorted.map((material, at) => {
      const filed = filedUnder(packs, material);
      return [
        at + 1,
        origin(filed, material, locale),
        material.title,
        dayOf(material),
        material.sourceOrgan ?? titleOf(filed.pack.sources, material.source, locale),
        titleOf(filed.pack.statuses, material.status, locale),
        material.files.length,
      ];
    }),
  );
}

export function timeLineTable(input: PortraitInput): DocumentTable {
  const { locale, packs, rows } = input;
  const label = LABELS[locale];
  const ofPerson = rows.dossier.kind === 'person';
  const events: [string, string, string][] = [
    ...usable(input, 'time-line').map((material): [string, string, string] => [
      dayOf(material),
      material.title,
      origin(filedUnder(packs, material), material, locale),
    ]),
    ...rows.appointments.flatMap((a): [string, string, string][] => {
      const from = partial(a.from, a.fromPrecision);
      const to = partial(a.to, a.toPrecision);
      const what = ofPerson ? `${a.unitName} ${a.postTitle}` : `${a.postTitle} ${a.personName}`;
      return [
        ...(from ? [[from, what, a.basis ?? ''] as [string, string, string]] : []),
        ...(to
          ? [
              [
                to,
                locale === 'zh' ? `${what}（${label.left}）` : `${what} (${label.left})`,
                a.basis ?? '',
              ] as [string, string, string],
            ]
          : []),
      ];
    }),
    ...rows.instructions.map((row): [string, string, string] => [row.issuedOn, row.title, row.issuer]),
  ];
  return tableOf(
    [
      [label.date, 1],
      [label.event, 3],
      [label.source, 2],
    ],
    events.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}
