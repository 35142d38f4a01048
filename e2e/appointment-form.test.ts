import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await startDesk();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-journey-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const form = (name: string) => `<?xml version="1.0" encoding="utf-8"?>
<Person><XingMing>${name}</XingMing><XingBie>男</XingBie><ChuShengNianYue>197904</ChuShengNianYue>
<MinZu>汉族</MinZu><CanJiaGongZuoShiJian>200107</CanJiaGongZuoShiJian><XianRenZhiWu>局长</XianRenZhiWu>
<JianLi>2001.07--2020.03  县建筑设计院工程师
2020.03--         局长</JianLi></Person>`;

describe('an appointment form from another program', () => {
  it('is compared, confirmed, saved, verified by a second person and printed', async () => {
    const officer = await desk.open('officer', { at: '/dossiers?kind=person&flag=top-leader' });
    const { page } = officer;
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { level: 2, name: '目录' }).waitFor();
    await page.getByRole('link', { name: '导入表格' }).click();
    const file = path.join(folder, '任免审批表.lrmx');
    await writeFile(file, form('查无此名'));
    await page.setInputFiles('input[type=file]', file);
    await page.getByText('可能是另一个人的表').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    const save = page.getByRole('button', { name: '保存为草稿' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('checkbox').check();
    await save.click();
    await page.getByRole('dialog').getByText('录入人已确认为本人').waitFor();
    expect(officer.complaints).toEqual([]);

    const address = new URL(page.url());
    const reviewer = await desk.open('reviewer', { at: `${address.pathname}${address.search}` });
    const dialog = reviewer.page.getByRole('dialog');
    await dialog.getByRole('button', { name: '核实', exact: true }).click();
    // Until the question is there, the last dialog is still the one with the button that was clicked.
    await expect.poll(() => dialog.count()).toBe(2);
    await dialog.last().getByRole('button', { name: '核实', exact: true }).click();
    await dialog.getByText('已核实').first().waitFor();
    await dialog.getByRole('link', { name: '打印表格' }).click();
    await reviewer.page.getByText('家庭主要成员及重要社会关系').waitFor();
    expect(await seriousFindings(reviewer.page)).toEqual([]);
    expect(reviewer.complaints).toEqual([]);
    await reviewer.close();
    await officer.close();
  });
});
