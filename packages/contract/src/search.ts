import { z } from 'zod';
import { Day, Id, line } from './common.ts';
import { route } from './route.ts';

export const SearchKind = z.enum(['person', 'unit', 'material', 'file', 'clue']);

const list = (max: number) =>
  z
    .string()
    .max(500)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.string().max(60)).max(max))
    .describe('Values joined by commas');

export const SearchQuery = z.object({
  q: line(200).describe('Words; all of them must be found'),
  kind: list(5).pipe(z.array(SearchKind)).optional(),
  item: list(30).optional(),
  class: list(20).optional(),
  polarity: list(2).optional(),
  subjectId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** A stretch of text in which some characters matched: `marks` are pairs of start and end offsets. */
export const Passage = z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) });

/** A code of the pack with its title in the caller's language. */
const Named = z.object({ code: z.string(), title: z.string() });

export const SearchHit = z.object({
  kind: SearchKind,
  refId: Id,
  title: Passage,
  passages: z.array(Passage),
  subject: z.object({ kind: z.enum(['person', 'unit']), id: Id, name: z.string() }).nullable(),
  item: Named.nullable().describe('Catalogue item'),
  class: Named.nullable(),
  polarity: z.string().nullable(),
  status: Named.nullable(),
  day: Day.nullable(),
  materialId: Id.nullable().describe('For a file: the material it belongs to'),
});

export const Facet = z.object({ value: z.string(), title: z.string(), count: z.int() });

export const search = route({
  id: 'search',
  method: 'GET',
  path: '/api/search',
  tag: 'search',
  permission: 'search.use',
  summary: { zh: '检索', en: 'Search within what the caller may see' },
  query: SearchQuery,
  reply: z.object({
    items: z.array(SearchHit),
    next: z.string().nullable(),
    total: z.object({
      count: z.int(),
      more: z.boolean().describe('True when there are more than were counted'),
    }),
    facets: z.object({
      kind: z.array(Facet),
      item: z.array(Facet),
      class: z.array(Facet),
      polarity: z.array(Facet),
    }),
  }),
});
