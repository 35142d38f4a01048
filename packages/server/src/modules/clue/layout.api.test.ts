import * as clues from '@plumbline/contract/clue';
import { layOutClue } from '@plumbline/contract/layout';
import * as matters from '@plumbline/contract/matter';
import { requestReading } from '@plumbline/contract/reading';
import { createKin } from '@plumbline/contract/registry';
import { actionsWith } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { addVerified } from '../dossier/testing.ts';
import { machineForService } from '../matter/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const take = (who: string, id: string, action: string, data?: Record<string, unknown>) =>
  server.as(who).must(matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
const register = (subjectId: string) =>
  server.as('casemgmt').must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'report-accusation',
      occurredOn: '2026-03-02',
      title: '反映其收受礼金',
      content: '来信反映其在2025年中秋收受礼金。',
      subjectKind: 'person',
      subjectId,
      organId: server.world.organs.casemgmt!,
    },
  });
/** A clue that the officer handles, broken into one allegation without and one with a kind of problem. */
async function handled(subjectId: string = server.world.persons.deputy) {
  const { id, matterId } = await register(subjectId);
  await take('casemgmt', matterId, 'assign', { handlers: [server.world.accounts.officer] });
  await take('officer', matterId, 'break-down', {
    allegations: [
      { no: 2, what: '收受礼金', kind: 'integrity', against: 'not-looked-for' },
      { no: 1, what: '不作为', kind: 'work', against: 'not-looked-for' },
    ],
  });
  return { id, matter: matterId };
}
const layout = (who: string | undefined, id: string) => server.as(who).call(layOutClue, { params: { id } });

async function identify(account: string, person: string | null): Promise<void> {
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query('update account set person_id = $1 where id = $2', [
    person,
    server.world.accounts[account],
  ]);
  await owner.end();
  server.services.forgetSessions();
}

describe('who gets it', () => {
  it('refuses everybody but who works on the clue now', async () => {
    const { id, matter } = await handled();
    expect((await layout(undefined, id)).status).toBe(401);
    for (const who of ['subject', 'unit', 'court', 'secretary', 'sysadmin', 'secadmin', 'auditor'])
      expect((await layout(who, id)).status, who).toBe(403);
    for (const who of ['dispatched', 'orgdept', 'intake'])
      expect([who, (await layout(who, id)).status]).toEqual([
        who,
        expect.toSatisfy((s) => s === 403 || s === 404),
      ]);
    // They see the file and direct or supervise; they do not weigh its evidence.
    for (const who of ['head', 'casemgmt', 'reviewer']) expect((await layout(who, id)).status, who).toBe(403);
    expect((await layout('officer', server.world.persons.deputy)).status).toBe(404);
    expect((await layout('officer', id)).status).toBe(200);
    await take('casemgmt', matter, 'assign', { handlers: [server.world.accounts.dispatched] });
    expect((await layout('officer', id)).status).toBe(404);
    expect((await layout('dispatched', id)).status).toBe(403);
    await take('casemgmt', matter, 'assign', { handlers: [server.world.accounts.officer] });
    expect((await layout('officer', id)).status).toBe(200);
  });

  it('refuses before anybody handles it, and kin of the subject also where they handle it', async () => {
    const before = await register(server.world.persons.deputy);
    expect((await layout('officer', before.id)).status).toBe(404);
    const { id } = await handled();
    await identify('officer', server.world.persons.namesakeA);
    await server.as('orgdept').call(createKin, {
      params: { id: server.world.persons.deputy },
      body: { relation: 'spouse', name: '王伟', personId: server.world.persons.namesakeA },
    });
    await server.as('officer').call(createKin, {
      params: { id: server.world.persons.deputy },
      body: { relation: 'spouse', name: '王伟', personId: server.world.persons.namesakeA },
    });
    await server.work();
    expect((await layout('officer', id)).status).toBe(404);
    await identify('officer', null);
  });
});

