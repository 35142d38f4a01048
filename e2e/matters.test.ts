import { actOnMatter, beginMatter, getMatter } from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const shot = (name: string) =>
  process.env.PLUMBLINE_SHOTS ? `${process.env.PLUMBLINE_SHOTS}/${name}.png` : undefined;

async function look({ page }: Visitor, name: string) {
  const path = shot(name);
  if (path) await page.screenshot({ path, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
}

describe('a letter of inquiry', () => {
  it('is drafted, approved from the list of what is to do, answered by the person alone, and seen by all in their places', async () => {
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const officer = await desk.open('officer', {
      at: `/matters/new?procedure=inquiry&kind=person&subject=${personId}`,
    });
    const { page } = officer;
    await page.getByRole('heading', { level: 2, name: '函询', exact: true }).waitFor();
    await look(officer, 'matter-new');
    await page.getByLabel('函询问题').fill('一、请就本人住房情况作出说明。');
    const handlers = page.getByLabel('承办人');
    await handlers.fill('罗志远');
    await page.locator('.ant-select-item-option-active', { hasText: '罗志远' }).waitFor();
    await page.keyboard.press('Enter');
    // Leaving the field keeps what was chosen in it.
    await page.keyboard.press('Tab');
    await page.locator('.ant-select-selection-item', { hasText: '罗志远' }).waitFor();
    // The list does not stay open behind whoever has left its text box.
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '发起', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: '程序图' }).waitFor();
    const address = new URL(page.url()).pathname;
    await look(officer, 'matter-drafted');

    const subject = await desk.open('subject');
    await subject.page.goto(desk.address + address);
    await subject.page.getByText('未找到该内容').first().waitFor();

    await page.getByRole('button', { name: '报批签发' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '报批签发' }).click();
    await page.getByRole('heading', { level: 2, name: '待审批的请示' }).waitFor();
    await look(officer, 'matter-request');

    const approver = await desk.open('head', { at: '/workbench' });
    const row = approver.page.locator('tbody tr', { hasText: '函询' });
    await row.getByText('待您审批').first().waitFor();
    await row.getByRole('checkbox').first().check();
    await look(approver, 'workbench-head');
    await approver.page.getByRole('button', { name: '批准所选' }).click();
    await approver.page.getByLabel('意见').fill('同意。');
    await approver.page.getByRole('dialog').getByRole('button', { name: '批准所选' }).click();
    await approver.page.getByText('已批准 1 项。').waitFor();
    expect(approver.complaints).toEqual([]);
    await approver.close();

    await officer.go(address);
    await page.getByText('已签发，待送达').first().waitFor();
    await look(officer, 'matter-issued');

    await subject.go('/workbench');
    await subject.page.getByText('待您答复').waitFor();
    await subject.page.locator('tbody a').first().click();
    await subject.page.getByText('只显示与您有关的内容').waitFor();
    await look(subject, 'matter-outside');
    await subject.page.getByRole('button', { name: '签收' }).click();
    await subject.page.getByRole('dialog').getByRole('button', { name: '签收' }).click();
    await subject.page.getByText('已送达，待回复').first().waitFor();
    await look(subject, 'matter-served');
    // The questions stand over the answer: nobody copies them from the letter.
    await subject.page.getByRole('button', { name: '回复函询' }).click();
    await subject.page.getByRole('dialog').getByText('一、请就本人住房情况作出说明。').waitFor();
    await look(subject, 'matter-answer');

    await officer.go(address);
    await page.getByText('本人回复').first().waitFor();
    expect(await page.getByRole('button', { name: '回复函询' }).count()).toBe(0);
    await officer.go('/matters?view=board&procedure=inquiry');
    await page.getByRole('heading', { level: 3, name: /已送达/ }).waitFor();
    await look(officer, 'matter-board');
    expect(officer.complaints).toEqual([]);
    await Promise.all([officer.close(), subject.close()]);
  });
});

describe('two people on one matter', () => {
  it('approve nothing that was withdrawn meanwhile: whoever came second reads it anew where it was refused', async () => {
    const officer = await desk.server.as('officer');
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const { accountId } = await officer.must(getSession);
    const { id } = await officer.must(beginMatter, {
      body: {
        procedure: 'inquiry',
        subjects: [{ kind: 'person', id: personId! }],
        data: { problems: '一、请说明兼职取酬情况。', handlers: [accountId] },
      },
    });
    const take = (action: string) => officer.must(actOnMatter, { params: { id, action }, body: {} });
    await take('issue');
    const head = await desk.open('head', { at: `/matters/${id}` });
    const dialog = head.page.getByRole('dialog');
    await head.page.getByRole('button', { name: '批准', exact: true }).click();
    await take('approval.withdraw');
    await dialog.getByRole('button', { name: '批准', exact: true }).click();
    await dialog.getByText('他人刚办理或修改过').waitFor();
    await look(head, 'matter-stale');
    await dialog.getByRole('button', { name: '读取最新内容' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await head.page.getByText('拟稿').first().waitFor();
    expect(await head.page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0);
    await head.close();
  });

  it('write over nothing unseen: what the other wrote meanwhile stands above the own form', async () => {
    const officer = await desk.server.as('officer');
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const { accountId } = await officer.must(getSession);
    const data = { problems: '一、请说明兼职取酬情况。', handlers: [accountId] };
    const { id } = await officer.must(beginMatter, {
      body: { procedure: 'inquiry', subjects: [{ kind: 'person', id: personId! }], data },
    });
    const { page, ...mine } = await desk.open('officer', { at: `/matters/${id}` });
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: '修改拟稿' }).click();
    await dialog.getByLabel('函询问题').fill('一、请说明配偶经商情况。');
    await officer.must(actOnMatter, {
      params: { id, action: 'revise' },
      body: { data: { ...data, problems: '一、请说明出国境情况。' } },
    });
    await dialog.getByRole('button', { name: '修改拟稿' }).click();
    await dialog.getByRole('button', { name: '读取最新内容' }).click();
    await dialog.getByText('他人刚填写了下列内容').waitFor();
    await dialog.getByText('一、请说明出国境情况。').waitFor();
    expect(await dialog.getByLabel('函询问题').inputValue()).toBe('一、请说明配偶经商情况。');
    await mine.close();
  });
});

