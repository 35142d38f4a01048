import { createHash } from 'node:crypto';
import { getClue, listClues, registerClue } from '@plumbline/contract/clue';
import { readClueFigures } from '@plumbline/contract/clue-register';
import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import { getRegistryLists } from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const shot = (name: string) =>
  process.env.PLUMBLINE_SHOTS ? `${process.env.PLUMBLINE_SHOTS}/${name}.png` : undefined;
async function look(page: Page, name: string) {
  const path = shot(name);
  if (path) await page.screenshot({ path, fullPage: true });
  expect(await seriousFindings(page), name).toEqual([]);
}

/** A problem clue that case supervision, or the petitions room, registered and case supervision gave to the officer. */
async function assigned(by: 'casemgmt' | 'intake' = 'casemgmt'): Promise<string> {
  const { server } = desk;
  const { personId } = await (await server.as('subject')).must(getSession);
  const { accountId } = await (await server.as('officer')).must(getSession);
  const casemgmt = await server.as('casemgmt');
  const { organs } = await casemgmt.must(getRegistryLists);
  const commission = organs.find(({ name }) => name === '澄溪县纪委监委')!.id;
  const clue = await (await server.as(by)).must(registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映工程发包打招呼问题',
      subjectKind: 'person',
      subjectId: personId!,
      ...(by === 'casemgmt' ? { organId: commission } : {}),
    },
  });
  const params = { id: clue.matterId, action: 'assign' };
  await casemgmt.must(actOnMatter, { params, body: { data: { handlers: [accountId] } } });
  return clue.id;
}

