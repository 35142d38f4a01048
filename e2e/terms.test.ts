import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const NOTICE =
  '元旦：1月1日（周五）至3日（周日）放假，共3天。\n春节：2月5日至11日放假调休，2月14日（周六）上班';

describe('the case supervision officer enters the yearly notice', () => {
  it('pastes it, mends what does not fit, looks at it and saves; the year is there', async () => {
    const officer = await desk.open('casemgmt', { at: '/terms?year=2027' });
    const { page } = officer;
    await page.getByText('该年度还没有录入放假安排').waitFor();
    await page.getByRole('button', { name: '录入放假通知' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('放假通知').fill(NOTICE);
    await dialog.getByRole('button', { name: '识别并预览' }).click();
    await dialog.getByText('2027-02-14写作星期六，实为星期日').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByLabel('放假通知').fill(NOTICE.replace('周六', '周日'));
    await dialog.getByLabel('通知名称和文号').fill('关于2027年部分节假日安排的通知');
    await dialog.getByRole('button', { name: '识别并预览' }).click();
    await dialog.getByRole('cell', { name: '春节' }).waitFor();
    await dialog.getByRole('button', { name: '保存2027年安排' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('放假 10 天，调休上班 1 天').waitFor();
    expect(await page.locator('.calendar-month .calendar-work').count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('proposes a shorter limit for the own organ, which the head approves', async () => {
    const officer = await desk.open('casemgmt', { at: '/terms?q=collection.answer' });
    await officer.page.getByRole('button', { name: '另定时限：采集任务' }).click();
    const dialog = officer.page.getByRole('dialog');
    await dialog.getByLabel('机关').click();
    await officer.page.getByTitle('澄溪县纪委监委', { exact: true }).click();
    await dialog.getByLabel('期限').first().fill('5');
    await dialog.getByLabel('依据').fill('本机关工作规则第三条');
    await dialog.getByRole('button', { name: '提交批准' }).click();
    await officer.page.getByText('待批准', { exact: true }).waitFor();
    await officer.close();
    const head = await desk.open('head', { locale: 'en-GB' });
    await head.go('/terms?own=1');
    await head.page.getByRole('button', { name: 'Approve' }).click();
    await head.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await head.page.getByText('in force', { exact: true }).waitFor();
    expect(await seriousFindings(head.page)).toEqual([]);
    expect(head.complaints).toEqual([]);
    await head.close();
  });
});
