import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workbookOf } from '@plumbline/server/modules/clue/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await startDesk();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-story-'));
});
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

interface Person {
  id: string;
  name: string;
  posts: { unitName: string; title: string }[];
}

/** Somebody in office whose name nobody else bears. */
async function someone(): Promise<Person> {
  const officer = await desk.server.as('officer');
  const { body } = await officer.send<{ items: Person[] }>('GET', '/api/persons', { query: { limit: 200 } });
  for (const person of body.items) {
    const same = await officer.send<{ items: Person[] }>('GET', '/api/persons', {
      query: { q: person.name },
    });
    if (person.posts.length > 0 && same.body.items.length === 1) return person;
  }
  throw new Error('Everybody has a namesake');
}

const lineOf = (person: Person, title: string, day: string) => ({
  姓名: person.name,
  所在单位: person.posts[0]!.unitName,
  职务: person.posts[0]!.title,
  线索类别: '信访类',
  具体类型: '来信处理',
  线索来源: '司法机关移送',
  发生日期: day,
  线索摘要: title,
});

const sound = async (visitor: Visitor) => expect(await seriousFindings(visitor.page)).toEqual([]);

describe('from the liaison to the dossier', () => {
  it('a row is mended, signed, returned or accepted, and stands in the file of its person', async () => {
    const person = await someone();
    const court = await desk.open('court', { at: '/submissions' });
    await sound(court);
    await court.page.getByRole('button', { name: '报送 2026Q1' }).click();
    await court.page.getByRole('heading', { level: 1, name: /2026Q1/ }).waitFor();
    const file = path.join(folder, '一季度.xlsx');
    const lines = [
      lineOf(person, '反映其在招投标中打招呼', '2026-02-30'),
      lineOf(person, '反映其办公用房超标', '2026年2月8日'),
    ];
    await writeFile(file, await workbookOf(lines));
    await court.page.setInputFiles('input[type=file]', file);
    await court.page.getByText('日历上没有“2026-02-30”这一天').first().waitFor();
    await sound(court);
    await court.page
      .getByRole('button', { name: /^修改第/ })
      .first()
      .click();
    const fix = court.page.getByRole('dialog');
    await fix.getByLabel('发生日期').fill('2026年2月28日');
    await fix.getByRole('button', { name: '保存' }).click();
    await court.page.getByText('日历上没有').first().waitFor({ state: 'detached' });
    await court.page.getByRole('button', { name: '签署并报送' }).click();
    await court.page.getByRole('checkbox', { name: /真实、完整/ }).check();
    await court.page.getByRole('dialog').getByRole('button', { name: '签署并报送' }).click();
    await court.page.getByRole('button', { name: '报送回执' }).waitFor();
    const sheet = new URL(court.page.url()).pathname;

    const receiver = await desk.open('orgdept', { at: sheet });
    await receiver.page.locator('tbody input[type=checkbox]').nth(1).check();
    await receiver.page.getByRole('button', { name: '退回所选 1 行' }).click();
    const back = receiver.page.getByRole('dialog');
    await back.getByLabel('理由').fill('请附现场照片');
    await back.getByRole('button', { name: '退回所选 1 行' }).click();
    await receiver.page.getByText('请附现场照片').first().waitFor();
    await receiver.page.getByRole('button', { name: '接收', exact: true }).click();
    await receiver.page.getByRole('dialog').getByRole('button', { name: '接收', exact: true }).click();
    await receiver.page.getByText('正在接收').first().waitFor();
    await desk.server.work();
    const clue = receiver.page.locator('tbody a[href^="/clues/"]').first();
    await clue.waitFor();
    await sound(receiver);
    await clue.click();
    await receiver.page.getByRole('heading', { level: 1, name: /线〔2026〕/ }).waitFor();
    await receiver.page.getByRole('link', { name: person.name }).waitFor();
    await receiver.go(`/clues?subjectId=${person.id}&period=2026Q1`);
    await receiver.page.locator('tbody tr').first().waitFor();
    await sound(receiver);
    await receiver.go('/leading-group');
    await receiver.page.getByRole('heading', { level: 2, name: '卷数与条目数' }).waitFor();
    await sound(receiver);

    await court.go(sheet);
    await court.page.getByText('请附现场照片').first().waitFor();
    expect(await court.page.locator('tbody a[href^="/clues/"]').count()).toBe(0);
    await court.go('/submissions/periods/2026Q1');
    await sound(court);
    for (const visitor of [court, receiver]) {
      expect(visitor.complaints).toEqual([]);
      await visitor.close();
    }
  });
});
