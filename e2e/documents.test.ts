import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const shot = (name: string) =>
  process.env.PLUMBLINE_SHOTS ? `${process.env.PLUMBLINE_SHOTS}/${name}.png` : undefined;

describe('an officer issues a document', () => {
  it('finds the template of the kind of work, fills it, looks at it, issues it and declares it void', async () => {
    const officer = await desk.open('officer');
    const { page } = officer;
    const look = async (name: string) => {
      const path = shot(name);
      if (path) await page.screenshot({ path, fullPage: true });
      expect(await seriousFindings(page), name).toEqual([]);
    };
    await officer.go('/templates');
    await page.getByText('日常监督', { exact: true }).first().click();
    await page.getByRole('link', { name: '提醒函', exact: true }).waitFor();
    await look('templates');
    await page.getByRole('link', { name: '提醒函', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '提醒函' }).waitFor();
    await page.getByText('为体现严管厚爱').waitFor();
    await look('template');
    await page.getByRole('link', { name: '签发' }).click();
    await page.getByRole('heading', { level: 1, name: '签发提醒函' }).waitFor();
    await page.getByLabel('姓名').fill('李明');
    await page.getByLabel('提醒事项').fill('请销假手续办理不及时。');
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByText('还需填写：提醒要求').waitFor();
    await page.getByLabel('提醒要求').fill('严格执行制度。');
    await look('issue');
    await page.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByRole('button', { name: '阅看正文' }).click();
    await page.getByText('请销假手续办理不及时。').waitFor();
    await look('document');
    await page.getByRole('button', { name: '作废', exact: true }).click();
    await page.getByLabel('理由').fill('对象写错');
    await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click();
    await page.getByText('作废：对象写错').waitFor();
    await officer.go('/documents');
    await page.getByText('李明').or(page.getByText('提醒函')).first().waitFor();
    await look('register');
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('reads the library of templates in English', async () => {
    const officer = await desk.open('officer', { locale: 'en-GB' });
    await officer.go('/templates/talk-record');
    await officer.page.getByText('Comes from').waitFor();
    const path = shot('template-en');
    if (path) await officer.page.screenshot({ path, fullPage: true });
    expect(await seriousFindings(officer.page)).toEqual([]);
    await officer.close();
  });
});
