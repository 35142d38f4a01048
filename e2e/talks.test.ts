import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const TIME = { day: '2026-04-06', from: '14:00', until: '15:00', place: '县纪委监委谈话室' };

/** A talk of which the person was notified: what is left is to hold it. */
async function notified(): Promise<string> {
  const as = (who: string) => desk.server.as(who);
  const sessionOf = async (who: string) => (await as(who)).must(getSession);
  const talkers = [(await sessionOf('officer')).accountId, (await sessionOf('intake')).accountId];
  const { id } = await (await as('officer')).must(matters.beginMatter, {
    body: {
      procedure: 'talk',
      subjects: [{ kind: 'person', id: (await sessionOf('subject')).personId! }],
      data: {
        kind: 'reminder',
        problem: '请销假手续办理不及时。',
        ...TIME,
        talkers,
        recorder: talkers[1],
        outline: '一、说明来意。',
        health: 'good',
        safety: '备好常用药品。',
      },
    },
  });
  const take = async (who: string, action: string, data?: object) =>
    (await as(who)).call(matters.actOnMatter, {
      params: { id, action },
      body: data ? { data: data as never } : {},
    });
  await take('officer', 'submit');
  for (const who of ['head', 'secretary']) await take(who, 'approval.approve');
  await take('officer', 'notify', TIME);
  return id;
}

describe('a talk whose network drops in the middle', () => {
  it('loses nothing that was typed: kept sealed on the computer, there after a reload, sent when the network is back', async () => {
    const id = await notified();
    const officer = await desk.open('officer');
    const { page } = officer;
    await officer.go(`/matters/${id}`);
    await page.getByRole('link', { name: '记录谈话' }).click();
    await page.getByText('边写边自动保存').waitFor();
    const answer = page.getByLabel('答', { exact: true });
    await page.getByRole('button', { name: '添加一项' }).first().click();
    await page.getByLabel('问', { exact: true }).fill('请说明请销假情况。');
    await answer.fill('因公外出。');
    await page.getByText('已保存').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.context().setOffline(true);
    await answer.fill('因公外出。网络中断之后补充：当日已电话报告。');
    await page.getByText('未上传：网络中断').waitFor();
    await page.getByText('文字已加密保存在本机').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // On the computer it stands, and nobody reads it there.
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('plumbline.kept.');
    expect(kept).not.toContain('电话报告');

    // The window goes while the network is down; the talk goes on after it is back.
    await page.route('**/drafts/**', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await page.context().setOffline(false);
    await page.reload();
    await answer.waitFor();
    expect(await answer.inputValue()).toContain('当日已电话报告');
    await page.getByText('未上传：网络中断').waitFor();
    await page.unroute('**/drafts/**');
    await page.getByRole('button', { name: '立即上传' }).click();
    await page.getByText('已保存').waitFor();
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('kept'))),
    ).toEqual([]);

    await page.getByRole('checkbox', { name: '已告知本人权利和义务' }).check();
    await page.getByRole('button', { name: '记录谈话', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /谈话/ }).waitFor();
    await page.getByText('已谈话，待核对').first().waitFor();
    await page.getByText('当日已电话报告').first().waitFor();
    await officer.close();
  });

  it('shows the calendar, and a clash while a talk is planned', async () => {
    const officer = await desk.open('officer');
    const { page } = officer;
    await notified();
    await officer.go('/sittings?day=2026-04-06');
    await page.getByText('14:00–15:00').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await officer.go('/matters/new?procedure=talk');
    await page.getByLabel('谈话日期').fill('2026-04-06');
    await page.keyboard.press('Enter');
    await page.getByLabel('开始时间').fill('14:30');
    await page.getByLabel('结束时间').fill('15:30');
    await page.getByLabel('谈话地点').fill('县纪委监委谈话室');
    await page.getByText('该时段地点已占用').waitFor();
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('takes a pasted list for a talk with many, and asks about namesakes and strangers', async () => {
    const officer = await desk.open('officer');
    const { page } = officer;
    await officer.go('/matters/new?procedure=talk-session');
    await page.getByRole('button', { name: '粘贴名单' }).click();
    const own = (await (await desk.server.as('subject')).must(getSession)).name;
    await page.getByLabel('每行一人').fill(`${own}\n查无此人`);
    await page.getByRole('button', { name: '查找 2 人' }).click();
    await page.getByText('未找到此人').waitFor();
    expect(await page.getByRole('button', { name: /^加入/ }).isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await officer.close();
  });
});
