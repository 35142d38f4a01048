import type { SearchEntry } from '../../platform/search/index-entry.ts';

/** A clue as far as search is concerned. */
export interface Findable {
  id: string;
  number: string | null;
  subject_kind: string | null;
  subject_id: string | null;
  class: string;
  polarity: string;
  status: string;
  occurred_on: string;
  title: string;
  content: string;
  organ_id: string;
  classification: number;
  room: number;
  readers: string[];
  barred: string[];
  concerns_person_id: string | null;
  sealed_unit_id: string | null;
  /** Name of the subject, and unit of a person. */
  label: string;
  /** Numbers of repeats that go on in it. */
  repeats?: readonly string[];
}

/** What is found of a clue: its number, whom it concerns, what it says. */
export const clueEntry = (clue: Findable): SearchEntry => ({
  kind: 'clue',
  refId: clue.id,
  subjectKind: clue.subject_kind as 'person' | 'unit' | null,
  subjectId: clue.subject_id,
  class: clue.class,
  polarity: clue.polarity,
  status: clue.status,
  day: clue.occurred_on,
  title: clue.title,
  body: [clue.number, clue.label, clue.content, ...(clue.repeats ?? [])].filter(Boolean).join('\n'),
  organ_id: clue.organ_id,
  classification: clue.classification,
  room: clue.room,
  readers: clue.readers,
  barred: clue.barred,
  concerns_person_id: clue.concerns_person_id,
  sealed_unit_id: clue.sealed_unit_id,
});
