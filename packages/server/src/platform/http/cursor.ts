import { Day, Id, Moment, plainText } from '@plumbline/contract/common';
import { z } from 'zod';
import { invalid } from '../errors/app-error.ts';

/** What a cursor may hold: nothing that the database would stumble over. */
export const place = { id: Id, day: Day, moment: Moment, number: z.number(), text: plainText(1000) };
/** By moment, then by id; by day, then by id. */
export const AtMoment = z.object({ at: place.moment, id: place.id });
export const OnDay = z.object({ day: place.day, id: place.id });

/** An opaque cursor: the sort key of the last row, so that pages stay right while rows come and go. */
export const encodeCursor = (position: object): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * @param shape what the list puts into its cursors
 * @throws 400 when the cursor isn't one of ours
 */
export function decodeCursor<T extends object>(
  cursor: string | undefined,
  shape: z.ZodType<T>,
): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (position.success) return position.data;
  } catch {
    // No JSON: falls through to the refusal.
  }
  throw invalid({ parameter: 'cursor', code: 'bad-cursor' });
}
