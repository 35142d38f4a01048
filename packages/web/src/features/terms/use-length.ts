import type { LimitLength } from '@plumbline/contract/limits';
import { useText } from '../../lib/texts.ts';
import { texts } from './texts.ts';

/** “15 个工作日”. */
export function useLength(): (length: LimitLength) => string {
  const t = useText(texts);
  return ({ value, unit }) => t(`unit.${unit}`, { count: value });
}
