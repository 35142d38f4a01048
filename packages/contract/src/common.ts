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
export const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
/** What turns the order of a line about for its reader, or ends it where only some programs see an end. */
const TURNS = /[\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
/** What shows letters in another order than they stand in. */
const OVERRIDES = /[\u202d\u202e]/;
/** Control characters but for tab and line break. */
const CONTROL = /[^\P{Cc}\t\r\n]/u;
/** What stands in a line unseen: control and format characters, and letters that are drawn as blanks. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u2800\u3164\uffa0]/u;
/** Scripts that join or part their letters by characters that are not seen. */
const JOINERS = /(?<=[\p{Script=Arabic}\p{Script=Mongolian}])[\u180e\u200c\u200d]/gu;
const BLANKS = /^[\s\u3000]+|[\s\u3000]+$/g;
/** Where a name or a title fits, there is one line; a longer reason may have several. */
const NAME = 200;

/** A line holds nothing that its reader can not see. Blanks around it count for nothing, a byte-order mark is none. */
const isLine = (text: string, max: number): boolean => {
  if (!isText(text)) return false;
  if (max > NAME) return !TURNS.test(text) && !CONTROL.test(text);
  if (text.includes('\ufeff')) return false;
  return !UNSEEN.test(text.replace(BLANKS, '').replace(JOINERS, ''));
};

/** Refused with this fault. */
const HIDDEN = { params: { fault: 'hidden-characters' } };

/** Any text of a caller's, as it is. */
export const plainText = (max: number) => z.string().max(max).refine(isText, HIDDEN);
/** Short free text written by a person. */
export const line = (max = NAME) =>
  z
    .string()
    .refine((text) => isLine(text, max), HIDDEN)
    .trim()
    .min(1)
    .max(max);
/** A text of several lines; what is pasted brings blanks of its own along, but nothing that turns letters about. */
export const prose = (max = 20_000) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => isText(text) && !OVERRIDES.test(text), HIDDEN);

/** Query flags arrive as text. */
export const Flag = z
  .enum(['true', 'false'])
  .transform((v) => v === 'true')
  .describe('true or false');
