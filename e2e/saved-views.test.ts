import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('lists and reports of an officer', () => {
  it('lead from a figure to its matters, and are kept as a view that opens by itself and by its address', async () => {
    const officer = await desk.open('officer', { at: '/stage-times' });
    const { page } = officer;
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole('link', { name: /个在办事项/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '事项' }).waitFor();
    await page.getByRole('button', { name: '已按报表条件筛选，点此取消' }).waitFor();
    const narrowed = new URL(page.url()).search;
    expect(narrowed).toContain('state=');

    await page.getByRole('button', { name: '保存视图' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('视图名称').fill('在办重点');
    await page.getByLabel('打开列表时默认使用').check();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('视图名称').press('Enter');
    await page.waitForURL(/saved=/);
    const saved = new URL(page.url()).searchParams.get('saved');

    await officer.go('/matters');
    await page.waitForURL(/state=.*saved=|saved=.*state=/);
    await officer.go(`/matters?saved=${saved}`);
    await page.waitForURL(/state=/);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '删除视图' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '删除视图' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await officer.go('/matters');
    expect(new URL(page.url()).search).toBe('');
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});
