import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('administrators at work', () => {
  it('grants a role that holds at once, and takes it back', async () => {
    const reviewer = await desk.open('reviewer');
    const menu = reviewer.page.getByRole('navigation', { name: '主导航' });
    await menu.getByText('检索').waitFor();
    expect(await menu.getByText('季度报送').count()).toBe(1);
    expect(await menu.getByText('建档覆盖率').count()).toBe(0);

    const admin = await desk.open('secadmin', { at: '/accounts?q=reviewer' });
    const { page } = admin;
    await page.getByRole('link', { name: 'reviewer', exact: true }).click();
    await page.getByRole('button', { name: '授予角色' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('角色').fill('监督检查岗');
    await page.locator('.ant-select-item-option', { hasText: '监督检查岗' }).click();
    await dialog.getByLabel('机关').fill('第一监督检查室');
    await page.locator('.ant-select-item-option', { hasText: '第一监督检查室' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByLabel('依据').fill('县委发〔2026〕9号');
    await dialog.getByRole('button', { name: '授予角色' }).click();
    const granted = page.locator('tbody tr', { hasText: '县委发〔2026〕9号' });
    await granted.getByText('现任').waitFor();

    await reviewer.go('/coverage');
    await menu.getByText('建档覆盖率').waitFor();

    await granted.getByRole('button', { name: '收回' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('试岗结束');
    await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
    await granted.getByText('已结束').waitFor();
    await reviewer.go('/');
    await expect.poll(() => menu.getByText('建档覆盖率').count()).toBe(0);
    expect(admin.complaints).toEqual([]);
    await Promise.all([admin.close(), reviewer.close()]);
  });

  it('lets the auditor filter the ledger by who and what, and find the reason', async () => {
    const auditor = await desk.open('auditor', { at: '/ledger?type=grant.' });
    const { page } = auditor;
    const ended = page.locator('tbody tr', { hasText: '角色授权 · 终止' }).first();
    await ended.getByText('试岗结束').waitFor();
    await ended.getByRole('button', { name: '详情' }).click();
    await page.getByRole('button', { name: '此条记录的前后办理' }).click();
    await page.locator('tbody tr', { hasText: '角色授权 · 新建' }).getByText('县委发〔2026〕9号').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await auditor.go('/ledger?from=2020-01-01&to=2020-01-02');
    await page.getByText('没有符合条件的记录').waitFor();
    expect(auditor.complaints).toEqual([]);
    await auditor.close();
  });

  it('gives a new password by the halves of two administrators', async () => {
    const [asking, confirming] = await Promise.all([desk.open('sysadmin'), desk.open('secadmin')]);
    const halfOf = async ({ page }: typeof asking) => {
      const shown = page.getByRole('dialog').locator('.secret code');
      const half = (await shown.textContent())!;
      expect(half).toMatch(/^\w{4}-\w{4}$/);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: '已记下，关闭' }).click();
      await shown.waitFor({ state: 'hidden' });
      return half;
    };
    await asking.go('/accounts?q=secretary');
    await asking.page.getByRole('link', { name: 'secretary', exact: true }).click();
    await asking.page.getByRole('button', { name: '重置密码' }).click();
    await asking.page.getByRole('dialog').getByLabel('理由').fill('本人遗忘密码');
    await asking.page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
    const first = await halfOf(asking);
    const waits = asking.page.getByRole('heading', { level: 2, name: '待确认重置密码' });
    await waits.waitFor();
    expect(await asking.page.getByRole('button', { name: '确认重置' }).count()).toBe(0);

    await confirming.go('/accounts?state=reset-waits');
    await confirming.page.getByRole('link', { name: 'secretary', exact: true }).click();
    await confirming.page.getByText('本人遗忘密码').waitFor();
    await confirming.page.getByRole('button', { name: '确认重置' }).click();
    await confirming.page.getByRole('dialog').getByRole('button', { name: '确认重置' }).click();
    const second = await halfOf(confirming);
    await confirming.page.getByText('尚用初始密码').first().waitFor();

    expect(second).not.toBe(first);
    expect([...asking.complaints, ...confirming.complaints]).toEqual([]);
    await Promise.all([asking.close(), confirming.close()]);
  });

  it('keeps the ledger from everybody else', async () => {
    const admin = await desk.open('sysadmin', { at: '/ledger' });
    await admin.page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
    await admin.close();
  });

  it('shows the own account to be kept by keyboard and on a tablet, in English too', async () => {
    const officer = await desk.open('officer', { locale: 'en-GB', width: 820 });
    await officer.go('/account');
    await officer.page.getByRole('heading', { level: 2, name: 'API tokens' }).waitFor();
    expect(await seriousFindings(officer.page)).toEqual([]);
    const overflow = await officer.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});

describe('policy packs', () => {
  it('are looked at by the system administrator: what is in force, whether it is sound, and each procedure', async () => {
    const sysadmin = await desk.open('sysadmin', { at: '/packs' });
    const { page } = sysadmin;
    await page.getByText('现行', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('tbody tr', { hasText: 'cn-discipline' }).getByRole('link').click();
    await page.getByText('检查通过，未发现问题。').waitFor();
    await page.goto(`${page.url()}&procedure=inquiry`);
    await page.getByRole('heading', { level: 3, name: '程序图：函询' }).waitFor();
    await page.getByRole('table', { name: '本程序的期限' }).getByText('15 个工作日').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(sysadmin.complaints).toEqual([]);
    await sysadmin.close();
  });
});
