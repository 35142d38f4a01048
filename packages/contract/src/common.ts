import { z } from 'zod';

/** A UUID as PostgreSQL writes it. */
export const Id = z.uuid().describe('UUID');
export const IdParams = z.object({ id: Id });

/** A calendar day, `YYYY-MM-DD`, without time zone. */
export const Day = z.iso.date().describe('Calendar day, YYYY-MM-DD');
/** A moment in UTC, ISO 8601 with `Z`. */
export const Moment = z.iso.datetime({ offset: true }).describe('Moment, ISO 8601');

export const Locale = z.enum(['zh', 'en']);
export type Locale = z.infer<typeof Locale>;

/** Every list is paged by an opaque cursor; `next` is null on the last page. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional().describe('Opaque cursor from the previous page'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Cursor of the next page, or null'),
  });

/** The version that the caller saw; a stale one is refused with 409. */
export const Version = z.int().min(1).describe('Version the caller saw');

/** What the caller may do next: action codes of the pack or of the route table. */
export const Allowed = z.array(z.string()).describe('Actions that this caller may take next');

/** Short free text written by a person. */
export const line = (max = 200) => z.string().trim().min(1).max(max);
export const prose = (max = 20_000) => z.string().trim().max(max);

/** Query flags arrive as text. */
export const Flag = z
  .enum(['true', 'false'])
  .transform((v) => v === 'true')
  .describe('true or false');
