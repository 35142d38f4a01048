import type { Likeness } from '@plumbline/policy';
import type { Containment } from '../../platform/matching/similarity.ts';

/** What near-identical clues and rows are told by. */
export const textOf = ({ title, content }: { title?: string; content?: string }): string =>
  `${title ?? ''}\n${content ?? ''}`;

/** How the pack counts what stands in a longer text. */
export const containment = (rule: Likeness | null): Containment | undefined =>
  rule ? { share: rule.contained.from, shingles: rule.contained.pairs } : undefined;
