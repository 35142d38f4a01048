import type { ClueSubject, ClueSummary } from '@plumbline/contract/clue';
import { pick } from '@plumbline/policy';
import type { z } from 'zod';
import type { Ctx } from '../../platform/context/context.ts';
import { type ClueRow, organNames, type SubjectName, subjectNames } from './clue.store.ts';

type Titled = { code: string; title: { zh: string; en: string } };

export const titleOf = (list: readonly Titled[], code: string, locale: 'zh' | 'en'): string => {
  const entry = list.find((known) => known.code === code);
  return entry ? pick(entry.title, locale) : code;
};

export const classTitles = (ctx: Ctx, cls: string, subType: string) => ({
  classTitle: titleOf(ctx.pack.classes, cls, ctx.locale),
  subTypeTitle: titleOf(
    ctx.pack.classes.find((known) => known.code === cls)?.subTypes ?? [],
    subType,
    ctx.locale,
  ),
});

export function subjectOf(
  kind: string | null,
  id: string | null,
  names: ReadonlyMap<string, SubjectName>,
): z.infer<typeof ClueSubject> | null {
  if (!kind || !id) return null;
  const known = names.get(id);
  return {
    kind: kind as 'person' | 'unit',
    id,
    name: known?.name ?? null,
    unit: known?.unit ?? null,
    post: known?.post ?? null,
  };
}

/** Clues as lists show them. */
export async function summarise(ctx: Ctx, rows: readonly ClueRow[]): Promise<z.infer<typeof ClueSummary>[]> {
  const j = ctx.actor.jurisdictionId;
  const [names, organs] = await Promise.all([
    subjectNames(
      ctx.trx,
      j,
      rows.flatMap((row) => row.subject_id ?? []),
      ctx.today,
    ),
    organNames(
      ctx.trx,
      j,
      rows.flatMap((row) => row.source_organ_id ?? []),
    ),
  ]);
  return rows.map((row) => summaryOf(ctx, row, names, organs));
}

function summaryOf(
  ctx: Ctx,
  row: ClueRow,
  names: ReadonlyMap<string, SubjectName>,
  organs: ReadonlyMap<string, string>,
): z.infer<typeof ClueSummary> {
  const { locale, pack } = ctx;
  return {
    id: row.id,
    number: row.number,
    class: row.class,
    subType: row.subtype,
    ...classTitles(ctx, row.class, row.subtype),
    polarity: row.polarity as 'positive' | 'negative',
    problem: row.problem,
    problemTitle: row.problem ? titleOf(pack.problemKinds ?? [], row.problem, locale) : null,
    source: row.source,
    sourceTitle: titleOf(pack.sources, row.source, locale),
    sourceOrganId: row.source_organ_id,
    sourceOrganName: row.source_organ_id ? (organs.get(row.source_organ_id) ?? null) : null,
    period: row.period,
    occurredOn: row.occurred_on,
    receivedOn: row.received_on,
    subject: subjectOf(row.subject_kind, row.subject_id, names),
    title: row.title,
    status: row.status,
    statusTitle: titleOf(pack.statuses, row.status, locale),
    version: row.version,
  };
}
