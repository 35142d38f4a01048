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