describe('a clue of one’s own', () => {
  it('is broken into allegations on its file, gone on with later, and enters the three steps', async () => {
    const id = await assigned();
    const officer = await desk.open('officer', { at: `/clues/${id}` });
    const { page } = officer;
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
    expect(officer.complaints).toEqual([]);
    await officer.close();
  });

  it('is registered where it comes in, and has its number at once', async () => {
    const intake = await desk.open('intake', { at: '/clues' });
    const { page } = intake;
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
    await choose('来件渠道', '来信');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '来信.txt', mimeType: 'text/plain', buffer: Buffer.from('反映公务接待超标。') });
    await dialog.getByText('来信.txt', { exact: true }).waitFor();
    await expect.poll(() => dialog.getByRole('progressbar').count(), { timeout: 30_000 }).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { level: 1, name: /线〔2026〕\d{5}号/ }).waitFor();
    await page.getByRole('button', { name: '来信.txt' }).waitFor();
    // A correction begins with what is recorded: only what is wrong is changed.
    await page.getByRole('button', { name: '更正登记' }).click();
    await dialog.getByLabel('理由').fill('错字');
    await expect.poll(() => dialog.getByLabel('摘要').inputValue()).toBe('反映公务接待超标');
    await dialog.getByLabel('摘要').fill('反映公务接待超标准');
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '更正登记' }).click();
    await page.getByText('反映公务接待超标准').first().waitFor();
    await page.getByText('来信处理').first().waitFor();
    // The workbench says that nobody was named to handle it yet, and leads to it and to the next one.
    await intake.go('/');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: /\d 件问题线索尚未确定承办人/ }).click();
    await page.getByRole('heading', { level: 1, name: '线索档案' }).waitFor();
    await page.getByRole('main').getByText('未确定承办人').waitFor();
    await intake.go(`/clues?unnamed=true&q=${encodeURIComponent('反映公务接待超标')}`);
    await page.getByRole('link', { name: /线〔2026〕\d{5}号/ }).waitFor();
    await intake.go('/');
    await page.getByRole('main').getByRole('link', { name: '快速登记' }).click();
    await page.getByRole('heading', { level: 1, name: '快速登记' }).waitFor();
    expect(intake.complaints).toEqual([]);
    await intake.close();
  });

  it('asks who handles it before anything is typed, and leaves a stub whose salt goes nowhere', async () => {
    const intake = await desk.open('intake');
    const { page } = intake;
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await intake.go('/clues');
    await page.getByRole('button', { name: '登记线索' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('先选定反映对象').waitFor();
    for (const field of ['类别', '摘要', '内容']) expect(await dialog.getByLabel(field).count()).toBe(0);
    const pick = async (label: string, option: string) => {
      await dialog.getByLabel(label).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click();
    };
    await pick('对象', '不在登记中的人员');
    await pick('职务层级', '县处级副职');
    await dialog.getByText('只留存根').first().waitFor();
    expect(await dialog.getByLabel('摘要').count()).toBe(0);
    await dialog.getByRole('link', { name: '登记移送存根' }).click();
    await page.getByRole('heading', { level: 1, name: '登记移送存根' }).waitFor();
    await page.getByLabel('接收机关').fill('海州市');
    await page.keyboard.press('Enter');
    await page.getByLabel('封签号').fill('封字0042');
    await page.getByLabel('件数').fill('2');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '生成存根和随件单' }).click();
    await page.getByRole('heading', { level: 1, name: '随件单' }).waitFor();
    const codes = await page.locator('.facts code, dd code, code').allTextContents();
    const [commitment, salt] = codes as [string, string];
    expect(
      createHash('sha256')
        .update('plumbline/package/v1\n')
        .update(Buffer.from(salt, 'hex'))
        .update('paper\n2\n封字0042')
        .digest('hex'),
    ).toBe(commitment);
    expect(sent.some((one) => one.includes(commitment))).toBe(true);
    expect(sent.filter((one) => one.includes(salt) || one.includes('封字0042'))).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(salt).isVisible()).toBe(true);
    expect(await page.getByText('盐值只在此显示一次').isVisible()).toBe(false);
    expect(intake.complaints).toEqual([]);
    await intake.close();
  });

  it('turns out to be a superior’s: the originals are sealed, a stub stays, and what was written is gone', async () => {
    const id = await assigned('intake');
    const office = await desk.open('casemgmt', { at: `/clues/${id}` });
    const { page } = office;
    await page.getByRole('link', { name: '属上级管辖，改留存根' }).click();
    await page.getByText('将全部销毁').waitFor();
    const pick = async (option: string) =>
      page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click();
    const whom = page.getByRole('combobox', { name: '实际反映的对象' });
    await whom.click();
    await pick('不在登记中的人员');
    const level = page.getByRole('combobox', { name: '职务层级' });
    await level.click();
    await pick('乡科级正职');
    await page.getByText('不属上级管辖，不能改留存根').waitFor();
    expect(await page.getByLabel('封签号').count()).toBe(0);
    await level.click();
    await pick('县处级副职');
    await page.getByLabel('接收机关').fill('海州市');
    await page.keyboard.press('Enter');
    await page.getByLabel('封签号').fill('封字0043');
    await page.getByLabel('件数').fill('1');
    await page.getByRole('button', { name: '生成存根并销毁内容' }).click();
    await page.getByText('请先确认').waitFor();
    await page.getByLabel('原件已封装').check();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '生成存根并销毁内容' }).click();
    await page.getByRole('heading', { level: 1, name: '随件单' }).waitFor();
    expect((await (await desk.server.as('casemgmt')).call(getClue, { params: { id } })).status).toBe(404);
    expect(office.complaints).toEqual([]);
    await office.close();
  });

  it('is no page for the person whom it concerns', async () => {
    const id = await assigned();
    const subject = await desk.open('subject');
    await subject.page.goto(`${desk.address}/clues/${id}`);
    await subject.page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
    await subject.close();
  });

  it('that is not there says what may be the reason, and leads back', async () => {
    const officer = await desk.open('officer', { at: `/clues/${crypto.randomUUID()}` });
    const { page } = officer;
    await page.getByRole('heading', { level: 1, name: '未找到该内容' }).waitFor();
    await page.getByText('该内容不对您开放').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '返回列表' }).click();
    await page.getByRole('heading', { level: 1, name: '线索档案' }).waitFor();
    await officer.close();
  });
});

type Body = Record<string, unknown>;
const take = async (who: string, id: string, action: string, data?: Body, reason?: string) =>
  (await desk.server.as(who)).must(actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });

