/** Which sentence says how many subjects a procedure takes: a range only where its ends differ. */
export function subjectsKey({ min, max }: { min: number; max: number }) {
  if (min === 0) return 'beginSubjectsUpTo';
  if (min !== max) return 'beginSubjectsAbout';
  return min === 1 ? 'beginSubjectsOne' : 'beginSubjectsExactly';
}

/** Where a rule comes from and how firm it is, unless the source says that itself. */
export const withStanding = (source: string, standing: string): string =>
  source.toLowerCase().includes(standing.toLowerCase()) ? source : `${source} · ${standing}`;

/** Whether fewer subjects are chosen than the procedure needs: nothing is sent then. */
export const lacksSubjects = (chosen: number, min: number): boolean => chosen < min;

/** What the server says of the chosen subjects, for their field. */
export const subjectsFault = (faults: readonly { pointer?: string | undefined; detail: string }[]) =>
  faults.find(({ pointer }) => pointer === '/subjects' || pointer?.startsWith('/subjects/'))?.detail;
