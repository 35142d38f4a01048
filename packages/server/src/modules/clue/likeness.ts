/** What near-identical clues and rows are told by. */
export const textOf = ({ title, content }: { title?: string; content?: string }): string =>
  `${title ?? ''}\n${content ?? ''}`;

/** Whether two texts are the same but for spaces and the width of signs; unlike likeness, points and commas count. */
export const sameText = (a: string, b: string): boolean => bare(a) === bare(b);

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');
