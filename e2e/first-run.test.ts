import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FirstRun, seriousFindings, startFirstRun, type Visitor } from './browser.ts';

let run: FirstRun;
beforeAll(async () => {
  run = await startFirstRun();
});
afterAll(() => run.close());

const OWN = 'nine quiet plumb lines';
const ADMINISTRATORS = [
  ['系统员', '甲一'],
  ['secure', '乙二'],
  ['audit', '丙三'],
] as const;
/** Initial passwords by user name, as they were shown. */
const passwords = new Map<string, string>();
/** The system administrator's window: organs first, accounts after them. */
let system: Visitor;

/** Signs in for the first time and sets an own password. */
async function arrive(username: string): Promise<Visitor> {
  const visitor = await run.open();
  const { page } = visitor;
  const initial = passwords.get(username)!;
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(initial);
  await page.keyboard.press('Enter');
  await page.getByLabel('当前密码').fill(initial);
  await page.getByLabel('新密码', { exact: true }).fill(OWN);
  await page.getByLabel('再次输入新密码').fill(OWN);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  return visitor;
}

/** Types into a list that searches, and takes what it found first. */
async function choose(page: Page, field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await page.getByTitle(text).last().waitFor();
  await page.keyboard.press('Enter');
}
const save = (dialog: Locator) => dialog.getByRole('button', { name: '保存' }).click();

async function newOrgan(
  page: Page,
  kind: string,
  name: string,
  code: string,
  parent?: string,
): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByText('机关', { exact: true }).click();
  await page.getByRole('button', { name: '新建机关' }).click();
  const dialog = page.getByRole('dialog');
  if (parent) {
    await dialog.getByLabel('上级机关').fill(parent);
    await page.locator('.ant-select-item-option', { hasText: parent }).first().click();
  }
  await choose(page, dialog.getByLabel('类别'), kind);
  await dialog.getByLabel('名称', { exact: true }).fill(name);
  await dialog.getByLabel('代码').fill(code);
  await save(dialog);
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function newAccount(page: Page, username: string, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByText('账号', { exact: true }).click();
  await page.getByRole('button', { name: '新建账号' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('用户名').fill(username);
  await dialog.getByLabel('姓名', { exact: true }).fill(name);
  await save(dialog);
  passwords.set(username, (await page.locator('.secret code').textContent())!);
  await page.getByRole('button', { name: '已记下，关闭' }).click();
  await page.getByRole('heading', { level: 2, name: username }).waitFor();
}

async function grant(page: Page, username: string, role: string, organ: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByText('账号', { exact: true }).click();
  await page.getByRole('link', { name: username, exact: true }).click();
  await page.getByRole('button', { name: '授予角色' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, dialog.getByLabel('角色'), role);
  await dialog.getByLabel('机关').fill(organ);
  await page.locator('.ant-select-item-option', { hasText: organ }).first().click();
  await dialog.getByLabel('依据').fill('云委发〔2026〕1号');
  await dialog.getByRole('button', { name: '授予角色' }).click();
  await page.locator('tbody').getByText(role).waitFor();
}

describe('a newcomer sets up a jurisdiction of their own', () => {
  it('proves the code of the console and gets the three administrators', async () => {
    const { page, complaints, close } = await run.open();
    await page.getByRole('link', { name: '开始初始设置' }).click();
    await page.getByRole('heading', { level: 1, name: '初始设置' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('一次性设置码').fill(run.code.toLowerCase());
    await page.getByLabel('辖区名称').fill('云湖县');
    await page.getByLabel('英文名称').fill('Yunhu County');
    await page.getByLabel('辖区代码').fill('yunhu');
    await page.getByLabel('机关名称').fill('云湖县纪委监委');
    for (const [i, [username, name]] of ADMINISTRATORS.entries()) {
      await page.getByLabel('用户名').nth(i).fill(username);
      await page.getByLabel('姓名').nth(i).fill(name);
    }
    await page.getByRole('button', { name: '完成设置' }).click();
    await page.getByRole('heading', { level: 1, name: '设置完成' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    for (const row of await page.locator('tbody tr').all()) {
      const cells = await row.locator('th, td').allTextContents();
      passwords.set(cells[0]!.trim(), cells.at(-1)!.trim());
    }
    expect([...passwords.keys()]).toEqual(ADMINISTRATORS.map(([username]) => username));
    expect(complaints).toEqual([]);
    await close();
  });

  it('enters organs as system administrator', async () => {
    system = await arrive('系统员');
    const { page, complaints } = system;
    await newOrgan(page, '监督检查室', '第一监督检查室', 'jd1', '云湖县纪委监委');
    await newOrgan(page, '党委组织部', '云湖县委组织部', 'zzb');
    await newOrgan(page, '组织部干部监督机构', '干部监督科', 'gbjd', '云湖县委组织部');
    await newOrgan(page, '人民法院', '云湖县人民法院', 'fy');
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('opens accounts as system administrator, but grants nothing', async () => {
    const { page, complaints, close } = system;
    await newAccount(page, '监督员', '丁四');
    expect(await page.getByRole('button', { name: '授予角色' }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await newAccount(page, 'court', '己六');
    expect(complaints).toEqual([]);
    await close();
  });

  it('grants roles as security administrator', async () => {
    const { page, complaints, close } = await arrive('secure');
    await grant(page, '监督员', '监督检查岗', '第一监督检查室');
    await grant(page, 'court', '成员单位联络员', '云湖县人民法院');
    expect(await page.getByRole('button', { name: '重置密码' }).count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('lets the officer enter a unit and open its dossier', async () => {
    const officer = await arrive('监督员');
    const { page } = officer;
    await officer.go('/units');
    await page.getByRole('button', { name: '登记单位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称', { exact: true }).fill('云湖县财政局');
    await dialog.getByLabel('类别').click();
    await page.locator('.ant-select-item-option').first().click();
    await save(dialog);
    await page.locator('tbody, h1').getByText('云湖县财政局').first().waitFor();
    await officer.go('/dossiers?kind=unit');
    await page.getByRole('link', { name: '云湖县财政局' }).click();
    await page.getByRole('heading', { level: 2, name: '目录' }).waitFor();
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('lets the liaison begin the sheet of a quarter', async () => {
    const liaison = await arrive('court');
    const { page } = liaison;
    await liaison.go('/submissions');
    await page.getByRole('button', { name: '报送 2026Q1' }).click();
    await page.getByRole('heading', { level: 1, name: /2026Q1/ }).waitFor();
    expect(liaison.complaints).toEqual([]);
    await liaison.close();
  });

  it('shows the auditor all of it, with whom and why, and no content', async () => {
    const { page, complaints, close } = await arrive('audit');
    await page.getByRole('navigation', { name: '主导航' }).getByText('审计台账').click();
    const row = page.locator('tbody tr', { hasText: '角色授权 · 新建' }).first();
    await row.getByText('己六').waitFor();
    await row.getByText('云委发〔2026〕1号').waitFor();
    expect(await page.locator('tbody').getByText('云湖县财政局').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
