import type { Ctx } from '../../platform/context/context.ts';
import { saveSearchEntry } from '../../platform/search/index-entry.ts';

/** What can be found of a person or unit: names and posts. ID numbers and kin never belong here. */
export interface Findable {
  kind: 'person' | 'unit';
  id: string;
  title: string;
  body: readonly (string | null)[];
}

const NO_NAMED = { readers: [], barred: [], sealed_unit_id: null };

interface Place {
  organId: string;
  classification: number;
}

/** The classification that the pack's lists begin with for ordinary work. */
export const DEFAULT_CLASSIFICATION = 1;

const concerned = (subject: Findable) => (subject.kind === 'person' ? subject.id : null);

/** Writes the search entry of a person or unit whose dossier stands in `place`. */
export function saveSubjectEntry(ctx: Ctx, subject: Findable, place: Place): void {
  saveSearchEntry(ctx.trx, ctx.send, ctx.actor.jurisdictionId, {
    kind: subject.kind,
    refId: subject.id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    title: subject.title,
    body: subject.body.filter((part) => part).join(' '),
    organ_id: place.organId,
    classification: place.classification,
    room: 0,
    concerns_person_id: concerned(subject),
    ...NO_NAMED,
  });
}

/** A new person or unit gets its dossier and can be found, in the transaction that entered it. */
export function openDossier(ctx: Ctx, subject: Findable, organId: string): void {
  const place = { organId, classification: DEFAULT_CLASSIFICATION };
  ctx.send(
    ctx.trx.insertInto('dossier').values({
      jurisdiction_id: ctx.actor.jurisdictionId,
      subject_id: subject.id,
      subject_kind: subject.kind,
      opened_at: ctx.now,
      organ_id: organId,
      classification: place.classification,
      concerns_person_id: concerned(subject),
    }),
  );
  saveSubjectEntry(ctx, subject, place);
}
