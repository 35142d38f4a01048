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

const SHEET = [
  '姓名,所在单位,职务,线索类别,具体类型,正反面,线索来源,发生日期,摘要,具体内容',
  '查无此人,澄溪县财政局,局长,信访类,来信处理,反面,信访举报,2026年3月5日,来信反映问题,来信反映违规接受宴请',
  ',县住建局,,考察类,日常考察,反面,组织考察考核,2026.3.7,日常考察情况,项目推进缓慢',
].join('\n');

describe('a liaison hands in the quarter', () => {
  it('uploads a sheet, sees what is wrong in which column, leaves the row out and is told so before signing', async () => {
    const liaison = await desk.open('procuratorate', { at: '/submissions' });
    const { page } = liaison;
    await page.getByRole('button', { name: '报送 2026Q1' }).click();
    await page.getByRole('heading', { level: 1, name: /2026Q1/ }).waitFor();
    const file = path.join(folder, '一季度.csv');
    await writeFile(file, SHEET);
    await page.setInputFiles('input[type=file]', file);
    await page.getByText('登记中没有“查无此人”').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '签署并报送' }).click();
    await page.getByText('还有 1 行有误').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: '签署并报送' }).isDisabled()).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '有误的行全部不报送' }).click();
    await page.getByText('1 行有误的内容将不报送').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '有误的行全部不报送' }).click();
    await page.getByText('不报送', { exact: true }).first().waitFor();
    // What goes and what stays behind is said before the signature, and can be undone until then.
    await page.getByRole('button', { name: '签署并报送' }).click();
    await page.getByText('不报送 1 行：').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '恢复有误的 1 行' }).waitFor();
    expect(liaison.complaints).toEqual([]);
    await liaison.close();
  });

  it('lets an officer open a dossier and reach its newest entry', async () => {
    const officer = await desk.open('officer', { at: '/dossiers?kind=person&flag=top-leader' });
    const { page } = officer;
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { level: 2, name: '画像' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '目录' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('.entries button').first().click();
    await page.getByRole('dialog').getByText('录入人').waitFor();
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});
