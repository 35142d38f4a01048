import { registerClue } from '@plumbline/contract/clue';
import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import { getRegistryLists } from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

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
  await take('officer', matter, 'enter-steps', { unclear: 'truth', grounds: '来信未附证据。' });
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

it('revokes a framed clue with the uploaded decision; then it stands in the register of the revoked alone', async () => {
  const { id, matter, number } = await screened('反映捏造的问题');
  const casemgmt = await desk.open('casemgmt');
  const { page } = casemgmt;
  await casemgmt.go(`/clues/${id}`);
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
  expect(await seriousFindings(page)).toEqual([]);
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
  const officer = await desk.open('officer');
  const { page } = officer;
  await officer.go(`/clues/${id}`);
  await page.getByRole('button', { name: '作出研判结论' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '添加一项' }).click();
  await dialog.getByLabel('问题序号').fill('1');
  await dialog.getByLabel('结论', { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '错告' }).click();
  await dialog.getByLabel('理由').fill('举报人误认。');
  await dialog.getByLabel('研判综述').fill('反映的问题不实，系误认。');
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: '作出研判结论' }).click();
  await page.getByRole('button', { name: '提出处置意见' }).waitFor();
  await take('officer', matter, 'propose', { problem: '收受礼金', way: 'close', grounds: '系错告。' });
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
