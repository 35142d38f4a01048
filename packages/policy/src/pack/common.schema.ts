import { Day, type Locale } from '@plumbline/contract/common';
import { z } from 'zod';

/** A text in every language of the product. Empty strings pass here; `checkPack` names them with their place. */
export const PackText = z
  .strictObject({
    zh: z.string().describe('Chinese (simplified)'),
    en: z.string().describe('English'),
  })
  .describe('Text in every language of the product');
export type PackText = z.infer<typeof PackText>;
export type { Locale };

/** The text in one language; the other one when that is empty, so that nobody ever sees a blank label. */
export const pick = (text: PackText, locale: Locale): string =>
  text[locale] || text[locale === 'zh' ? 'en' : 'zh'];

export const Code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case words joined by hyphens')
  .describe('Code: lower case words joined by hyphens; never changed once in use');

export const PermissionCode = z
  .string()
  .regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/, 'dotted lower case words')
  .describe('Permission code: dotted lower case, area first');

/** ISO 8601 duration in whole years, months, weeks or days: `P12M`, `P30D`. */
export const Duration = z
  .string()
  .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'ISO 8601 duration in years, months, weeks or days')
  .describe('ISO 8601 duration in whole years, months, weeks or days');

export const PackDay = Day;

/** How sure a value is: the office that uses the pack must be able to tell law from our own proposal. */
export const Standing = z
  .enum(['law', 'local-rule', 'default'])
  .describe('law: a rule seen in its text; local-rule: a rule of one place; default: proposed by the pack');
export type Standing = z.infer<typeof Standing>;

/** One entry of a plain code list. */
export const Entry = z.strictObject({
  code: Code,
  title: PackText.describe('Name shown to people'),
  note: PackText.optional().describe('What the entry means, where the name alone does not say it'),
});
export type Entry = z.infer<typeof Entry>;
