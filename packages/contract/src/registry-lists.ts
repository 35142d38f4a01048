import { z } from 'zod';
import { Id, PageQuery, page } from './common.ts';
import { TAG } from './registry-common.ts';
import { route } from './route.ts';

/** One code of the pack with its name in the caller's language. */
export const ListEntry = z.object({ code: z.string(), title: z.string() });
export type ListEntry = z.infer<typeof ListEntry>;

export const OrganOption = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  parentId: Id.nullable(),
  supervises: z.boolean(),
});
export type OrganOption = z.infer<typeof OrganOption>;

/** What the forms and filters of the registry offer. */
export const RegistryLists = z.object({
  unitKinds: z.array(ListEntry),
  industries: z.array(ListEntry),
  unitTags: z.array(ListEntry.extend({ power: z.boolean() })),
  postLevels: z.array(ListEntry),
  postTags: z.array(ListEntry.extend({ keyMinority: z.boolean(), heads: z.boolean() })),
  supervisionKinds: z.array(ListEntry.extend({ custody: z.boolean() })),
  relations: z.array(ListEntry),
  organKinds: z.array(ListEntry),
  zoneRoles: z.array(
    ListEntry.extend({
      holder: z.enum(['person', 'organ', 'unit']),
      single: z.boolean(),
      groups: z.array(z.string()),
    }),
  ),
  organs: z.array(OrganOption).describe('Organs that exist today'),
});
export type RegistryLists = z.infer<typeof RegistryLists>;

export const getRegistryLists = route({
  id: 'getRegistryLists',
  method: 'GET',
  path: '/api/registry/lists',
  tag: TAG,
  permission: null,
  summary: { zh: '登记用选项', en: 'Codes and organs that the registry uses' },
  reply: RegistryLists,
});

/** Accounts that hold a role in an organ: who may become contact officer or zone leader. */
export const Officer = z.object({
  accountId: Id,
  name: z.string(),
  organs: z.array(z.object({ organId: Id, name: z.string() })),
});
export type Officer = z.infer<typeof Officer>;
export const listOfficers = route({
  id: 'listOfficers',
  method: 'GET',
  path: '/api/officers',
  tag: TAG,
  permission: 'registry.read',
  summary: { zh: '机关工作人员', en: 'Accounts with a role in an organ' },
  query: PageQuery.extend({
    organId: Id.optional(),
    q: z.string().trim().max(100).optional().describe('Part of the name'),
  }),
  reply: page(Officer),
});
