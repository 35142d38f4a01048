import { getSession } from '@plumbline/contract/session';
import { sampleDocx } from '@plumbline/server/platform/files/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  // The regulations of the pack come with the work of a day.
  await desk.server.laterBy(1);
});
afterAll(() => desk.close());

const shot = (name: string) =>
  process.env.PLUMBLINE_SHOTS ? `${process.env.PLUMBLINE_SHOTS}/${name}.png` : undefined;

async function look({ page }: Visitor, name: string) {
  const path = shot(name);
  if (path) await page.screenshot({ path, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
}

const RULE = `第一章　总则
第一条　为规范公务接待，制定本办法。
第二条　接待应当从简。
对照：接待是否从简？
第二章　标准
第三条　接待用餐不提供野味。
第五条　接待费用应当公示。`;

async function confirm({ page }: Visitor, action: string) {
  await page.getByRole('button', { name: action, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe('a rule of the county', () => {
  it('is written, published by a second person, found by a word, revised and compared, and held against a case', async () => {
    const officer = await desk.open('officer', { at: '/library/new?store=regulations' });
    const { page } = officer;
    await page.getByLabel('标题', { exact: true }).fill('澄溪县公务接待管理办法');
    await page.getByLabel('类别').click();
    await page.getByTitle('地方和单位制度').click();
    await page.getByLabel('正文', { exact: true }).fill(RULE);
    const preview = page.getByRole('region', { name: '识别预览' });
    await preview.getByText('识别出 4 条').waitFor();
    await preview.getByText('第 7 行：').waitFor();
    await look(officer, 'library-new');

    // A refusal leaves everything as it was written, and stands at its field.
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('此项必填。').first().waitFor();
    await page.getByLabel('正文', { exact: true }).fill(`${RULE}\n第五条　重复的条款。`);
    await page.getByLabel('施行日期').fill('2026-03-01');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.locator('.ant-form-item-explain').getByText('第五条出现了两次').waitFor();
    await look(officer, 'library-new-refused');
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('澄溪县公务接待管理办法');
    await page.getByLabel('正文', { exact: true }).fill(RULE.replace('第五条', '第四条'));
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('heading', { level: 1, name: '澄溪县公务接待管理办法' }).waitFor();
    const address = new URL(page.url()).pathname;
    await page.getByRole('button', { name: '修改信息' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('文号').fill('澄纪发〔2026〕3号');
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('澄纪发〔2026〕3号').waitFor();
    await confirm(officer, '提交审定');
    await page.getByText('待审定').first().waitFor();
    expect(await page.getByRole('button', { name: '审定公布' }).count()).toBe(0);
    await look(officer, 'library-proposed');

    const court = await desk.open('court');
    await court.page.goto(desk.address + address);
    await court.page.getByText('未找到该内容').first().waitFor();

    const reviewer = await desk.open('reviewer', { at: address });
    await confirm(reviewer, '审定公布');
    await reviewer.page.getByText('现行', { exact: true }).waitFor();

    await court.go('/library');
    await look(court, 'library');
    await court.page.getByLabel('在资料库中查找').fill('野味');
    await court.page.keyboard.press('Enter');
    const hit = court.page.locator('.library-entries > li', { hasText: '澄溪县公务接待管理办法' });
    expect(await hit.locator('mark').first().textContent()).toBe('野味');
    await look(court, 'library-found');
    await hit.getByRole('link', { name: '第三条' }).click();
    const target = court.page.locator('#article-3.library-target');
    await target.getByText('接待用餐不提供野味。').waitFor();
    await look(court, 'library-entry');
    expect(court.complaints.filter((one) => !one.includes('404'))).toEqual([]);

    await officer.go(address);
    await page.getByRole('button', { name: '修订', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '修订' }).waitFor();
    const text = page.getByLabel('正文', { exact: true });
    const revised = `${(await text.inputValue()).replace('应当公示', '应当按月公示')}\n第五条　本办法自公布之日起施行。`;
    // A file that is none is refused and leaves the text; the one written in a word processor takes its place.
    const take = (name: string, buffer: Buffer) =>
      page
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await take('接待办法.docx', Buffer.from('no document'));
    await page.getByRole('alert').first().waitFor();
    expect(await text.inputValue()).toContain('应当公示');
    await take('接待办法.docx', await sampleDocx(revised.split('\n')));
    await page.getByText('已取入“接待办法.docx”的文字').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await text.inputValue()).toContain('按月公示');
    await page.getByText('识别出 5 条').waitFor();
    await page.getByLabel('本版有何变动').fill('按月公示');
    await look(officer, 'library-revise');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('您看的是第 2 版').waitFor();
    await page.getByLabel('查看方式').getByText('与第 1 版对照').click();
    await page.getByText('新增 1 条，修改 1 条，删去 0 条').waitFor();
    expect(await page.locator('.library-comparison ins').allTextContents()).toContain('按月');
    await look(officer, 'library-compare');

    const { personId } = await (await desk.server.as('subject')).must(getSession);
    await officer.go(address);
    await page.getByRole('button', { name: '对照检查' }).click();
    await page.getByRole('heading', { level: 1, name: '对照检查' }).waitFor();
    const entry = new URL(page.url()).searchParams.get('entry');
    await officer.go(`/library/rule-check?entry=${entry}&kind=person&subject=${personId}`);
    await page.getByLabel('有关情况').fill('一次接待的用餐。');
    const article = page.getByRole('group', { name: /第二条/ });
    await article.getByText('存在相关情形').click();
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByText('请写明依据。').waitFor();
    await look(officer, 'library-rule-check');
    await article.getByLabel('第二条的依据').fill('菜单一份。');
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByRole('heading', { level: 2, name: '程序图' }).waitFor();
    await page
      .getByRole('link', { name: '《中国共产党廉洁自律准则》第六条' })
      .or(page.getByRole('link', { name: '《中国共产党廉洁自律准则》第6条' }))
      .first()
      .waitFor();
    await look(officer, 'library-checked');
    await page.getByRole('link', { name: /澄溪县公务接待管理办法/ }).click();
    await page.locator('#article-2.library-target').waitFor();
    await page.getByText('1 件事项引用了其中的条款').waitFor();

    const head = await desk.open('head', { at: address });
    const sharing = head.page.locator('section', {
      has: head.page.getByRole('heading', { name: '协作区共享' }),
    });
    await sharing.getByText('未向协作区共享。').waitFor();
    await sharing.getByRole('button', { name: '共享', exact: true }).click();
    const share = head.page.getByRole('dialog');
    await share.getByRole('button', { name: '共享', exact: true }).click();
    await share.getByText('此项必填。').first().waitFor();
    await share.getByLabel('协作区', { exact: true }).click();
    await head.page.getByTitle('第一协作区').click();
    await share.getByLabel('理由').fill('统一接待标准。');
    await look(head, 'library-share');
    await share.getByRole('button', { name: '共享', exact: true }).click();
    await share.waitFor({ state: 'hidden' });
    const row = sharing.locator('tbody tr', { hasText: '第一协作区' });
    await row.getByText('共享中').waitFor();
    await look(head, 'library-shared');
    await row.getByRole('button', { name: '停止共享' }).click();
    await share.getByText('将立即不能再阅读').waitFor();
    await share.getByRole('button', { name: '停止共享' }).click();
    await row.getByText('已停止').waitFor();
    expect(await row.getByRole('button').count()).toBe(0);
    expect(head.complaints).toEqual([]);
    await head.close();

    // The text and the file that were refused on purpose.
    expect(officer.complaints.filter((one) => !/status of 4(00|15|22)/.test(one))).toEqual([]);
    expect(reviewer.complaints).toEqual([]);
    await Promise.all([officer.close(), reviewer.close(), court.close()]);
  });
});

describe('an extract of a dossier', () => {
  it('goes from the dossier into the archives, and references of the pack lead to their articles', async () => {
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const officer = await desk.open('officer', { locale: 'en-GB' });
    await officer.go(`/dossiers/${personId}`);
    await officer.page.getByRole('button', { name: 'Extract to integrity archives' }).click();
    await officer.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Extract to integrity archives' })
      .click();
    await officer.page.getByRole('heading', { level: 2, name: 'Versions' }).waitFor();
    await look(officer, 'library-archive-en');
    await officer.page.goto(`${desk.address}/library/by-code/integrity-code?article=6`);
    await officer.page.locator('#article-6.library-target').waitFor();
    await look(officer, 'library-pack-en');
    await officer.go('/library?q=private');
    await officer.page.locator('mark').first().waitFor();
    await look(officer, 'library-en');
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});
