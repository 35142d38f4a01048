import { z } from 'zod';
import { Allowed, Day, Flag, Id, IdParams, Moment, PageQuery, page } from './common.ts';
import { Holds, LibraryCode, Ref, tag } from './library-common.ts';
import { LibraryShare } from './library-shares.ts';
import { route } from './route.ts';

const Named = z.object({ code: z.string(), title: z.string() });
export const LibraryPart = z.object({
  id: Id.nullable().describe('Null in a preview'),
  kind: z
    .enum(['heading', 'article', 'paragraph', 'member', 'leaf'])
    .describe('member: entry of a collection; leaf: line of an archive'),
  level: z.int().describe('Depth of a heading, 1 the highest'),
  number: z.string().nullable().describe('Number of an article: 12, or 12-1 for one inserted behind it'),
  label: z.string().nullable().describe('As it is written: 第十二条'),
  text: z.string(),
  question: z.string().nullable().describe('What to ask when a case is held against the article'),
  member: z
    .object({ itemId: Id, title: z.string().nullable(), number: z.string().nullable() })
    .nullable()
    .describe('Title is null where the caller may not see the entry'),
});
export type LibraryPart = z.infer<typeof LibraryPart>;

export const LibrarySummary = z.object({
  id: Id,
  store: z.string(),
  sort: z.string(),
  sortTitle: z.string(),
  title: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  audience: z.string(),
  audienceTitle: z.string(),
  organ: Ref,
  classification: z.int(),
  subject: z.object({ kind: z.enum(['person', 'unit']), id: Id, name: z.string().nullable() }).nullable(),
  fromPack: z.boolean().describe('Ships with the pack'),
  published: z.boolean(),
  effectiveFrom: Day.nullable().describe('Of the version in force'),
  shared: z.boolean().describe('Shared with a zone'),
  waiting: z.boolean().describe('A version waits for the caller or is still a draft'),
  updatedAt: Moment,
  passages: z
    .array(
      z.object({
        label: z.string().nullable(),
        number: z.string().nullable(),
        text: z.string(),
        marks: z.array(z.tuple([z.int(), z.int()])),
      }),
    )
    .describe('Where the words of a search stand'),
});
export type LibrarySummary = z.infer<typeof LibrarySummary>;

const VersionSummary = z.object({
  id: Id,
  number: z.int(),
  state: z.string().describe('Title of its state'),
  effectiveFrom: Day,
  published: z.boolean(),
  inForce: z.boolean().describe('The text that holds today'),
  note: z.string(),
  fromPack: z.boolean(),
  matterId: Id.nullable(),
  matterVersion: z.int().nullable().describe('Version for POST /api/matters/{id}/actions/{action}'),
  actions: z
    .array(
      z.object({
        action: z.string(),
        title: z.string(),
        form: z.looseObject({}).nullable(),
        requiresReason: z.boolean(),
      }),
    )
    .describe('Steps that the caller may take on it'),
  editable: z.boolean(),
});

export const LibraryItem = LibrarySummary.omit({ passages: true }).extend({
  storeTitle: z.string(),
  holds: Holds,
  titleZh: z.string().describe('As it was written, whatever the language of the reader'),
  titleEn: z.string().nullable(),
  versions: z.array(VersionSummary).describe('Newest first; drafts for the keeping organ only'),
  versionId: Id.nullable().describe('The version whose parts follow'),
  parts: z.array(LibraryPart),
  citedBy: z.int().describe('Matters in sight of the caller that cite one of its articles'),
  inCollections: z.array(z.object({ id: Id, title: z.string() })),
  shares: z.array(LibraryShare),
  version: z.int(),
  allowed: Allowed.describe('revise, edit, share'),
});
export type LibraryItem = z.infer<typeof LibraryItem>;

export const listStores = route({
  id: 'listLibraryStores',
  method: 'GET',
  path: '/api/library/stores',
  tag,
  permission: 'library.read',
  summary: { zh: '资料库', en: 'Stores of the library, with what the caller may do there' },
  reply: z.object({
    stores: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        note: z.string().nullable(),
        holds: Holds,
        sorts: z.array(Named),
        audiences: z.array(z.string()),
        classification: z.int(),
        entries: z.int().describe('Published entries that the caller sees'),
      }),
    ),
    audiences: z.array(
      Named.extend({ note: z.string().nullable(), opens: z.enum(['organ', 'officers', 'everyone']) }),
    ),
    organs: z.array(Ref).describe('Organs for which the caller may write entries; empty: none'),
    mayShare: z.boolean(),
  }),
});
export const listLibrary = route({
  id: 'listLibrary',
  method: 'GET',
  path: '/api/library',
  tag,
  permission: 'library.read',
  summary: { zh: '查找资料', en: 'Library entries, newest first; with `q` by their words' },
  query: PageQuery.extend({
    store: LibraryCode.optional(),
    sort: LibraryCode.optional(),
    q: z.string().trim().max(200).optional(),
    subjectId: Id.optional(),
    drafts: Flag.optional().describe('Entries of own organs with a version that is not published'),
  }),
  reply: page(LibrarySummary),
});
export const getLibraryItem = route({
  id: 'getLibraryItem',
  method: 'GET',
  path: '/api/library/:id',
  tag,
  permission: 'library.read',
  summary: { zh: '阅读资料', en: 'An entry with the text in force, or of one version' },
  params: IdParams,
  query: z.object({ versionId: Id.optional() }),
  reply: LibraryItem,
});
export const getLibraryByCode = route({
  id: 'getLibraryByCode',
  method: 'GET',
  path: '/api/library/by-code/:code',
  tag,
  permission: 'library.read',
  summary: { zh: '按代码查找法规', en: 'The entry by which the pack refers to a regulation' },
  params: z.object({ code: LibraryCode }),
  reply: z.object({ id: Id }),
});
export const getLibraryVersion = route({
  id: 'getLibraryVersion',
  method: 'GET',
  path: '/api/library/versions/:id',
  tag,
  permission: 'library.read',
  summary: { zh: '版本所属资料', en: 'The entry that a version belongs to' },
  params: IdParams,
  reply: z.object({ id: Id, itemId: Id }),
});
export const compareLibraryVersions = route({
  id: 'compareLibraryVersions',
  method: 'GET',
  path: '/api/library/versions/:id/differences',
  tag,
  permission: 'library.read',
  summary: { zh: '新旧条文对照', en: 'What changed, article by article, against the version before' },
  params: IdParams,
  query: z.object({ against: Id.optional().describe('Left out: the version before') }),
  reply: z.object({
    against: z.int().nullable().describe('Number of the version compared with'),
    rows: z.array(
      z.object({
        label: z.string(),
        change: z.enum(['added', 'removed', 'changed', 'same']),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
  }),
});
export const listArticles = route({
  id: 'listLibraryArticles',
  method: 'GET',
  path: '/api/library-articles',
  tag,
  permission: 'library.read',
  summary: { zh: '选择条款', en: 'Articles in force, to cite one' },
  query: z.object({
    q: z.string().trim().max(200).optional(),
    itemId: Id.optional(),
    ids: z.string().max(4000).optional().describe('Comma-separated: exactly these'),
    questions: Flag.optional().describe('Only articles with a question'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        id: Id,
        itemId: Id,
        title: z.string().describe('Title of the regulation'),
        label: z.string(),
        number: z.string(),
        text: z.string(),
        question: z.string().nullable(),
        inForce: z.boolean().describe('False: a newer version holds today'),
      }),
    ),
  }),
});
