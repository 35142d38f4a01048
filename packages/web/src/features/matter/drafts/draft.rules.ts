type Data = Record<string, unknown>;

/** Whether two values say the same, whatever the order of their fields. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => sameData(one, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => sameData(a[field], b[field]));
}

/**
 * The own form with what only the other one has: fields left empty here, and entries of lists, theirs first. Of a field
 * that both filled in, the own text stays.
 */
export function bothOf(mine: Data, theirs: Data): Data {
  const fields = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...fields].map((field) => {
      const [own, other] = [mine[field], theirs[field]];
      if (Array.isArray(own) && Array.isArray(other))
        return [field, [...other, ...own.filter((one) => !other.some((known) => sameData(known, one)))]];
      return [field, own ?? other];
    }),
  );
}

const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
