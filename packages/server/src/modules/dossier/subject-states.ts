import type { SubjectTraits } from '@plumbline/policy';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Ctx } from '../../platform/context/context.ts';
import { isTogether } from './catalogue.ts';
import { type ItemState, itemStates, neededSince } from './gaps.rules.ts';
import { listSealedItems } from './sealed.store.ts';
import { type ListedSubject, listFreshDays } from './subjects.store.ts';

export interface SubjectState {
  subject: ListedSubject;
  traits: SubjectTraits;
  states: ItemState[];
  /** Day of the newest entry that counts. */
  last: string | null;
}

/** How the catalogues of many dossiers stand: two queries for all of them. */
export async function statesOf(ctx: Ctx, subjects: readonly ListedSubject[]): Promise<SubjectState[]> {
  if (!subjects.length) return [];
  const ids = subjects.map((subject) => subject.subject_id);
  const [days, sealed] = await Promise.all([listFreshDays(ctx, ids), listSealedItems(ctx, ids)]);
  const hidden = new Set(ctx.pack.catalogue.items.filter(isTogether).map((item) => item.code));
  const bySubject = new Map<string, Map<string, string>>();
  const note = (subjectId: string, item: string, day: string) => {
    const known = bySubject.get(subjectId);
    if (known) known.set(item, day);
    else bySubject.set(subjectId, new Map([[item, day]]));
  };
  for (const row of days) if (!hidden.has(row.item)) note(row.subject_id, row.item, row.day);
  for (const row of sealed) note(row.subject_id, row.item, row.last_day);
  return subjects.map((subject) => {
    const newest = bySubject.get(subject.subject_id) ?? new Map<string, string>();
    const traits = traitsOfListed(subject);
    const opened = dayOf(subject.opened_at);
    return {
      subject,
      traits,
      states: itemStates(ctx.pack, traits, newest, ctx.today, (item) =>
        neededSince(item, subject.posts, opened),
      ),
      last: [...newest.values()].sort().at(-1) ?? null,
    };
  });
}

export const traitsOfListed = (subject: ListedSubject): SubjectTraits =>
  subject.subject_kind === 'unit'
    ? { kind: 'unit', tags: subject.unit_tags ?? [] }
    : {
        kind: 'person',
        levels: subject.posts.flatMap((post) => post.level ?? []),
        tags: [...new Set(subject.posts.flatMap((post) => post.tags))],
      };
