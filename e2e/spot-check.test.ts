import { actOnMatter, beginMatter } from '@plumbline/contract/matter';
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

/** A letter that the sample person answered. */
async function answeredLetter(): Promise<void> {
  const { personId } = await (await desk.server.as('subject')).must(getSession);
  const subjects = [{ kind: 'person' as const, id: personId! }];
  const { id } = await (await desk.server.as('officer2')).must(beginMatter, {
    body: { procedure: 'inquiry', subjects, data: { problems: '一、住房情况。' } },
  });
  const take = async (who: string, action: string, data?: Record<string, unknown>) =>
    (await desk.server.as(who)).call(actOnMatter, { params: { id, action }, body: data ? { data } : {} });
  await take('officer2', 'issue');
  for (const who of ['head', 'secretary']) await take(who, 'approval.approve');
  await take('subject', 'receive');
  const { status } = await take('subject', 'answer-alone', {
    answers: [{ problem: '住房情况', explanation: '住房一套。' }],
    selfExamination: '对照检查。',
    promise: true,
    rectification: '按时报告。',
    signature: (await (await desk.server.as('subject')).must(getSession)).name,
  });
  expect(status).toBe(200);
}

describe('a spot check of truthfulness', () => {
  it('is committed to by one person and drawn by another, and its page shows that everything agrees', async () => {
    await answeredLetter();
    await desk.server.laterBy(9);
    const supervisor = await desk.open('casemgmt', { at: '/spot-checks' });
    const { page } = supervisor;
    await page.getByText('还没有真实性抽查').waitFor();
    await look(supervisor, 'spot-checks-none');
    await page.getByRole('button', { name: '发起抽查' }).click();
    await page.getByText('尚未锁定').waitFor();
    await page.getByRole('button', { name: '锁定名单' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('回复日期自').fill('2026-04-01');
    await dialog.getByLabel('回复日期至').fill('2026-04-14');
    await dialog.getByLabel('抽取件数').fill('1');
    await dialog.getByLabel('以哪个公布的号码为准').fill('中国福利彩票双色球第2026045期开奖号码');
    await dialog.getByLabel('该号码的公布日期').fill('2026-04-21');
    await dialog.getByLabel('号码共几位数字').fill('14');
    await look(supervisor, 'spot-check-commit');
    await dialog.getByRole('button', { name: '锁定名单' }).click();
    await page.getByText('摘要、承诺值一致').waitFor();
    await look(supervisor, 'spot-check-committed');
    const address = new URL(page.url()).pathname;
    expect(supervisor.complaints).toEqual([]);
    await supervisor.close();

    await desk.server.laterBy(6);
    const officer = await desk.open('officer', { at: address });
    await officer.page.getByRole('button', { name: '录入号码并抽取' }).click();
    const second = officer.page.getByRole('dialog');
    await second.getByLabel('号码', { exact: true }).fill('02091417232805');
    await second.getByLabel('公布处').fill('中国福利彩票官方网站');
    await second.getByRole('button', { name: '录入号码并抽取' }).click();
    await officer.page.getByRole('link', { name: '抽中，待核查' }).waitFor();
    await officer.page.getByText('全部一致').waitFor();
    await look(officer, 'spot-check-drawn');
    const [saved] = await Promise.all([
      officer.page.waitForEvent('download'),
      officer.page.getByRole('button', { name: '下载凭证' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('真实性抽查凭证-2026-04-21.json');
    await officer.go('/spot-checks');
    await officer.page.getByText('0 / 1').waitFor();
    await look(officer, 'spot-checks');
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });
});