/** A clue in the second of the three steps. */
async function screened(title: string): Promise<{ id: string; matter: string; number: string }> {
  const { server } = desk;
  const { personId } = await (await server.as('subject')).must(getSession);
  const { accountId } = await (await server.as('officer')).must(getSession);
  const casemgmt = await server.as('casemgmt');
  const { organs } = await casemgmt.must(getRegistryLists);
  const organ = (name: string) => organs.find((one) => one.name === name)!.id;
  const clue = await casemgmt.must(registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title,
      subjectKind: 'person',
      subjectId: personId!,
      organId: organ('澄溪县纪委监委'),
    },
  });
  const matter = clue.matterId;
  await take('casemgmt', matter, 'assign', { handlers: [accountId] });
  await take('officer', matter, 'break-down', {
    allegations: [{ no: 1, what: '中秋收受礼金', known: '来信', against: 'found' }],
  });
  await take('officer', matter, 'enter-steps', { unclear: 'truth', whyUnclear: '来信未附证据。' });
  await take('officer', matter, 'compare-elsewhere', {
    compareBody: organ('派驻第一纪检监察组'),
    why: '班子成员牵涉其中。',
  });
  const { children } = await (await server.as('officer')).must(getMatter, { params: { id: matter } });
  const comparison = children[0]!.id;
  await take('officer', comparison, 'write', { points: '请说明中秋情况。', asks: '请附材料。' });
  await take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
  await take('officer', comparison, 'send');
  await take('dispatched', comparison, 'answer', {
    findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' }],
    report: '反映情况不实。',
  });
  await take('reviewer', comparison, 'review', { opinion: '依据充分。' });
  await server.work();
  await take('officer', matter, 'screen');
  return { id: clue.id, matter, number: clue.number! };
}

/** How much of what is inside the frame stands beside it, and how narrow the narrowest text is drawn. */
const squeezed = (page: Page) =>
  page.evaluate<{ page: number; scrolls: boolean; narrowest: number }>(`(() => {
    const frame = document.querySelector('.table-frame');
    const cells = [...frame.querySelectorAll('td')].filter((cell) => cell.textContent.length > 4);
    return {
      page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      scrolls: frame.scrollWidth <= frame.clientWidth || getComputedStyle(frame).overflowX === 'auto',
      narrowest: Math.min(...cells.map((cell) => cell.clientWidth)),
    };
  })()`);

it('shows a register with all its columns on a screen of 1366 pixels: what does not fit is scrolled to', async () => {
  const casemgmt = await desk.open('casemgmt', { width: 1366 });
  const { page } = casemgmt;
  await casemgmt.go('/clue-registers');
  await page.getByRole('cell', { name: '考察类' }).first().waitFor();
  await expect.poll(async () => (await squeezed(page)).scrolls).toBe(true);
  const { page: beside, narrowest } = await squeezed(page);
  expect(beside).toBeLessThanOrEqual(0);
  expect(narrowest).toBeGreaterThanOrEqual(80);
  await casemgmt.close();
});

it('revokes a framed clue with the uploaded decision; then it stands in the register of the revoked alone', async () => {
  const { id, matter, number } = await screened('反映捏造的问题');
  const casemgmt = await desk.open('casemgmt', { at: `/clues/${id}` });
  const { page } = casemgmt;
  await page.getByRole('button', { name: '登记诬告认定决定' }).click();
  const dialog = page.getByRole('dialog');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByLabel('认定机关', { exact: true }).fill('海州市纪委监委');
  await dialog.getByRole('radio', { name: '设区的市级' }).check();
  await dialog.getByLabel('认定文号').fill('海纪认〔2026〕3号');
  await dialog.getByLabel('认定日期').fill('2026-04-03');
  await page.keyboard.press('Enter');
  await dialog.locator('input[type=file]').setInputFiles({
    name: '认定决定.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('经审议，认定为诬告。'),
  });
  await dialog.getByText('认定决定.txt', { exact: true }).waitFor();
  await dialog.getByRole('progressbar').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: '登记诬告认定决定' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '认定决定.txt' }).waitFor();
  await page.getByRole('button', { name: '报批撤销诬告线索' }).click();
  await dialog.getByLabel('撤销理由').fill('捏造事实，意图影响选拔任用。');
  await dialog.getByRole('button', { name: '报批撤销诬告线索' }).click();
  await dialog.waitFor({ state: 'hidden' });
  for (const who of ['head', 'orgdept', 'secretary'])
    await take(who, matter, 'approval.approve', undefined, '同意。');
  await casemgmt.go('/clue-registers?register=revoked');
  await page.getByRole('link', { name: number }).waitFor();
  await page.getByRole('cell', { name: '捏造事实，意图影响选拔任用。' }).waitFor();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('button', { name: '有新证据，恢复线索' }).waitFor();
  await casemgmt.go(`/clues?q=${encodeURIComponent('反映捏造的问题')}`);
  await page.getByText('没有符合条件的线索').waitFor();
  expect(casemgmt.complaints).toEqual([]);
  await casemgmt.close();
  const officer = await desk.open('officer');
  await officer.page.goto(`${desk.address}/clues/${id}`);
  await officer.page.getByText('未找到').first().waitFor();
  await officer.close();
});

