import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import { getOpinionSheet } from '@plumbline/contract/opinion';
import { listPersons } from '@plumbline/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function look({ page }: Visitor, name: string) {
  const folder = process.env.PLUMBLINE_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
}

const SIGNERS = [
  ['intake', '信访会签人', '何雨晴'],
  ['casemgmt', '案件监督管理会签人', '白静宜'],
  ['reviewer', '案件审理会签人', '严守诚'],
  ['dispatched', '监督检查会签人', '曹立群'],
] as const;

/** The other departments sign as the first did in its window. */
async function signByApi(id: string, who: string): Promise<void> {
  const as = await desk.server.as(who);
  const { places, rows, version } = await as.must(getOpinionSheet, { params: { id } });
  const action = places.find((place) => place.action)!.action!;
  const signed = rows.map(({ no }) => ({ no, result: 'clear' }));
  await as.must(actOnMatter, { params: { id, action }, body: { version, data: { signed } } });
}

async function approveByApi(id: string): Promise<void> {
  for (const who of ['head', 'secretary']) {
    const as = await desk.server.as(who);
    const { status, body } = await as.call(getMatter, { params: { id } });
    if (status !== 200 || !body.allowed.includes('approval.approve')) continue;
    await as.must(actOnMatter, { params: { id, action: 'approval.approve' }, body: { reason: '同意。' } });
  }
}

describe('an opinion on a list of names', () => {
  it('is pasted, checked, registered, signed for all names at once, concluded, replied to and printed', async () => {
    const { items } = await (await desk.server.as('officer')).must(listPersons, {
      query: { limit: 200 } as never,
    });
    const people = items.filter(({ posts, heads }) => posts.length > 0 && !heads).slice(0, 3);
    const officer = await desk.open('officer', { at: '/opinions' });
    const { page } = officer;
    await page.getByRole('link', { name: '登记来函' }).click();
    const lines = people.map(({ name, posts }) => `${name}，${posts[0]!.unitName}，${posts[0]!.title}`);
    await page.getByLabel('粘贴名单').fill([...lines, '无此人，某某单位'].join('\n'));
    await page.getByRole('button', { name: '核对名单' }).click();
    await page.getByText('可登记 3 人 · 还有 1 行待处理').waitFor();
    await look(officer, 'opinion-names');
    await page.getByRole('button', { name: '删去无此人' }).click();
    await page.getByText('可登记 3 人', { exact: true }).waitFor();

    await page.getByLabel('来函文号').fill('澄组函〔2026〕8号');
    await page.getByLabel('征求意见单位').fill('县委组织部');
    await page.getByLabel('来函日期').fill('2026-04-03');
    await page.keyboard.press('Tab');
    await page.getByLabel('事由').click();
    await page.locator('.ant-select-item-option', { hasText: '选拔任用' }).click();
    for (const [field, name] of [...SIGNERS.map(([, ...named]) => named), ['承办人', '罗志远'] as const]) {
      await page.getByLabel(field).fill(name);
      await page.locator('.ant-select-item-option-active', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    await page.getByRole('button', { name: '登记并送会签' }).click();
    await page.getByText('未会签 3 人').first().waitFor();
    const address = new URL(page.url()).pathname;
    const id = address.split('/').at(-1)!;

    const [[first], ...others] = SIGNERS;
    const signer = await desk.open(first, { at: address });
    await signer.page.getByRole('checkbox').first().check();
    await signer.page.getByRole('combobox', { name: '所选人员统一填写' }).click();
    await signer.page.locator('.ant-select-item-option', { hasText: '未发现影响使用的问题' }).last().click();
    await look(signer, 'opinion-sign');
    await signer.page.getByRole('button', { name: '提交会签（3 人）' }).click();
    await signer.page.getByText('已会签').first().waitFor();
    expect(signer.complaints).toEqual([]);
    await signer.close();
    for (const [who] of others) await signByApi(id, who);

    await officer.go(address);
    await look(officer, 'opinion-conclude');
    await page.getByRole('button', { name: '提交结论' }).click();
    await page.getByText('已拟结论').first().waitFor();
    await page.getByRole('button', { name: '报批复函' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '报批复函' }).click();
    await page.getByText('待审批').waitFor();
    await look(officer, 'opinion-asked');
    await approveByApi(id);

    await officer.go(address);
    await page.getByText('已复函').first().waitFor();
    await page.getByText('暂未发现影响使用的问题').nth(2).waitFor();
    await look(officer, 'opinion-replied');
    await page.emulateMedia({ media: 'print' });
    await look(officer, 'opinion-print');
    expect(await page.getByRole('button').count()).toBe(0);
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});
