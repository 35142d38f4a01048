import type { TimeLineEntry } from '@plumbline/contract/dossier';
import type { AppointmentRow } from './subject.store.ts';

const WORDS = {
  appointed: { zh: '任职', en: 'Took office' },
  left: { zh: '离任', en: 'Left office' },
} as const;

/** Beginnings and ends of appointments; a person's own, or those of a unit's present team. */
export function appointmentEntries(
  rows: readonly AppointmentRow[],
  about: 'person' | 'unit',
  today: string,
  locale: 'zh' | 'en',
): TimeLineEntry[] {
  return rows.flatMap((row) => {
    const title = about === 'person' ? `${row.unit_name} ${row.post}` : `${row.person_name} ${row.post}`;
    const entry = (kind: 'appointment' | 'departure', day: string, precision: 'day' | 'month' | 'year') => ({
      day,
      precision,
      kind,
      title,
      detail: WORDS[kind === 'appointment' ? 'appointed' : 'left'][locale],
      refId: row.id,
      withheld: false,
    });
    const began = row.from_day && row.from_day <= today;
    const ended = row.to_day && row.to_day < today;
    return [
      ...(began ? [entry('appointment', row.from_day!, row.from_precision)] : []),
      ...(ended ? [entry('departure', row.to_day!, row.to_precision)] : []),
    ];
  });
}

/** One line across everything, newest first. */
export const inOrder = (entries: readonly TimeLineEntry[]): TimeLineEntry[] =>
  [...entries].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.refId < b.refId ? 1 : -1));
