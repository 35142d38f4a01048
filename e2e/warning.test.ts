import { actOnMaterial, addMaterial, getMaterial } from '@plumbline/contract/material';
import { actOnMatter, beginMatter, getMatter } from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { listWarningFacts } from '@plumbline/contract/warning';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk, type Visitor } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function look({ page }: Visitor, name: string) {
  const path = process.env.PLUMBLINE_SHOTS && `${process.env.PLUMBLINE_SHOTS}/${name}.png`;
  if (path) await page.screenshot({ path, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
}
const take = async (who: string, id: string, action: string, data?: object, reason?: string) => {
  const reply = await (await desk.server.as(who)).call(actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
  expect(reply.status, `${who} ${action} ${JSON.stringify(reply.body)}`).toBe(200);
};
const seen = async (who: string, id: string) =>
  await (await desk.server.as(who)).must(getMatter, { params: { id } });
async function approve(id: string) {
  for (const who of ['head', 'secretary'])
    if ((await seen(who, id)).allowed.includes('approval.approve')) await take(who, id, 'approval.approve');
}

/** A verified entry of the sample person's dossier. */
async function found(subjectId: string): Promise<void> {
  const form = {
    date: '2026-03-16',
    kind: 'check',
    officers: ['罗志远'],
    topic: '违规使用公务用车',
    content: '节假日公务用车未封存，核对行车记录属实。',
    gravity: 'heavier',
  };
  const { id } = await (await desk.server.as('officer')).must(addMaterial, {
    params: { subjectId },
    body: { item: 'supervision-notes', form, title: form.topic, occurredOn: form.date },
  });
  const reviewer = await desk.server.as('reviewer');
  const { version } = await reviewer.must(getMaterial, { params: { id } });
  await reviewer.must(actOnMaterial, { params: { id, action: 'verify' }, body: { version } });
}

describe('a warning of level 2', () => {
  it('[S1.27] is proposed on facts that the table weighs, raised, answered on a tablet, countersigned and closed', async () => {
    const { personId } = await (await desk.server.as('subject')).must(getSession);
    const { accountId } = await (await desk.server.as('officer')).must(getSession);
    await found(personId!);
    const officer = await desk.open('officer', {
      at: `/matters/new?procedure=warning&subject=${personId}&kind=person`,
    });
    const { page } = officer;
    await page.getByText('违规使用公务用车').first().waitFor();
    await page.getByRole('checkbox', { name: /违规使用公务用车/ }).check();
    await page.getByText('二级（较重）', { exact: true }).waitFor();
    await look(officer, 'warning-proposal');
    await officer.close();

    // What the form would send.
    const offered = await (await desk.server.as('officer')).must(listWarningFacts, {
      query: { subjectId: personId!, for: 'warning' },
    });
    const facts = offered.items.filter(({ title }) => title === '违规使用公务用车').map(({ id: one }) => one);
    const { id } = await (await desk.server.as('officer')).must(beginMatter, {
      body: {
        procedure: 'warning',
        subjects: [{ kind: 'person', id: personId! }],
        data: { facts, owner: accountId, summary: '公务用车未封存。', handlers: [accountId] },
      },
    });
    await take('officer', id, 'tell', {
      told: [{ no: 1, fact: '节假日公务用车未封存。' }],
      rule: '公务用车管理规定',
    });

    const tablet = await desk.open('subject', { at: `/matters/${id}`, width: 820 });
    await tablet.page.getByText('节假日公务用车未封存。').first().waitFor();
    await look(tablet, 'warning-told-tablet');
    await tablet.page.getByRole('button', { name: '陈述申辩' }).click();
    const dialog = tablet.page.getByRole('dialog');
    await dialog.getByRole('button', { name: '添加一项' }).first().click();
    await dialog.getByLabel('序号').first().fill('1');
    await dialog.getByLabel('说明', { exact: true }).last().fill('当日系防汛值班用车。');
    await look(tablet, 'warning-explain-tablet');
    await dialog.getByRole('button', { name: '陈述申辩' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(tablet.complaints).toEqual([]);
    await tablet.close();

    await take('officer', id, 'decide', {
      level: 'heavier',
      finding: '公务用车未按规定封存。',
      answers: [{ no: 1, answer: '值班记录不能证明。' }],
      lastDay: '2026-09-30',
      owner: accountId,
    });
    const head = await desk.open('head', { at: `/matters/${id}` });
    await head.page.getByRole('button', { name: '批准', exact: true }).first().click();
    await head.page
      .getByRole('dialog')
      .getByRole('button', { name: /批准|确定/ })
      .first()
      .click();
    await head.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await look(head, 'warning-countersigned');
    expect(head.complaints).toEqual([]);
    await head.close();
    await approve(id);
    await take('officer', id, 'inquire', { problems: '一、公务用车情况。' });
    const inquiry = (await seen('officer', id)).children.at(-1)!;
    const board = await desk.open('officer', { at: '/warnings' });
    await board.page.getByRole('heading', { name: /二级（较重）/ }).waitFor();
    await board.page
      .getByRole('link', { name: /警〔2026〕/ })
      .first()
      .waitFor();
    await look(board, 'warning-board');
    await board.go('/warning-list?standing=in-force');
    await board.page.getByText('在施').first().waitFor();
    await look(board, 'warning-list');
    await board.go('/special-list');
    await look(board, 'special-list');
    await board.go(`/matters/${id}`);
    await board.page.getByText('决定时研判表的结论').waitFor();
    await board.page.getByRole('link', { name: inquiry.title }).first().waitFor();
    await look(board, 'warning-matter');
    expect(board.complaints).toEqual([]);
    await board.close();
    await take('subject', id, 'receive-decision');
    // The time to object is over.
    await desk.server.laterBy(40);
    await take('officer', id, 'close', { conclusion: '已说明并纠正，予以销号。' });
    await approve(id);
    const after = await desk.open('officer', { at: `/matters/${id}` });
    await after.page.getByText('已销号').first().waitFor();
    expect(after.complaints).toEqual([]);
    await after.close();
  });
});
