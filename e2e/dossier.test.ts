import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await startDesk();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-dossier-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

interface Gap {
  subjectId: string;
  subjectName: string;
  item: string;
  owedBy: { kind: string; id: string }[];
}

interface Queue {
  items: { id: string; subjectId: string; item: string }[];
  next: string | null;
}

const ITEM = 'annual-assessment';

/** A dossier that lacks this year's assessment, which the liaison's unit owes: by June last year's is out of date. */
async function gapOwedByUnit(): Promise<Gap> {
  await desk.server.laterBy(60);
  const unit = await desk.server.as('unit');
  const officer = await desk.server.as('officer');
  const { body: session } = await unit.send<{ unitId: string }>('GET', '/api/session');
  const { body } = await officer.send<{ items: Gap[] }>(
    'GET',
    `/api/gaps?unitId=${session.unitId}&item=${ITEM}&limit=200`,
  );
  return body.items.find((gap) => gap.owedBy[0]?.id === session.unitId)!;
}

/** What the unit supplied, as it waits for a second person. */
async function waitingEntry(subjectId: string): Promise<string> {
  const reviewer = await desk.server.as('reviewer');
  let cursor: string | null = null;
  do {
    const { body }: { body: Queue } = await reviewer.send<Queue>(
      'GET',
      `/api/verification-queue?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    );
    const found = body.items.find((one) => one.subjectId === subjectId && one.item === ITEM);
    if (found) return found.id;
    cursor = body.next;
  } while (cursor);
  throw new Error('Nothing waits for a second person');
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const inDialog = (page: Page, name: string): Locator =>
  dialogOf(page).last().getByRole('button', { name, exact: true });

async function leave(visitor: Visitor): Promise<void> {
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
}

describe('a gap of a dossier', () => {
  it('is asked for by the officer, supplied with a file by the unit, which never sees the dossier, and closed by the reviewer', async () => {
    const gap = await gapOwedByUnit();
    const officer = await desk.open('officer', { at: `/gaps?subjectId=${gap.subjectId}&item=${ITEM}` });
    await officer.page.getByRole('button', { name: /^下达采集任务/ }).click();
    await dialogOf(officer.page).getByLabel('要求').fill('请附考核登记表');
    expect(await seriousFindings(officer.page)).toEqual([]);
    await inDialog(officer.page, '下达采集任务').click();
    await officer.page.locator('tbody a[href^="/collection-tasks/"]').waitFor();
    await leave(officer);

    const unit = await desk.open('unit');
    await unit.page.getByRole('link', { name: '年度考核测评' }).first().click();
    await unit.page.getByRole('definition').filter({ hasText: '请附考核登记表' }).waitFor();
    const form = path.join(folder, '考核登记表.txt');
    await writeFile(form, '年度考核登记表：考核等次为优秀。');
    await unit.page.setInputFiles('input[type=file]', form);
    await unit.page.getByRole('button', { name: '移除 考核登记表.txt' }).waitFor();
    await unit.page.locator('[id="root/year"]').fill('2026');
    await unit.page.keyboard.press('Enter');
    // Enter in a field is no answer: nothing is sent by it.
    await unit.page.getByLabel('考核机关').fill('县财政局');
    await unit.page.keyboard.press('Enter');
    expect(await unit.page.getByText('已提供', { exact: true }).count()).toBe(0);
    await unit.page.getByLabel('考核等次').click();
    expect(await seriousFindings(unit.page)).toEqual([]);
    await unit.page.locator('.ant-select-item-option', { hasText: /^优秀$/ }).click();
    await unit.page.getByRole('button', { name: '提供材料', exact: true }).click();
    await unit.page.getByText('已提供', { exact: true }).first().waitFor();
    expect(unit.complaints).toEqual([]);
    // The dossier itself is refused, which the browser may complain of.
    await unit.go(`/dossiers/${gap.subjectId}`);
    await unit.page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
    await unit.close();

    const reviewer = await desk.open('reviewer');
    const entry = await waitingEntry(gap.subjectId);
    await reviewer.go(`/verification?material=${entry}`);
    await dialogOf(reviewer.page).getByText('县财政局').first().waitFor();
    await dialogOf(reviewer.page).getByText('考核登记表.txt').first().waitFor();
    expect(await seriousFindings(reviewer.page)).toEqual([]);
    await dialogOf(reviewer.page).getByRole('button', { name: '核实', exact: true }).click();
    await inDialog(reviewer.page, '核实').click();
    await dialogOf(reviewer.page).getByText('已核实', { exact: true }).first().waitFor();
    await leave(reviewer);

    const after = await desk.open('officer', { at: `/gaps?subjectId=${gap.subjectId}` });
    await after.page.locator('tbody tr').first().waitFor();
    expect(await after.page.locator('tbody tr', { hasText: '年度考核测评' }).count()).toBe(0);
    await after.go('/collection-tasks?open=false');
    await after.page.locator('tbody tr', { hasText: '年度考核测评' }).getByText('已办结').waitFor();
    await leave(after);
  });
});

describe('a restricted entry', () => {
  it('is read with a slip: asked for at the entry, approved by another person, opened, returned', async () => {
    const officer = await desk.open('officer', { at: '/dossiers?kind=person&flag=top-leader' });
    const { page } = officer;
    await page.locator('tbody a').first().click();
    await page.locator('.entries button', { hasText: '个人有关事项报告' }).first().click();
    await dialogOf(page).getByText('须凭经批准的阅档单查阅').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialogOf(page).getByRole('button', { name: '申请阅档' }).click();
    const dialog = dialogOf(page).last();
    await dialog.getByLabel('事由').click();
    await page.getByTitle('政治生态研判').click();
    await dialog.getByLabel('具体说明').fill('年度政治生态研判');
    await dialog.getByLabel('查阅截止').fill(lastDay((await dialog.getByText(/^最迟/).textContent()) ?? ''));
    await page.keyboard.press('Enter');
    await inDialog(page, '申请阅档').click();
    await page.getByText('已提交申请，等待审批。').waitFor();
    await officer.go('/reading-slips');
    await page.locator('tbody a').first().click();
    await page.getByText('须由有审批权限的另一人批准').waitFor();
    expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0);
    const slip = new URL(page.url()).pathname;

    const head = await desk.open('head', { at: '/reading-slips?scope=to-approve' });
    await head.page.locator('tbody a').first().click();
    await head.page.getByText('年度政治生态研判').waitFor();
    await head.page.getByRole('button', { name: '批准', exact: true }).click();
    await inDialog(head.page, '批准').click();
    await head.page.getByText('已批准', { exact: true }).first().waitFor();
    await leave(head);

    await officer.go(slip);
    await page.getByRole('button', { name: '开始查阅' }).click();
    await inDialog(page, '开始查阅').click();
    await page.getByText('查阅中', { exact: true }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('.facts a').first().click();
    await page.locator('.entries button', { hasText: '个人有关事项报告' }).first().click();
    await dialogOf(page).locator('.form-view, .facts').nth(1).waitFor();
    expect(await dialogOf(page).getByText('须凭经批准的阅档单查阅').count()).toBe(0);
    await officer.go(slip);
    await page.getByRole('button', { name: '归还', exact: true }).click();
    await dialogOf(page).getByRole('checkbox').check();
    await inDialog(page, '归还').click();
    await page.getByText('已归还', { exact: true }).first().waitFor();
    await leave(officer);
  });
});

/** The day in “最迟 2026-12-11”. */
const lastDay = (text: string): string => text.replace(/^最迟\s*/, '').trim();
