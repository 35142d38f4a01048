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

/** What no text holds: the character zero, which the database can not keep, and halves of characters. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
/** What turns the order of a line about for its reader, or ends it where only some programs see an end. */
const isOneLine = (text: string): boolean => !/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text);
/** Where a name or a title fits, there is one line; a longer reason may have several. */
const NAME = 200;

/** Refused with this fault. */
const HIDDEN = { params: { fault: 'hidden-characters' } };

/** Any text of a caller's, as it is. */
export const plainText = (max: number) => z.string().max(max).refine(isText, HIDDEN);
/** Short free text written by a person. */
export const line = (max = NAME) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => isText(text) && isOneLine(text) && (max > NAME || !/[\r\n]/.test(text)), HIDDEN);
export const prose = (max = 20_000) => z.string().trim().max(max).refine(isText, HIDDEN);

/** Query flags arrive as text. */
export const Flag = z
  .enum(['true', 'false'])
  .transform((v) => v === 'true')
  .describe('true or false');
