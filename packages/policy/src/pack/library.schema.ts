import { z } from 'zod';
import { Code, Entry, PackDay, PackText } from './common.schema.ts';

/** A group of library entries with one shape. */
export const LibraryStore = Entry.extend({
  holds: z
    .enum(['articles', 'text', 'collection', 'archive'])
    .describe(
      'articles: numbered articles that may be cited; text: sections; collection: a list of other entries; archive: extracts of dossiers',
    ),
  sorts: z.array(Entry).min(1).describe('Kinds within the store'),
  classification: Code.describe('Classification of an entry, unless a higher one is chosen'),
  audiences: z
    .array(Code)
    .min(1)
    .describe('Audiences that an entry of the store may have; the first is proposed'),
});
export type LibraryStore = z.infer<typeof LibraryStore>;

export const Audience = Entry.extend({
  opens: z
    .enum(['organ', 'officers', 'everyone'])
    .describe(
      'organ: whoever the keeping organ is in reach of; officers: everybody with a role in an organ; everyone: supervised units and persons too',
    ),
});
export type Audience = z.infer<typeof Audience>;

/** One article of a regulation that ships with the pack: what it asks for, in the words of the pack. */
export const RegulationArticle = z.strictObject({
  number: z
    .string()
    .regex(/^[1-9]\d{0,3}(-[1-9]\d?)?$/, 'a number such as 12 or 12-1')
    .describe('Number of the article; 12-1 for the first one inserted behind it'),
  gist: PackText.describe('What the article asks for, in words of the pack'),
  question: PackText.optional().describe('What to ask when a case is held against the article'),
});

export const Regulation = z.strictObject({
  code: Code,
  store: Code.describe('Store that it belongs to; one that holds articles'),
  sort: Code.describe('Kind within the store'),
  title: PackText.describe('Name of the regulation'),
  issuer: PackText.optional().describe('Who issued it'),
  effectiveFrom: PackDay.describe('Day from which this version holds'),
  articles: z.array(RegulationArticle).min(1).max(500).describe('Articles that the pack refers to'),
});
export type Regulation = z.infer<typeof Regulation>;

export const Library = z
  .strictObject({
    stores: z.array(LibraryStore).describe('Stores of the library'),
    audiences: z.array(Audience).describe('Who may read an entry'),
    regulations: z.array(Regulation).describe('Regulations that the pack refers to'),
  })
  .default({ stores: [], audiences: [], regulations: [] });
export type Library = z.infer<typeof Library>;

/** A reference to an article: code of the regulation, a stroke, its number. */
export const RuleRef = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[1-9]\d{0,3}(-[1-9]\d?)?$/,
    'a regulation and an article: integrity-code/5',
  )
  .describe('Article of a regulation of the pack: its code, a stroke, the number of the article');
