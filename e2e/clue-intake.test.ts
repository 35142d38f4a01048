import { listClues } from '@plumbline/contract/clue';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

it('takes slips in with the keyboard alone, one after the other, undoes one and prints labels', async () => {
  const intake = await desk.open('intake');
  const { page } = intake;
  const { keyboard } = page;
  await intake.go('/clue-intake');
  const focused = async () =>
    (await page
      .locator(':focus')
      .getAttribute('id')
      .catch(() => '')) ?? '';
  await expect.poll(focused).toMatch(/subject$/);
  /** Types what narrows the list of the field that has the focus, takes the first that fits, goes on. */
  const choose = async (words: string, option = words) => {
    await keyboard.type(words);
    await page.locator('.ant-select-item-option-active', { hasText: option }).waitFor();
    await keyboard.press('Enter');
    await keyboard.press('Tab');
  };
  const to = async (field: RegExp) => {
    for (let i = 0; i < 6 && !field.test(await focused()); i++) await keyboard.press('Tab');
    expect(await focused()).toMatch(field);
  };
  await choose('郑榕清');
  await to(/title$/);
  await keyboard.type('反映跑官要官');
  await to(/class$/);
  await choose('信访', '信访类');
  await to(/subType$/);
  await choose('来信', '来信处理');
  await to(/source$/);
  await choose('检举', '检举控告');
  await to(/problem$/);
  await choose('跑官', '跑官卖官');
  expect(await seriousFindings(page)).toEqual([]);
  await to(/pieces$/);
  await keyboard.press('Enter');
  await page
    .getByRole('status')
    .filter({ hasText: /已登记：.*线〔2026〕\d{5}号/ })
    .waitFor();
  // The next one: what came in with it is of the same kind, so only whom and what is left to say.
  await expect.poll(focused).toMatch(/subject$/);
  await choose('郑榕清');
  await to(/title$/);
  await keyboard.type('反映违规接待');
  await keyboard.press('Enter');
  await page.getByRole('cell', { name: '反映违规接待' }).waitFor();
  const client = await desk.server.as('intake');
  const mine = await client.must(listClues, { query: { mine: 'true' } });
  expect(mine.items.map((clue) => [clue.title, clue.problemTitle, clue.status])).toEqual([
    ['反映违规接待', null, 'unverified'],
    ['反映跑官要官', '跑官卖官', 'unverified'],
  ]);
  await page.getByRole('checkbox', { name: mine.items[0]!.number! }).check();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.labels').textContent()).toContain(mine.items[0]!.number!);
  expect(await page.locator('.data-table').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: '撤销所选（1）' }).click();
  await page.getByRole('cell', { name: '已撤回' }).waitFor();
  expect(intake.complaints).toEqual([]);
  await intake.close();
});
