import {
  type Fact,
  type FormNode,
  factOf,
  type SubjectRef,
  searchableText,
  statusesFor,
} from '@plumbline/policy';
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/context/context.ts';
import { similarityTo } from '../../../platform/matching/similarity.ts';

/** An entry of a dossier that may count today for what is asked. */
export interface CountingFact extends Fact {
  title: string;
  item: string;
  day: string;
  verifiedAt: string;
  classification: number;
}

/** Uses of the pack for which entries are asked. */
export const USES = { warning: 'warning-level', listing: 'special-list' } as const;
export type MarkKind = keyof typeof USES;

const MOST = 500;

interface Row {
  id: string;
  title: string;
  item: string;
  day: string;
  occurred_on: string | null;
  classification: number;
  verified_at: Date;
  matter_id: string;
  form: Record<string, unknown>;
}

/**
 * Entries on a subject that the pack's uses let count today and that say how grave they are, as far as the caller sees
 * them, newest first. Those that tell of one matter share its name, so that copies count once (P2, P3).
 */
export async function countingFacts(ctx: Ctx, subjectId: string, kind: MarkKind): Promise<CountingFact[]> {
  const items = ctx.pack.catalogue.items.filter(({ warns }) => warns !== undefined);
  const { rows } = await sql<Row>`
    select id, title, item, coalesce(occurred_on, received_on) as day, occurred_on, classification, matter_id,
      coalesce(verified_at, created_at) as verified_at, form
    from material where jurisdiction_id = ${ctx.actor.jurisdictionId} and subject_id = ${subjectId}
      and status = any (${statusesFor(ctx.pack.uses, USES[kind])}::text[])
      and item = any (${items.map(({ code }) => code)}::text[])
    order by day desc, id limit ${MOST}`.execute(ctx.trx);
  const told = rows.flatMap((row) => {
    const item = items.find(({ code }) => code === row.item);
    const said = item && factOf(item, row.form);
    if (!said) return [];
    const form = ctx.pack.forms[item.form] as unknown as FormNode;
    return [{ row, said, text: `${row.title}\n${searchableText(form, row.form)}` }];
  });
  const matters = sameMatters(ctx, told);
  return told.map(({ row, said }) => ({
    ...said,
    id: row.id,
    title: row.title,
    item: row.item,
    day: row.day,
    classification: row.classification,
    matter: matters.get(row.id)!,
    verifiedAt: new Date(row.verified_at).toISOString(),
  }));
}

/** Entry → the first entry that tells of the same matter: filed by one matter, or almost the same text about one day. */
function sameMatters(
  { pack: { likeness } }: Ctx,
  told: readonly { row: Row; text: string }[],
): Map<string, string> {
  const groups = new Map<string, string>();
  const firsts: { row: Row; alike: (text: string) => number }[] = [];
  for (const { row, text } of told.toReversed()) {
    const first = firsts.find(
      (one) =>
        one.row.matter_id === row.matter_id ||
        (likeness !== null && isNear(one.row, row) && one.alike(text) >= likeness.alike.from),
    );
    groups.set(row.id, first?.row.id ?? row.id);
    if (!first) firsts.push({ row, alike: similarityTo(text) });
  }
  return groups;
}

/** What happened on one day, or on a day that one of the two does not say. */
const isNear = (a: Row, b: Row): boolean =>
  a.occurred_on === null || b.occurred_on === null || a.occurred_on === b.occurred_on;

/** The same of several subjects is asked one by one; a subject is what a matter of this kind has. */
export const subjectOf = ({ subjects }: { subjects: readonly SubjectRef[] }): SubjectRef => {
  const [subject] = subjects;
  if (!subject) throw new Error('A warning concerns somebody');
  return subject;
};
