import { invalid } from '../errors/app-error.ts';

/** An opaque cursor: the sort key of the last row, so that pages stay right while rows come and go. */
export const encodeCursor = (position: object): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws 400 when the cursor isn't one of ours */
export function decodeCursor<T extends object>(cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof position === 'object' && position !== null) return position as T;
  } catch {
    // Falls through to the refusal.
  }
  throw invalid({ parameter: 'cursor', code: 'bad-cursor' });
}