describe('what is laid out', () => {
  it('says of earlier clues out of reach the same sentence and nothing else, whether there are any or not', async () => {
    const subject = server.world.persons.namesakeB;
    const { id } = await handled(subject);
    const { body: before } = await layout('officer', id);
    expect(before.beyond).toContain('不论有无，一律不列；需要了解的，请向案件监督管理部门提出');
    await register(subject);
    const { body: after } = await layout('officer', id);
    expect(after).toEqual(before);
  });

  it('puts beside each allegation what bears on its kind, with age and gaps, and nothing of the clue itself', async () => {
    const subject = server.world.persons.mayor;
    const appraisal = await addVerified(server, subject, 'annual-assessment');
    const notes = await addVerified(server, subject, 'supervision-notes');
    const { id } = await handled(subject);
    const { body } = await layout('officer', id);
    expect(body.card).toMatchObject({ subject: { id: subject, name: '李国强' }, post: '镇长' });
    expect(body.allegations.map(({ no, kind, kindOf }) => [no, kind, kindOf])).toEqual([
      [1, 'work', 'allegation'],
      [2, 'integrity', 'allegation'],
    ]);
    const [work, integrity] = body.allegations;
    const items = (one: typeof work) => one!.bearings.map(({ item }) => item);
    expect(items(work)).not.toContain('personal-matters');
    expect(items(integrity)).toContain('personal-matters');
    const of = (item: string) => integrity!.bearings.find((bearing) => bearing.item === item)!;
    expect(of('personal-matters')).toMatchObject({
      required: true,
      freshness: { state: 'missing' },
      entries: [],
    });
    expect(of('training')).toMatchObject({ required: false, freshness: { state: 'missing' }, entries: [] });
    expect(of('annual-assessment')).toMatchObject({ freshness: { state: 'fresh' }, entries: [appraisal] });
    expect(of('supervision-notes').entries).toEqual([notes]);
    // The entry as which this clue is filed is no evidence for it.
    expect(of('special-file').entries).toEqual([]);
    expect(body.entries.find((entry) => entry.id === appraisal)).toMatchObject({
      withheldBy: null,
      values: expect.arrayContaining([{ title: '等次', values: ['称职'], masked: false }]),
    });
    expect(JSON.stringify(body)).not.toMatch(/kin"|score/);
  });

  it('withholds restricted entries until a slip opens them, and records each opening', async () => {
    const subject = server.world.persons.namesakeB;
    const restricted = await addVerified(server, subject, 'opinion-replies', { title: '意见回复' });
    const { id } = await handled(subject);
    const shut = (await layout('officer', id)).body.entries.find((entry) => entry.id === restricted)!;
    expect(shut).toMatchObject({ withheld: true, withheldBy: 'slip', title: null, values: [] });
    const account_id = server.world.accounts.officer!;
    const opened = (entity: string) =>
      server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
        trx
          .selectFrom('event')
          .select(['type', 'subject_id', 'account_id'])
          .where('kind', '=', 'open')
          .where('account_id', '=', account_id)
          .where('entity_id', '=', entity)
          .execute(),
      );
    expect(await opened(restricted)).toEqual([]);
    expect(await opened(id)).toEqual([{ type: 'clue.laid-out', subject_id: null, account_id }]);
    expect(await opened(subject)).toEqual([{ type: 'dossier.read', subject_id: subject, account_id }]);
    const { matterId } = await server.as('officer').must(requestReading, {
      params: { subjectId: subject },
      body: { purpose: 'ecology', explanation: '研判线索需要核对。', until: '2026-04-10' } as never,
    });
    const machine = machineForService(server.services.packs.of(1), 'reading');
    const step = (who: string, effect: string, body: object) =>
      server.as(who).must(matters.actOnMatter, {
        params: { id: matterId, action: actionsWith(machine, effect as never)[0]! },
        body,
      });
    await step('head', 'reading.grant', {});
    await step('officer', 'reading.open', {});
    const read = (await layout('officer', id)).body;
    expect(read.card!.slipUntil).toBe('2026-04-10');
    expect(read.entries.find((entry) => entry.id === restricted)).toMatchObject({
      withheld: false,
      withheldBy: null,
      title: '意见回复',
    });
    expect(await opened(restricted)).toEqual([{ type: 'material.opened', subject_id: subject, account_id }]);
  });

  it('shows where records differ with both sides, and what could not be compared', async () => {
    const subject = server.world.persons.head;
    const file = (item: string, form: Record<string, unknown>) =>
      addVerified(server, subject, item as never, { form });
    await file('annual-assessment', { year: 2025, grade: 'excellent' });
    await file('supervision-notes', {
      date: '2025-11-03',
      kind: 'check',
      officers: ['赵明'],
      topic: '公务接待检查',
      content: '抽查接待台账。',
      problems: ['超标准接待'],
    });
    await file('matters-check', {
      checkedOn: '2026-03-01',
      organ: '干部监督科',
      kind: 'on-report',
      housing: [
        { holder: 'self', matched: 'by-number', address: '城东路8号', registeredOn: '2025-06-01' },
        { holder: 'self', matched: 'other', address: '城南路9号', registeredOn: '2025-06-01' },
      ],
    });
    const { id } = await handled(subject);
    const { body } = await layout('officer', id);
    expect(body.differences).toEqual([
      expect.objectContaining({
        rule: 'appraisal-beside-problems',
        points: [1, 2],
        declared: expect.objectContaining({ itemTitle: '年度考核测评' }),
        recorded: expect.objectContaining({ day: '2025-11-03', itemTitle: '日常监督调研情况' }),
      }),
    ]);
    expect(body.differences[0]!.declared.says).toContainEqual({
      title: '考核等次',
      value: '优秀',
      masked: false,
    });
    expect(body.uncompared.map(({ rule, item, why }) => [rule, item, why])).toEqual([
      ['home-not-in-report', '个人有关事项报告', 'missing'],
      ['relative-job-differs', '个人有关事项报告', 'missing'],
      ['problem-after-promise', '承诺和整改', 'missing'],
    ]);
    // What is withheld is not compared either: nothing of it shows.
    expect(JSON.stringify(body)).not.toMatch(/城东路|城南路/);
  });

  it('says what is missing first, then what the weighed evidence contradicts least', async () => {
    const { id, matter } = await handled();
    const { world } = server;
    await take('officer', matter, 'enter-steps', { unclear: 'truth', whyUnclear: '来信未附证据。' });
    await take('officer', matter, 'compare-elsewhere', {
      compareBody: world.organs.dispatched,
      why: 'heads',
    });
    const { children } = await server.as('officer').must(matters.getMatter, { params: { id: matter } });
    const comparison = children[0]!.id;
    await take('officer', comparison, 'write', { points: '请说明2025年中秋情况。', asks: '请附材料。' });
    await take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
    await take('officer', comparison, 'send');
    await take('dispatched', comparison, 'answer', {
      findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' }],
      report: '反映情况不实。',
    });
    await take('reviewer', comparison, 'review', { opinion: '依据充分。' });
    await server.work();
    await take('officer', matter, 'screen');
    const strange = { no: 7, piece: '账册', source: '派驻组', reading: 'true', bears: 'supports' };
    expect(
      await server.as('officer').call(matters.actOnMatter, {
        params: { id: matter, action: 'weigh' },
        body: { data: { evidence: [strange] } },
      }),
    ).toMatchObject({ status: 400, body: { faults: [{ pointer: '/data/evidence', code: 'covers' }] } });
    const weigh = async (readings: readonly string[]) => {
      const piece = { no: 2, piece: '出差审批单', source: '派驻组', weight: 'strong' };
      const bears = (reading: string) =>
        ['untrue', 'mistake'].includes(reading) ? 'supports' : 'contradicts';
      await take('officer', matter, 'weigh', {
        evidence: readings.map((reading) => ({ ...piece, reading, bears: bears(reading) })),
      });
      return (await layout('officer', id)).body.allegations;
    };
    const [first, second] = await weigh(['true']);
    expect(first).toMatchObject({ no: 1, lookedFor: false, standing: null });
    expect(second!.standing).toMatchObject({ least: null });
    expect(second!.standing!.unexamined[0]).toBe('夸大');
    const [, whole] = await weigh([
      'true',
      'partly',
      'exaggerated',
      'understated',
      'untrue',
      'mistake',
      'framed',
    ]);
    expect(whole!.standing).toMatchObject({
      unexamined: [],
      least: ['不实，未见故意', '错告'],
      undecided: ['不实，未见故意', '错告'],
    });
    expect(whole!.standing!.readings[0]).toEqual({
      title: '属实',
      supportedBy: [],
      contradictedBy: [{ piece: '出差审批单', source: '派驻组', weight: '强' }],
    });
  });
});