describe('absence', () => {
  it('is bridged by a colleague who approves instead, in English too', async () => {
    const head = await desk.open('head', { locale: 'en-GB' });
    await head.go('/delegations');
    await head.page.getByText('No delegations').waitFor();
    await head.page.getByRole('button', { name: 'Delegate' }).click();
    await look(head, 'delegation-en');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await head.go('/workbench');
    await look(head, 'workbench-en');
    expect(head.complaints).toEqual([]);
    await head.close();
  });
});

describe('somebody who leaves', () => {
  it('has their matters handed over in one step by whoever is in charge', async () => {
    const officer = await desk.server.as('officer');
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const { accountId } = await officer.must(getSession);
    for (const problems of ['请就本人经商办企业情况作出说明。', '请就本人出国境情况作出说明。'])
      await officer.must(beginMatter, {
        body: {
          procedure: 'inquiry',
          subjects: [{ kind: 'person', id: personId! }],
          data: { problems, handlers: [accountId] },
        },
      });
    const head = await desk.open('head', { at: `/matters/hand-over?account=${accountId}` });
    const { page } = head;
    const free = page.locator('tbody input[type=checkbox]:not([disabled])');
    await free.nth(1).waitFor();
    for (const nth of [0, 1]) await free.nth(nth).check();
    const taker = page.getByLabel('接收人');
    await taker.fill('曹立群');
    await page.locator('.ant-select-item-option', { hasText: '曹立群' }).click();
    await page.getByRole('button', { name: '所选 2 件交此人' }).click();
    await look(head, 'hand-over');
    await page.getByRole('button', { name: '移交 2 件' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('曹立群：2 件').waitFor();
    await dialog.getByLabel('理由').fill('调离。');
    await look(head, 'hand-over-dialog');
    await dialog.getByRole('button', { name: '移交 2 件' }).click();
    await page.getByText('已移交 2 件。').waitFor();
    expect(head.complaints).toEqual([]);
    await head.close();
  });
});

describe('somebody who has to stay out', () => {
  it('is kept out by whoever is in charge, who sees beforehand what follows and names who takes over', async () => {
    const [officer, head] = [await desk.server.as('officer'), await desk.server.as('head')];
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const { accountId } = await officer.must(getSession);
    const { id } = await officer.must(beginMatter, {
      body: {
        procedure: 'inquiry',
        subjects: [{ kind: 'person', id: personId! }],
        data: { problems: '请就本人兼职情况作出说明。', handlers: [accountId] },
      },
    });
    const path = { params: { id } };
    await officer.must(actOnMatter, { params: { id, action: 'issue' }, body: {} });
    const casemgmt = await desk.open('casemgmt', { at: `/matters/${id}` });
    const { page } = casemgmt;
    const dialog = page.getByRole('dialog');
    const choose = async (label: string, name: string) => {
      await dialog.getByLabel(label).fill(name);
      await page.locator('.ant-select-item-option-active', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
    };
    const recuse = () => dialog.getByRole('button', { name: '回避', exact: true }).click();

    await page.getByRole('button', { name: '回避', exact: true }).click();
    await recuse();
    await dialog.getByText('请选择回避人。').waitFor();
    await choose('回避人', '方正平');
    await dialog.getByText('上移一级。').first().waitFor();
    expect(await dialog.getByLabel('接手人').count()).toBe(0);
    await dialog.getByLabel('理由').fill('与对象曾为同事。');
    await recuse();
    await dialog.waitFor({ state: 'hidden' });
    expect((await head.call(getMatter, path)).status).toBe(404);

    await page.getByRole('button', { name: '回避', exact: true }).click();
    await choose('回避人', '罗志远');
    await dialog.getByText('没有其他人').waitFor();
    await choose('接手人', '邓家宁');
    await dialog.getByLabel('理由').fill('与对象为同乡。');
    await look(casemgmt, 'matter-recuse');
    await officer.must(actOnMatter, { params: { id, action: 'approval.withdraw' }, body: {} });
    await recuse();
    await dialog.getByText('请核对后再确认').waitFor();
    await recuse();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('邓家宁').first().waitFor();
    await look(casemgmt, 'matter-recused');
    expect((await officer.call(getMatter, path)).status).toBe(404);
    const { parties, steps } = await (await desk.server.as('casemgmt')).must(getMatter, path);
    expect(parties.flatMap(({ members }) => members.map(({ name }) => name))).toEqual(['邓家宁']);
    expect(steps.map(({ title }) => title).slice(-2)).toEqual(['移交承办', '回避']);
    // The conflict that was provoked.
    expect(casemgmt.complaints.filter((one) => !one.includes('409'))).toEqual([]);
    await casemgmt.close();
  });
});
