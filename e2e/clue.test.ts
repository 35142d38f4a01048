import { registerClue } from '@plumbline/contract/clue';
import { actOnMatter } from '@plumbline/contract/matter';
import { getRegistryLists } from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** A problem clue that case supervision registered and gave to the officer. */
async function assigned(): Promise<string> {
  const { server } = desk;
  const { personId } = await (await server.as('subject')).must(getSession);
  const { accountId } = await (await server.as('officer')).must(getSession);
  const casemgmt = await server.as('casemgmt');
  const { organs } = await casemgmt.must(getRegistryLists);
  const clue = await casemgmt.must(registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映工程发包打招呼问题',
      subjectKind: 'person',
      subjectId: personId!,
      organId: organs.find(({ name }) => name === '澄溪县纪委监委')!.id,
    },
  });
  const params = { id: clue.matterId, action: 'assign' };
  await casemgmt.must(actOnMatter, { params, body: { data: { handlers: [accountId] } } });
  return clue.id;
}

describe('a clue of one’s own', () => {
  it('is broken into allegations on its file, gone on with later, and enters the three steps', async () => {
    const id = await assigned();
    const officer = await desk.open('officer');
    const { page } = officer;
    await officer.go(`/clues/${id}`);
    await page.getByText('提出处置意见').first().waitFor();
    expect(await page.getByRole('button', { name: '进入三步研判' }).count()).toBe(0);
    await page.getByRole('button', { name: '分解问题' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '添加一项' }).click();
    await dialog.getByLabel('序号').fill('1');
    await dialog.getByLabel('反映的问题').fill('在工程发包中为亲友打招呼');
    await dialog.getByRole('radio', { name: '未查找' }).check();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '分解问题' }).click();
    await page.getByRole('cell', { name: '在工程发包中为亲友打招呼' }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '分解问题' }).click();
    // Later the form goes on with what it said.
    await expect.poll(() => dialog.getByLabel('反映的问题').inputValue()).toBe('在工程发包中为亲友打招呼');
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '进入三步研判' }).click();
    await dialog.getByRole('radio', { name: '真伪不清' }).check();
    await dialog.getByLabel('理由').fill('来信未附证据。');
    await dialog.getByRole('button', { name: '进入三步研判' }).click();
    await page.getByRole('button', { name: '送单位对比' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('is registered where it comes in, and has its number at once', async () => {
    const intake = await desk.open('intake');
    const { page } = intake;
    await intake.go('/clues');
    await page.getByRole('button', { name: '登记线索' }).click();
    const dialog = page.getByRole('dialog');
    const choose = async (label: string, option: string) => {
      await dialog.getByLabel(label).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click();
    };
    await dialog.getByLabel('对象').fill('郑榕清');
    await page.locator('.ant-select-item-option-active', { hasText: '郑榕清' }).waitFor();
    await page.keyboard.press('Enter');
    await choose('类别', '信访类');
    await choose('类型', '来信处理');
    await choose('来源', '检举控告');
    await dialog.getByLabel('发生').fill('2026-03-02');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('摘要').fill('反映公务接待超标');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { level: 1, name: /线〔2026〕\d{5}号/ }).waitFor();
    expect(intake.complaints).toEqual([]);
    await intake.close();
  });

  it('is no page for the person whom it concerns', async () => {
    const id = await assigned();
    const subject = await desk.open('subject');
    await subject.page.goto(`${desk.address}/clues/${id}`);
    await subject.page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
    await subject.close();
  });
});
