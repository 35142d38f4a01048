import type { Dossier } from '@plumbline/contract/dossier';
import type { DossierCard, LaidEntry } from '@plumbline/contract/layout';
import { type DifferenceRule, isAllowed, MASK, pick, statusesFor, summaryOf } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { absent } from './absent.ts';
import { type BearingRow, listBearing } from './bearing.store.ts';
import { itemOf, needsSlip } from './catalogue.ts';
import { type Compared, compareEntries, type LaidForm } from './compare-entries.ts';
import { getDossier, rightsOf } from './get-dossier.ts';
import { contentAccess } from './material.access.ts';
import { inWords } from './portrait.rules.ts';
import { listSlipsInForce } from './reading.store.ts';
import { viewHeads } from './view-head.ts';

/** Entries of one item that are laid out; the dossier has the older ones. */
const MOST_OF_ITEM = 8;
/** Use of the pack: what may be laid beside what a clue alleges. */
const USE = 'screening';
/** Use of the pack: what may stand as a fact beside another. */
const COMPARED = 'contradictions';

interface Asked {
  /** Items of the catalogue that bear on something. */
  items: readonly string[];
  /** What is compared among their entries. */
  rules: readonly DifferenceRule[];
  /** Entry that is the clue itself. */
  except: string | null;
}

export interface Beside extends Compared {
  card: DossierCard;
  /** How the items of the dossier stand, by code. */
  items: ReadonlyMap<string, { title: string; freshness: LaidFreshness; required: boolean }>;
  entries: LaidEntry[];
}
type LaidFreshness = Dossier['catalogue'][number]['items'][number]['freshness'];

/**
 * What the dossier of a subject holds under the items, for somebody who works on a clue: read as the caller, with the
 * caller's slips and permissions, and on record. Without a way in there is a name, a day and what keeps it closed.
 * @returns null where the dossier lies out of the caller's sight
 */
export async function layBeside(
  ctx: Ctx,
  subjectId: string,
  { items, rules, except }: Asked,
): Promise<Beside | null> {
  const page = await getDossier(ctx, subjectId).catch(absent);
  if (!page) return null;
  await recordOpening(ctx, { type: 'dossier.read', entity: 'dossier', entityId: subjectId, subjectId }, [
    'dossier.read',
    'dossier.opened',
  ]);
  const [rows, slips] = await Promise.all([
    listBearing(ctx, subjectId, items, statusesFor(ctx.pack.uses, USE), MOST_OF_ITEM),
    listSlipsInForce(ctx, [subjectId]),
  ]);
  const rights = rightsOf(ctx, page.custodian.id, slips);
  const shown = rows.filter(({ id }) => id !== except);
  const heads = await viewHeads(ctx, shown, rights);
  const forms: LaidForm[] = [];
  for (const [i, row] of shown.entries()) {
    const { pack, item } = await itemOf(ctx, row);
    const access = contentAccess(ctx, item, row, rights, undefined);
    if (access.open && needsSlip(ctx.pack, row.classification)) await recordOpening(ctx, openingOf(row));
    const entry: LaidEntry = {
      ...heads[i]!,
      title: access.open ? row.title : null,
      withheld: !access.open,
      withheldBy: access.withheldBy,
      values: access.open
        ? summaryOf(pack, item, row.form).map((field) => {
            const masked = field.kin && !access.kin;
            const values = field.values.map((value) => (masked ? MASK : inWords(value, ctx.locale)));
            return { title: pick(field.title, ctx.locale), values, masked };
          })
        : [],
    };
    const { id, day, form, status } = row;
    const compares = access.open && !item.sealed && isAllowed(ctx.pack.uses, status, COMPARED);
    forms.push({
      entry,
      kin: access.kin,
      ...(compares ? { comparable: { id, item: item.code, day, pack, form } } : {}),
    });
  }
  const catalogue = page.catalogue.flatMap((group) => group.items);
  return {
    card: cardOf(page, new Set(items)),
    items: new Map(
      catalogue.map(({ code, title, freshness, required }) => [code, { title, freshness, required }]),
    ),
    entries: forms.map(({ entry }) => entry),
    ...compareEntries(ctx, rules, forms),
  };
}

const cardOf = (page: Dossier, items: ReadonlySet<string>): DossierCard => ({
  subject: { kind: page.subject.kind, id: page.subject.id, name: page.subject.name },
  unit: page.subject.unit,
  post: page.subject.post,
  level: page.subject.level?.title ?? null,
  custodian: page.custodian,
  counts: page.counts,
  silences: page.portrait.silences.filter(({ item }) => items.has(item)),
  slipUntil: page.slip?.until ?? null,
  asks: page.allowed.includes('requestReading'),
});

const openingOf = (row: BearingRow) => ({
  type: 'material.opened',
  entity: 'material',
  entityId: row.id,
  subjectId: row.subject_id,
  organId: row.organ_id,
  data: { item: row.item, classification: row.classification },
});
