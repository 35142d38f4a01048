import { z } from 'zod';
import { Day, Id, IdParams } from './common.ts';
import { Fault } from './problem.ts';
import { route } from './route.ts';

const tag = 'identity';
const upload = { maxBytes: 5 * 1024 * 1024 };

/** One row of a workbook of accounts as it was understood. */
export const ImportedAccount = z.object({
  sheet: z.string(),
  row: z.int(),
  username: z.string(),
  name: z.string(),
  role: z.string().nullable(),
  roleTitle: z.string().nullable(),
  organ: z.string().nullable(),
  unit: z.string().nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
});
export type ImportedAccount = z.infer<typeof ImportedAccount>;

export const getAccountTemplate = route({
  id: 'getAccountTemplate',
  method: 'GET',
  path: '/api/account-imports/template',
  tag,
  permission: 'account.import',
  summary: { zh: '下载账号导入模板', en: 'Workbook template for accounts' },
});
export const previewAccounts = route({
  id: 'previewAccounts',
  method: 'POST',
  path: '/api/account-imports/preview',
  tag,
  permission: 'account.import',
  writes: false,
  upload,
  summary: { zh: '预览账号导入', en: 'What a workbook of accounts would do; nothing is kept' },
  reply: z.object({
    rows: z.array(ImportedAccount),
    accounts: z.int().describe('Accounts to be opened'),
    roles: z.int().describe('Roles to be proposed'),
    faults: z.array(Fault).describe('By sheet, row and column; empty: the workbook can be imported'),
  }),
});
export const importAccounts = route({
  id: 'importAccounts',
  method: 'POST',
  path: '/api/account-imports',
  tag,
  permission: 'account.import',
  status: 201,
  upload,
  summary: {
    zh: '导入账号',
    en: 'Open all accounts of a workbook or none; its roles wait for the security administrator',
  },
  reply: z.object({
    id: Id.describe('For the one-time download of the initial passwords'),
    accounts: z.int(),
    roles: z.int(),
  }),
});
export const getInitialPasswords = route({
  id: 'getInitialPasswords',
  method: 'POST',
  path: '/api/account-imports/:id/passwords',
  tag,
  permission: 'account.import',
  writes: false,
  summary: { zh: '下载初始密码（仅一次）', en: 'The initial passwords of an import, once' },
  params: IdParams,
});