it('judges a clue to its end and files it as a volume that can be read and printed', async () => {
  const { id, matter } = await screened('反映误认的问题');
  await take('officer', matter, 'weigh', {
    evidence: [
      { no: 1, piece: '出差审批', source: '财政局', bears: 'contradicts', reading: 'true', weight: 'strong' },
    ],
    missing: '无。',
  });
  const officer = await desk.open('officer', { width: 1366 });
  const { page } = officer;
  await officer.go(`/clues/${id}`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: '登记证据对照' }).click();
  // All readings stand side by side, up to the button behind the last one.
  const last = (await dialog.getByRole('button', { name: '删除: 出差审批' }).boundingBox())!;
  const frame = (await dialog.boundingBox())!;
  expect(last.x + last.width).toBeLessThanOrEqual(frame.x + frame.width);
  const hidden = `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.matrix-frame'))`;
  expect(await page.evaluate(hidden)).toBe(0);
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('button', { name: '作出研判结论' }).click();
  await dialog.getByRole('button', { name: '添加一项' }).click();
  await dialog.getByLabel('问题序号').fill('1');
  await dialog.getByLabel('结论', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '错告' }).click();
  await dialog.getByLabel('理由').fill('举报人误认。');
  await dialog.getByLabel('研判综述').fill('反映的问题不实，系误认。');
  await dialog.getByRole('button', { name: '作出研判结论' }).click();
  await page.getByRole('button', { name: '提出处置意见' }).waitFor();
  await take('officer', matter, 'propose', { mainProblem: '收受礼金', way: 'close', grounds: '系错告。' });
  await take('officer', matter, 'dispose-closed');
  for (const who of ['head', 'secretary']) {
    const { request } = await (await desk.server.as('officer')).must(getMatter, { params: { id: matter } });
    if (request) await take(who, matter, 'approval.approve', undefined, '同意。');
  }
  await officer.go(`/clues/${id}`);
  await page.getByRole('button', { name: '立卷归档' }).click();
  await dialog.getByLabel('处置情况').fill('反映的问题不实，系误认，予以了结。');
  await dialog.getByRole('radio', { name: '30年' }).check();
  await dialog.getByLabel('卷内页数').fill('46');
  await dialog.getByLabel('备考说明').fill('本卷文书齐全，已核对。');
  await dialog.getByRole('button', { name: '立卷归档' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: '问题线索归档卷' }).click();
  await page.getByRole('button', { name: '阅看正文' }).click();
  await page.getByText('卷内文书目录').first().waitFor();
  await page.getByText('问题线索研判结论').first().waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(officer.complaints).toEqual([]);
  await officer.close();
});

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
  // The rest appears, and takes the focus, with the answer who handles it.
  const about = async (name: string) => {
    await keyboard.type(name);
    await page.locator('.ant-select-item-option-active', { hasText: name }).waitFor();
    await keyboard.press('Enter');
    await expect.poll(focused).toMatch(/title$/);
  };
  const to = async (field: RegExp) => {
    for (let i = 0; i < 6 && !field.test(await focused()); i++) await keyboard.press('Tab');
    expect(await focused()).toMatch(field);
  };
  await about('郑榕清');
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
  await to(/occurredOn$/);
  await keyboard.type('2026-03-02');
  await to(/pieces$/);
  await keyboard.press('Enter');
  await page
    .getByRole('status')
    .filter({ hasText: /已登记：.*线〔2026〕\d{5}号/ })
    .waitFor();
  // The next one: what came in with it is of the same kind, so only whom and what is left to say.
  await expect.poll(focused).toMatch(/subject$/);
  await about('郑榕清');
  await keyboard.type('反映违规接待');
  await keyboard.press('Enter');
  await page.getByRole('cell', { name: '反映违规接待' }).waitFor();
  const client = await desk.server.as('intake');
  const mine = await client.must(listClues, { query: { mine: 'true' } });
  expect(mine.items.slice(0, 2).map((clue) => [clue.title, clue.problemTitle, clue.status])).toEqual([
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

it('reconciles many files of a month at once, from the register that asks for it', async () => {
  await assigned();
  const casemgmt = await desk.server.as('casemgmt');
  const { items } = await casemgmt.must(readClueFigures, { query: { month: '2026-04' } });
  const handling = items.find(({ officeId }) => officeId !== null)!;
  const office = await desk.open('casemgmt', {
    at: `/clue-registers?register=reconciliation&officeId=${handling.officeId}`,
  });
  const { page } = office;
  await page.getByRole('heading', { level: 1, name: '月度核对台账' }).waitFor();
  await page.getByText(/尚有 \d+ 件未办理|已全部办理/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const boxes = page.locator('tbody input[type=checkbox]:enabled');
  await boxes.first().check();
  await page.getByRole('button', { name: '月度核对', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '否' }).check();
  await dialog.getByRole('button', { name: '月度核对' }).click();
  await dialog.getByText('必填').first().waitFor();
  await dialog.getByLabel('差异及情况说明').fill('台账未记已调取的证据。');
  await dialog.getByRole('button', { name: '月度核对' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '台账未记已调取的证据。' }).waitFor();
  // Whoever found the difference does not settle it.
  await boxes.first().check();
  expect(await page.getByRole('button', { name: '处理核对差异' }).count()).toBe(0);
  await page.getByRole('button', { name: '月度统计' }).click();
  await page.getByRole('heading', { level: 1, name: '月度统计' }).waitFor();
  await page.getByRole('columnheader', { name: '期末在办' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  expect(office.complaints).toEqual([]);
  await office.close();
});

it('transfers a clue: approved by the head, accepted with other pieces, and its way stays in sight of who took it in', async () => {
  const { server } = desk;
  const { personId } = await (await server.as('subject')).must(getSession);
  const clue = await (await server.as('intake')).must(registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受购物卡',
      subjectKind: 'person',
      subjectId: personId!,
    },
  });
  const intake = await desk.open('intake', { at: `/clues/${clue.id}` });
  const { page } = intake;
  await page.getByRole('button', { name: '移送其他机关' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('接收机关').click();
  const offered = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
  await offered.filter({ hasText: '派驻第一纪检监察组' }).waitFor();
  // A court takes no clues in.
  expect(await offered.filter({ hasText: '人民法院' }).count()).toBe(0);
  await look(page, 'clue-transfer-receivers');
  await offered.filter({ hasText: '派驻第一纪检监察组' }).click();
  await dialog.getByLabel('移送理由').fill('该单位由派驻机构监督。');
  await dialog.getByLabel('移送纸质件数').fill('2');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '移送其他机关' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 2, name: '待审批的请示' }).waitFor();
  await (await server.as('head')).must(actOnMatter, {
    params: { id: clue.matterId, action: 'approval.approve' },
    body: {},
  });
  await intake.go('/clue-transfers');
  await page.getByRole('cell', { name: '待接收' }).waitFor();
  const line = page.getByRole('row').filter({ hasText: clue.number! });
  await line.click();
  await page.getByText('问题线索移送函').first().waitFor();
  const address = new URL(page.url()).pathname;

  const dispatched = await desk.open('dispatched', { at: address });
  await dispatched.page.getByText('问题线索移送函').first().waitFor();
  await dispatched.page.getByRole('button', { name: '受理（件数不符）' }).click();
  const accept = dispatched.page.getByRole('dialog');
  await accept.getByLabel('实收纸质件数').fill('1');
  await accept.getByLabel('差异说明').fill('缺第2件。');
  await look(dispatched.page, 'clue-transfer-differing');
  await accept.getByRole('button', { name: '受理（件数不符）' }).click();
  await accept.waitFor({ state: 'hidden' });
  await dispatched.page.getByText('已接收（件数不符）').first().waitFor();
  await dispatched.page.getByText('问题线索接收回执').first().waitFor();
  await look(dispatched.page, 'clue-transfer-received');
  expect(dispatched.complaints).toEqual([]);
  await dispatched.close();

  await intake.go('/clue-transfers');
  await line.filter({ hasText: '已接收（件数不符）' }).filter({ hasText: '问题线索接收回执' }).waitFor();
  await look(page, 'clue-transfers');
  expect(intake.complaints).toEqual([]);
  await intake.close();
});
