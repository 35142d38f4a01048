import { actOnMatter, beginMatter } from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** A letter of inquiry that was issued to the sample person. */
async function letter(): Promise<string> {
  const { server } = desk;
  const { personId } = await (await server.as('subject')).must(getSession);
  const { accountId } = await (await server.as('officer')).must(getSession);
  const officer = await server.as('officer');
  const { id } = await officer.must(beginMatter, {
    body: {
      procedure: 'inquiry',
      subjects: [{ kind: 'person', id: personId! }],
      data: { problems: '一、请就本人住房情况作出说明。', handlers: [accountId] },
    },
  });
  await officer.must(actOnMatter, { params: { id, action: 'issue' }, body: {} });
  await (await server.as('head')).must(actOnMatter, {
    params: { id, action: 'approval.approve' },
    body: { reason: '同意。' },
  });
  return id;
}

const shot = (name: string) =>
  process.env.PLUMBLINE_SHOTS ? `${process.env.PLUMBLINE_SHOTS}/${name}.png` : undefined;

async function look({ page }: Visitor, name: string) {
  const path = shot(name);
  if (path) await page.screenshot({ path, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
  // Nothing is wider than the phone.
  expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(390);
}

/** The same, answered and closed. */
async function closedLetter(): Promise<void> {
  const id = await letter();
  const { server } = desk;
  const take = async (who: string, action: string, data?: object, reason?: string) =>
    (await server.as(who)).must(actOnMatter, {
      params: { id, action },
      body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
    });
  await take('subject', 'receive');
  await take('subject', 'answer-alone', {
    answers: [{ problem: '住房情况', explanation: '家庭住房一套。' }],
    selfExamination: '对照检查，无其他住房。',
    promise: true,
    rectification: '无。',
    signature: (await (await server.as('subject')).must(getSession)).name,
  });
  await take('officer', 'assess', { assessment: '属实。', inFavour: '登记相符。', outcome: 'accept' });
  await take('officer', 'close', { received: '2026-04-06', finding: '予以采信。' });
  await take('head', 'approval.approve', undefined, '同意。');
}

describe('the own page', () => {
  it('leads a person on a phone, by keyboard, from the letter to the answer, in words and with the last day', async () => {
    const id = await letter();
    const visitor = await desk.open('subject', { width: 390 });
    const { page } = visitor;
    await page.getByRole('heading', { level: 1, name: '与我有关' }).waitFor();
    await page.getByText('已签发，待送达').waitFor();
    await look(visitor, 'own-letter');
    await page.getByRole('link', { name: '签收' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('只显示与您有关的内容').waitFor();
    await page.getByRole('button', { name: '签收' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: '签收' }).click();
    await page.getByText('已送达，待回复').first().waitFor();

    await visitor.go('/');
    const step = page.getByRole('listitem').filter({ hasText: '回复函询' }).last();
    await step.getByText(/最晚\d+年\d+月\d+日 还有 \d+ 天/).waitFor();
    await page.getByRole('link', { name: '函询通知书' }).waitFor();
    await look(visitor, 'own-served');
    expect(visitor.complaints).toEqual([]);
    await visitor.close();

    // In English as well, from the account menu of anybody; whoever handles the letter is told nothing there.
    const officer = await desk.open('officer', { width: 390, locale: 'en-GB' });
    await officer.page.getByRole('button', { name: /Account/ }).click();
    await officer.page.getByRole('menuitem', { name: 'What concerns me' }).click();
    await officer.page.getByRole('heading', { level: 1, name: 'What concerns me' }).waitFor();
    await officer.page.getByText('There is nothing for you to do at present.').waitFor();
    expect(await officer.page.content()).not.toContain(id);
    await look(officer, 'own-officer');
    await officer.close();
  });
});

describe('the figures', () => {
  it('lead from a bar and a number to the matters that it counts, and back', async () => {
    await closedLetter();
    const visitor = await desk.open('head', { at: '/figures?every=year&group=letters', width: 1366 });
    const { page } = visitor;
    await page.getByRole('heading', { level: 1, name: '成效统计' }).waitFor();
    await page.getByText('发出函询（件）').waitFor();
    const path = shot('figures');
    if (path) await page.screenshot({ path, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    const number = page
      .getByRole('row', { name: /^2026年/ })
      .getByRole('link')
      .first();
    const count = Number(await number.textContent());
    expect(count).toBeGreaterThan(0);
    await number.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '发出函询' }).waitFor();
    await page.getByText(`2026-01-01 至 2026-12-31 · 共 ${count} 件`).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(count);
    const list = shot('figures-list');
    if (list) await page.screenshot({ path: list, fullPage: true });
    expect(await seriousFindings(page)).toEqual([]);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出清单' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByRole('navigation', { name: '所在位置' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: '成效统计' }).waitFor();
    expect(page.url()).toContain('every=year');
    expect(visitor.complaints).toEqual([]);
    await visitor.close();
  });
});
