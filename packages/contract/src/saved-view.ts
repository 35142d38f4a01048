import { z } from 'zod';
import { Id, IdParams, line } from './common.ts';
import { route } from './route.ts';

const tag = 'saved-view';
const LIST = ['matters', 'clues', 'submissions'] as const;

/** Lists of which views can be kept. */
export const ViewedList = z.enum(LIST);
export type ViewedList = z.infer<typeof ViewedList>;

/** Most views that an account keeps. */
export const MOST_VIEWS = 50;

const Filters = z
  .record(z.string().min(1).max(40), z.string().max(300))
  .refine((filters) => Object.keys(filters).length <= 30, { params: { fault: 'too-many-filters' } })
  .describe('What stands behind the question mark of the list’s address');
const Columns = z
  .array(z.string().min(1).max(40))
  .max(40)
  .nullable()
  .describe('Columns in their order; null: as the list shows them by itself');

export const SavedView = z.object({
  id: Id,
  list: ViewedList,
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  columns: z.array(z.string()).nullable(),
  isDefault: z.boolean().describe('Shown when the list is opened without filters'),
});
export type SavedView = z.infer<typeof SavedView>;

export const listSavedViews = route({
  id: 'listSavedViews',
  method: 'GET',
  path: '/api/saved-views',
  tag,
  permission: null,
  summary: { zh: '本人保存的视图', en: 'Own saved views of lists' },
  query: z.object({ list: ViewedList.optional() }),
  reply: z.object({ items: z.array(SavedView) }),
});
export const saveView = route({
  id: 'saveView',
  method: 'POST',
  path: '/api/saved-views',
  tag,
  permission: null,
  status: 201,
  summary: { zh: '保存视图', en: 'Keep filters and columns of a list under a name' },
  body: z.object({
    list: ViewedList,
    name: line(60),
    filters: Filters,
    columns: Columns.default(null),
    isDefault: z.boolean().default(false),
  }),
  reply: SavedView,
});
export const changeView = route({
  id: 'changeView',
  method: 'PATCH',
  path: '/api/saved-views/:id',
  tag,
  permission: null,
  summary: { zh: '修改视图', en: 'Rename a view, keep other filters in it, or make it the default' },
  params: IdParams,
  body: z.object({
    name: line(60).optional(),
    filters: Filters.optional(),
    columns: Columns.optional(),
    isDefault: z.boolean().optional(),
  }),
  reply: SavedView,
});
export const removeView = route({
  id: 'removeView',
  method: 'DELETE',
  path: '/api/saved-views/:id',
  tag,
  permission: null,
  status: 204,
  summary: { zh: '删除视图', en: 'Delete a saved view' },
  params: IdParams,
});
