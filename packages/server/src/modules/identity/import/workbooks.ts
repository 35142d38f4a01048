import { pick } from '@plumbline/policy';
import type { Ctx } from '../../../platform/context/context.ts';
import { found } from '../../../platform/errors/app-error.ts';
import type { Download } from '../../../platform/http/endpoints.ts';
import { workbookFile } from '../../../platform/workbook/workbook-file.ts';
import type { WriteSheet } from '../../../platform/workbook/writer-types.ts';
import { COLUMNS } from './columns.ts';
import type { Credential } from './import-accounts.ts';

const SAY = {
  accounts: { zh: '账号', en: 'Accounts' },
  template: { zh: '账号导入模板.xlsx', en: 'accounts-template.xlsx' },
  notes: {
    zh: '每行一个账号或一个角色；角色由安全保密管理员另行授予。',
    en: 'One account or one role a row; the security administrator decides on roles afterwards.',
  },
  passwords: { zh: '初始密码.xlsx', en: 'initial-passwords.xlsx' },
  passwordNote: {
    zh: '请当面或密封交付本人，首次登录须修改。14 日内未使用即失效。本表不能再次下载。',
    en: 'Hand each over in person or sealed; it must be changed at the first sign-in and is void if unused for 14 days. This list can not be fetched again.',
  },
  username: { zh: '用户名', en: 'User name' },
  name: { zh: '姓名', en: 'Name' },
  password: { zh: '初始密码', en: 'Initial password' },
};

/** The empty workbook to fill in, with drop-down lists of roles and organs. */
export async function accountTemplate(ctx: Ctx): Promise<Download> {
  const organs = await ctx.trx
    .selectFrom('organ')
    .select('name')
    .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
    .where('active_to', 'is', null)
    .orderBy('code')
    .execute();
  const lists: Partial<Record<string, string[]>> = {
    role: ctx.pack.roles.map((role) => pick(role.title, ctx.locale)),
    organ: organs.map((organ) => organ.name),
  };
  const sheet: WriteSheet = {
    name: SAY.accounts[ctx.locale],
    notes: [SAY.notes[ctx.locale]],
    columns: COLUMNS.map(({ key, title, note }) => ({
      key,
      header: title[ctx.locale],
      note: note[ctx.locale],
      width: key === 'organ' || key === 'unit' ? 28 : 16,
      ...(key === 'from' || key === 'to' ? { kind: 'date' as const } : {}),
      ...(lists[key]?.length ? { list: lists[key] } : {}),
    })),
    rows: [],
  };
  return workbookFile(SAY.template[ctx.locale], sheet, ctx.now);
}

/** The initial passwords of an import, once and only for who imported. @throws 404 the second time */
export async function initialPasswords(ctx: Ctx, id: string): Promise<Download> {
  const { sealed } = found(
    await ctx.trx
      .deleteFrom('password_sheet')
      .where('jurisdiction_id', '=', ctx.actor.jurisdictionId)
      .where('id', '=', id)
      .where('expires_at', '>', ctx.now)
      .returning('sealed')
      .executeTakeFirst(),
  );
  const keys = ctx.services.keys.jurisdiction(ctx.actor.jurisdictionId);
  const rows = JSON.parse(keys.decrypt('passwords', sealed, id).toString()) as Credential[];
  ctx.record({ type: 'account.passwords-fetched', entity: 'password_sheet', entityId: id });
  const sheet: WriteSheet = {
    name: SAY.accounts[ctx.locale],
    notes: [SAY.passwordNote[ctx.locale]],
    columns: [
      { key: 'username', header: SAY.username[ctx.locale], width: 20 },
      { key: 'name', header: SAY.name[ctx.locale], width: 20 },
      { key: 'password', header: SAY.password[ctx.locale], width: 26 },
    ],
    rows: rows.map((row) => ({ ...row })),
  };
  return workbookFile(SAY.passwords[ctx.locale], sheet, ctx.now);
}
