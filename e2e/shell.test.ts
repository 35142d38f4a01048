import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('the client on an office computer', () => {
  it('lets an officer sign in, search and open what was found, by keyboard alone', async () => {
    const officer = await desk.open('officer', { byForm: true });
    const { page } = officer;
    await page.keyboard.press('/');
    await page.keyboard.type('民主生活会');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '检索', level: 1 }).waitFor();
    await page.locator('.hit').first().waitFor();
    expect(await page.locator('.hit mark').first().textContent()).toBe('民主生活会');
    expect(await seriousFindings(page)).toEqual([]);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('speaks English throughout when asked', async () => {
    const officer = await desk.open('officer', { locale: 'en-GB' });
    await officer.go('/search?q=2025');
    await officer.page.getByRole('heading', { level: 1, name: 'Search' }).waitFor();
    expect(await officer.page.locator('html').getAttribute('lang')).toMatch(/^en/);
    expect(await seriousFindings(officer.page)).toEqual([]);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('shows administrators no way to content', async () => {
    const admin = await desk.open('sysadmin');
    const menu = admin.page.getByRole('navigation', { name: '主导航' });
    await expect.poll(() => menu.getByText('工作台').count()).toBe(1);
    expect(await menu.getByText('检索').count()).toBe(0);
    await admin.go('/search?q=宴请');
    await admin.page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
    await admin.close();
  });

  it('works on a tablet', async () => {
    const officer = await desk.open('officer', { width: 820 });
    await officer.go('/matters');
    const overflow = await officer.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await seriousFindings(officer.page)).toEqual([]);
    await officer.close();
  });
});
