import { listDossiers } from '@plumbline/contract/dossier';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

it('notes a small sign with the keyboard alone, and shows it in the register and its trend', async () => {
  const client = await desk.server.as('officer');
  const { items } = await client.must(listDossiers, { query: { kind: 'person', limit: 1 } });
  const subject = items[0]!;
  const officer = await desk.open('officer', {
    at: `/matters/new?procedure=sign&kind=person&subject=${subject.subjectId}`,
  });
  const { page } = officer;
  const { keyboard } = page;
  const tag = page.getByRole('checkbox', { name: '急功近利' });
  await tag.waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await tag.focus();
  await keyboard.press('Space');
  await page.getByLabel('发现日期').focus();
  await keyboard.type('2026-03-20');
  await keyboard.press('Enter');
  await page.getByRole('combobox', { name: '来源' }).focus();
  await keyboard.type('会议');
  await keyboard.press('Enter');
  await page.getByLabel('看到的情况').focus();
  await keyboard.type('只问进度，不问困难。');
  await page.getByRole('combobox', { name: '责任人' }).focus();
  await keyboard.type('罗志远');
  await page.locator('.ant-select-item-option-active', { hasText: '罗志远' }).waitFor();
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await page.getByRole('button', { name: '发起' }).focus();
  await keyboard.press('Enter');
  await page.getByText('已记录，待确认').first().waitFor();
  await officer.go('/signs');
  await page.locator('tbody tr', { hasText: subject.name }).getByText('急功近利').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await officer.go('/signs?view=counts');
  await page.locator('tbody tr', { hasText: '急功近利' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(officer.complaints).toEqual([]);
  await officer.close();
});
