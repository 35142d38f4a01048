import type { ClueClass, Polarity } from '../pack/intake.schema.ts';

/** Polarity of a sub-type unless told otherwise; undefined when the pack has no such class or sub-type. */
export function defaultPolarity(
  classes: readonly ClueClass[],
  classCode: string,
  subTypeCode: string,
): Polarity | undefined {
  const found = classes.find((c) => c.code === classCode);
  const subType = found?.subTypes.find((s) => s.code === subTypeCode);
  return subType && (subType.polarity ?? found?.polarity);
}
