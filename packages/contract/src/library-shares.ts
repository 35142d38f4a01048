import { z } from 'zod';
import { Allowed, Day, Id, IdParams, line } from './common.ts';
import { LibraryCode, Ref, tag } from './library-common.ts';
import { route } from './route.ts';

export const LibraryShare = z.object({
  id: Id,
  organ: Ref,
  zone: Ref,
  store: z.string().nullable().describe('A whole store of entries of the organ'),
  storeTitle: z.string().nullable(),
  item: z.object({ id: Id, title: z.string() }).nullable(),
  from: Day,
  to: Day.nullable(),
  reason: z.string(),
  grantedBy: z.string().nullable(),
  active: z.boolean().describe('In force today'),
  ended: z.boolean(),
  version: z.int(),
  allowed: Allowed,
});
export type LibraryShare = z.infer<typeof LibraryShare>;

export const listShares = route({
  id: 'listLibraryShares',
  method: 'GET',
  path: '/api/library-shares',
  tag,
  permission: 'library.share',
  summary: { zh: '协作区共享', en: 'What own organs share with zones' },
  reply: z.object({ items: z.array(LibraryShare), zones: z.array(Ref), organs: z.array(Ref) }),
});
export const addShare = route({
  id: 'addLibraryShare',
  method: 'POST',
  path: '/api/library-shares',
  tag,
  permission: 'library.share',
  status: 201,
  summary: { zh: '向协作区共享', en: 'Share a store or one entry with a zone' },
  body: z.object({
    organId: Id.optional().describe('Left out: the first organ in which the caller may share'),
    zoneId: Id,
    store: LibraryCode.optional(),
    itemId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    reason: line(500),
  }),
  reply: LibraryShare,
});
export const endShare = route({
  id: 'endLibraryShare',
  method: 'POST',
  path: '/api/library-shares/:id/end',
  tag,
  permission: 'library.share',
  summary: { zh: '停止共享', en: 'Stop sharing' },
  params: IdParams,
  body: z.object({ version: z.int().min(1) }),
  reply: LibraryShare,
});
