import { z } from 'zod';
import { Day, Id, Version } from './common.ts';

/** How exactly a day is known: of `2015` only the year counts, whatever the rest of the date says. */
export const Precision = z.enum(['day', 'month', 'year']);
export type Precision = z.infer<typeof Precision>;

/** A doubt that doesn't keep a record from being saved; the text is in the caller's language. */
export const Warning = z.object({ code: z.string(), detail: z.string() });
export type Warning = z.infer<typeof Warning>;

/** Answer to every write: what was written, its new version and what the caller should look at again. */
export const Written = z.object({ id: Id, version: z.int(), warnings: z.array(Warning) });
export type Written = z.infer<typeof Written>;

/** Something named: enough for a link. */
export const Ref = z.object({ id: Id, name: z.string() });
export type Ref = z.infer<typeof Ref>;

/** Codes of the pack; the server refuses unknown ones. */
export const PackCode = z.string().trim().min(1).max(60).describe('Code of the policy pack');
export const PackCodes = z.array(PackCode).max(30);

/** The day at which a dated relation is looked at; today when left out. */
export const OnQuery = z.object({ on: Day.optional().describe('Day to look at; today when left out') });

/** Ends a dated relation: `on` is its last day. */
export const EndBody = z.object({ version: Version, on: Day.describe('Last day') });

/** Corrects the days of a dated relation. */
export const DatesBody = z.object({ version: Version, from: Day, to: Day.nullable() });

export const TAG = 'registry';
