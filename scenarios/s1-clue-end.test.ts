import { createHash, randomBytes } from 'node:crypto';
import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { handUpClue, routeClue } from '@plumbline/contract/clue-route';
import { listEvents } from '@plumbline/contract/desk';
import { listDocuments, openDocument } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import { addMaterial, getMaterial, listMaterials } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { all, organNamed } from './find.ts';
import { beginTale } from './tale.ts';
import { upload } from './upload.ts';

const tale = beginTale(
  's1-clue-end',
  'S1 · What becomes of a clue: registers, volumes, revocation of the framed',
);

type Body = Record<string, unknown>;
const take = (who: string, why: string, id: string, action: string, data?: Body) =>
  tale.story.must(who, why, matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
const refused = (who: string, why: string, id: string, action: string, data?: Body) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const session = async (who: string) => (await tale.aside(who)).must(getSession);
/** A register from its first line to its last. */
async function register(code: string, who = 'casemgmt') {
  const client = await tale.aside(who);
  return {
    items: await all((cursor) =>
      client.must(clueRegisters.readClueRegister, {
        params: { code },
        query: { limit: 200, ...(cursor ? { cursor } : {}) },
      }),
    ),
  };
}

/** Whoever's turn it is approves until nothing waits; what was revoked is out of their sight then. */
async function approveChain(id: string, asker = 'officer'): Promise<void> {
  for (const who of ['head', 'orgdept', 'secretary']) {
    const waits = (await seen(asker, id)).body?.request;
    if (!waits) return;
    await tale.story.call(who, 'Approved by whoever has to.', matters.actOnMatter, {
      params: { id, action: 'approval.approve' },
      body: { reason: '同意。' },
    });
  }
}

const LOOKED = [
  { no: 1, what: '在工程发包中为亲友打招呼', known: '来信', against: 'found' },
  { no: 2, what: '中秋收受礼金', known: '来信', against: 'found' },
];

async function taken(
  title: string,
  over: Body = {},
): Promise<{ id: string; matter: string; number: string }> {
  const clue = await tale.story.must('casemgmt', 'A letter comes in.', clues.registerClue, {
    body: { ...(await aLetter(title)), ...over } as never,
  });
  await take('casemgmt', 'Somebody handles it.', clue.matterId, 'assign', {
    handlers: [(await session('officer')).accountId],
  });
  await take('officer', 'Broken into allegations.', clue.matterId, 'break-down', { allegations: LOOKED });
  return { id: clue.id, matter: clue.matterId, number: clue.number! };
}

/** Into the three steps, compared by the dispatched office, on to the second step. */
async function screened(matter: string): Promise<void> {
  const other = await organNamed(tale, '派驻第一纪检监察组');
  await take('officer', 'Into the three steps.', matter, 'enter-steps', {
    unclear: 'truth',
    whyUnclear: '来信未附证据，难辨真伪。',
  });
  await take('officer', 'Another body compares.', matter, 'compare-elsewhere', {
    compareBody: other.id,
    why: '班子成员牵涉其中。',
  });
  const { children } = (await seen('officer', matter)).body;
  const id = children[0]!.id;
  await take('officer', 'An extract.', id, 'write', { points: '请说明中秋情况。', asks: '请附材料。' });
  await take('reviewer', 'Checked.', id, 'check', { noLetter: true, noSender: true, noDetail: true });
  await take('officer', 'Sent.', id, 'send');
  await take('dispatched', 'Answered: it suspects framing.', id, 'answer', {
    findings: [
      { no: 1, finding: 'framed', severity: 'minor', evidence: '评标专家随机抽取，其未参与' },
      { no: 2, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' },
    ],
    report: '反映情况不实，疑似捏造。',
  });
  await take('reviewer', 'Reviewed.', id, 'review', { opinion: '依据充分。' });
  await tale.server.work();
  await take('officer', 'On to the second step.', matter, 'screen');
  await take('officer', 'Evidence weighed.', matter, 'weigh', {
    evidence: [
      {
        no: 1,
        piece: '评标专家抽取记录',
        source: '住建局',
        bears: 'contradicts',
        reading: 'true',
        weight: 'strong',
      },
      {
        no: 2,
        piece: '出差审批和票据',
        source: '财政局',
        bears: 'contradicts',
        reading: 'true',
        weight: 'strong',
      },
    ],
    missing: '无。',
  });
}

/** The matter that was closed. */
let closed: string;

describe('the end of a clue', () => {
  it('[S1.18] keeps registers that are whole: what a list shows is what is counted and exported', async () => {
    const { story } = tale;
    story.chapter('Registers');
    const { matter, number } = await taken('反映疑难问题甲');
    await screened(matter);
    await take('officer', 'Screening does not decide.', matter, 'list-difficult', {
      difficulty: '两份证言相互矛盾，需成员单位共同研判。',
    });
    await approveChain(matter);
    const difficult = await story.must(
      'casemgmt',
      'It stands in the register of difficult clues.',
      clueRegisters.readClueRegister,
      {
        params: { code: 'difficult' },
      },
    );
    expect(difficult.items.map((line) => line.cells)).toMatchObject([
      {
        number,
        difficulty: '两份证言相互矛盾，需成员单位共同研判。',
        state: '疑难线索',
        listed: '2026-04-06',
      },
    ]);
    for (const who of ['casemgmt', 'officer', 'court']) {
      const client = await tale.aside(who);
      const listed = await client.call(clueRegisters.listClueRegisters);
      if (listed.status !== 200) {
        expect(listed.status, who).toBe(403);
        continue;
      }
      for (const { code, count, columns } of listed.body.items) {
        const lines = await client.must(clueRegisters.readClueRegister, {
          params: { code },
          query: { limit: 200 },
        });
        expect(lines.items.length, `${who} ${code}`).toBe(Math.min(count, 200));
        expect(lines.columns).toEqual(columns);
        const file = await client.send('GET', `/api/clue-registers/${code}/export`);
        expect(file.status).toBe(200);
        expect(file.raw.subarray(0, 2).toString()).toBe('PK');
      }
    }
  });

  it('[S1.13][S1.22][S2.26] files the conclusion by itself, as a numbered paper and with the entry in the dossier', async () => {
    const { story } = tale;
    story.chapter('The conclusion');
    const { matter } = await taken('反映问题乙');
    closed = matter;
    await screened(matter);
    await take('officer', 'A conclusion on every allegation.', matter, 'conclude-screening', {
      conclusions: [
        { no: 1, verdict: 'untrue', grounds: '未见干预。' },
        { no: 2, verdict: 'mistake', grounds: '举报人误认。' },
      ],
      overview: '反映的问题不实，系误认。',
    });
    const { items } = await story.must(
      'officer',
      'The conclusion is issued as a paper of the file.',
      listDocuments,
      {
        query: { matterId: matter },
      },
    );
    expect(items.map((paper) => [paper.template, paper.number])).toEqual([
      ['clue-conclusion', expect.stringContaining('研判〔2026〕')],
    ]);
    await take('officer', 'It is to be closed.', matter, 'propose', {
      mainProblem: '打招呼、收受礼金',
      way: 'close',
      grounds: '不实，系错告。',
    });
    await take('officer', 'With approval.', matter, 'dispose-closed');
    await approveChain(matter);
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'closed', status: 'unproved' });
    const checked = await refused('officer', 'Not by whoever handled it.', matter, 'check-closing', {
      opinion: '同意。',
    });
    expect(checked.status).toBe(403);
    await take('casemgmt', 'Case supervision reviews the closing.', matter, 'check-closing', {
      opinion: '程序完整。',
    });
  });

  it('[S1.24] files it as a numbered volume with cover, catalogue and end note, and counts the volumes', async () => {
    const { story } = tale;
    story.chapter('A volume');
    const matter = closed;
    await take('officer', 'Cover, catalogue, end note.', matter, 'file-volume', {
      summary: '反映的问题不实，系误认，予以了结。',
      retention: 'thirty',
      pages: 46,
      note: '本卷文书齐全，已核对。',
    });
    const again = await refused('officer', 'One file is one volume.', matter, 'file-volume', {
      summary: '再立一卷。',
      retention: 'ten',
      pages: 1,
      note: '再立一卷。',
    });
    expect(again.status).toBe(409);
    const { items } = await (await tale.aside('officer')).must(listDocuments, {
      query: { template: 'clue-volume' } as never,
    });
    expect(items.map((volume) => volume.number)).toEqual([expect.stringMatching(/线卷〔2026〕1号$/)]);
    const volume = await story.must(
      'officer',
      'The volume lists its papers and what was done.',
      openDocument,
      {
        params: { id: items[0]!.id },
      },
    );
    const text = JSON.stringify(volume);
    for (const word of [
      '30年',
      '46',
      '对比初研函',
      '问题线索研判结论',
      '问题线索处置呈批表',
      '撰写对比摘要',
      '本卷文书齐全',
    ])
      expect(text).toContain(word);
  });

  it('[S0.15] files what came of it into the dossier, restricted, and for the clue rooms alone', async () => {
    const { story } = tale;
    story.chapter('Materials of earlier clues');
    const { personId } = await session('subject');
    await tale.server.work();
    const filed = await story.must('casemgmt', 'It is there, restricted.', listMaterials, {
      params: { subjectId: personId! },
      query: { item: 'clue-materials' } as never,
    });
    expect(filed.items.map((one) => [one.itemTitle, one.factual])).toEqual([['历次线索处置材料', false]]);
    const read = await story.must('casemgmt', 'It opens with a slip only.', getMaterial, {
      params: { id: filed.items[0]!.id },
    });
    expect(read).toMatchObject({ withheldBy: 'slip', form: null });
    const officer = await (await tale.aside('officer')).must(listMaterials, {
      params: { subjectId: personId! },
      query: { item: 'clue-materials' } as never,
    });
    expect(officer.items).toEqual([]);
  });

  it('tells a named reporter in time, and nobody where no name was given', async () => {
    const { story } = tale;
    story.chapter('A named reporter');
    const anonymous = await taken('匿名反映问题丙');
    expect((await seen('officer', anonymous.matter)).body.terms.map((term) => term.code)).toEqual([
      'opinion',
    ]);
    const none = await refused('officer', 'There is nobody to tell.', anonymous.matter, 'tell-reporter', {
      toldOn: '2026-04-06',
      means: 'phone',
      said: '已受理。',
    });
    expect(none.status).toBe(409);
    const { matter } = await taken('实名反映问题丁', { named: true });
    const running = (await seen('officer', matter)).body.terms.map((term) => [
      term.code,
      term.state,
      term.dueOn,
    ]);
    expect(running).toContainEqual(['acknowledge', 'running', '2026-04-27']);
    await take('officer', 'Told of the acceptance, in 15 working days.', matter, 'tell-reporter', {
      toldOn: '2026-04-06',
      means: 'phone',
      said: '反映的问题已受理。',
    });
    expect(
      (await seen('officer', matter)).body.terms.find((term) => term.code === 'acknowledge')?.state,
    ).toBe('met');
    await take('officer', 'Held for now.', matter, 'propose', {
      mainProblem: '收受礼金',
      way: 'hold',
      grounds: '暂不具备核查条件。',
    });
    await take('officer', 'With approval.', matter, 'dispose-held');
    await approveChain(matter);
    expect(
      (await seen('officer', matter)).body.terms.find((term) => term.code === 'tell-result')?.state,
    ).toBe('running');
    await take('officer', 'Told of the result.', matter, 'tell-result', {
      toldOn: '2026-04-06',
      means: 'written',
      said: '暂存待查。',
    });
    await take('casemgmt', 'The reporter objects, and that is on record.', matter, 'object', {
      madeOn: '2026-04-06',
      objection: '认为应当立即核查。',
    });
    const own = await refused('officer', 'Whoever proposed it does not answer.', matter, 'answer-objection', {
      outcome: 'dismissed',
      answer: '维持。',
    });
    expect(own.status).toBe(403);
    await take('casemgmt', 'Case supervision answers.', matter, 'answer-objection', {
      outcome: 'dismissed',
      answer: '有新情况时重新启动。',
    });
  });

  it('[S1.23] revokes a framed clue with reasons, clears the name, and takes it up again on new evidence', async () => {
    const { story } = tale;
    story.chapter('Framed');
    const word = '捏造的问题戊';
    const { id, matter, number } = await taken(`反映${word}`, { named: true });
    await screened(matter);
    const early = await refused('casemgmt', 'Suspicion is no finding.', matter, 'revoke', {
      revocationGrounds: '捏造事实。',
    });
    expect(early.status).toBe(409);
    const decision = await upload(tale, 'casemgmt', '认定决定.txt', '经审议，认定为诬告。');
    await take(
      'casemgmt',
      'The decision of the city commission, with its document.',
      matter,
      'record-decision',
      {
        foundBy: '海州市纪委监委',
        level: 'city',
        decisionNumber: '海纪认〔2026〕3号',
        foundOn: '2026-04-03',
        decision: [decision],
      },
    );
    await take('casemgmt', 'Revocation is asked for.', matter, 'revoke', {
      revocationGrounds: '捏造事实，意图影响选拔任用。',
    });
    await approveChain(matter);
    await tale.server.work();
    for (const who of ['officer', 'intake', 'reviewer', 'orgdept', 'secretary', 'subject', 'dispatched']) {
      const client = await tale.aside(who);
      expect((await client.call(clues.getClue, { params: { id } })).status, who).not.toBe(200);
      expect((await seen(who, matter)).status, who).not.toBe(200);
    }
    const found = await story.must('casemgmt', 'It is found no more.', search, { query: { q: word } });
    expect(found.items).toEqual([]);
    expect((await register('registration')).items.map((line) => line.cells.number)).not.toContain(number);
    const revoked = await story.must(
      'head',
      'It stands in the register of the revoked.',
      clueRegisters.readClueRegister,
      {
        params: { code: 'revoked' },
      },
    );
    expect(revoked.items.map((line) => line.cells)).toMatchObject([
      { number, grounds: '捏造事实，意图影响选拔任用。', decision: '海纪认〔2026〕3号' },
    ]);
    expect((await register('revoked', 'intake')).items).toEqual([]);
    const ledger = await (await tale.aside('auditor')).must(listEvents, {
      query: { type: 'clue.revoked-as-framed' } as never,
    });
    expect(JSON.stringify(ledger.items[0]!.particulars)).toContain('意图影响选拔任用');
    await take('casemgmt', 'The named reporter is told.', matter, 'tell-result', {
      toldOn: '2026-04-06',
      means: 'meeting',
      said: '反映的问题经认定不属实。',
    });
    await clear(matter);
    await take('casemgmt', 'The reporter objects with new evidence.', matter, 'object', {
      madeOn: '2026-04-06',
      objection: '不属捏造。',
      newEvidence: '转账记录。',
    });
    await take('casemgmt', 'New evidence takes it up again.', matter, 'reinstate', {
      newEvidence: '转账记录。',
    });
    const back = await (await tale.aside('officer')).must(clues.getClue, { params: { id } });
    expect(back).toMatchObject({ number, status: 'unverified' });
    expect((await register('revoked')).items).toEqual([]);
  });
});

/** The name is cleared in writing, approved, told to the person, who sees the letter and nothing of the clue. */
async function clear(matter: string): Promise<void> {
  await take('casemgmt', 'Whoever verified it clears the name.', matter, 'clarify', {
    points: '反映你中秋收受礼金的问题。',
    basis: '经查，当日你在外地出差，未收受礼金。',
    harm: ['selection'],
    written: true,
    also: ['meeting'],
    circle: '县住房和城乡建设局班子会议。',
  });
  const { children } = (await seen('casemgmt', matter)).body;
  const id = children.at(-1)!.id;
  expect((await seen('subject', id)).status).toBe(404);
  await take('casemgmt', 'Approved and sent.', id, 'clear');
  await approveChain(id, 'casemgmt');
  const told = (await seen('subject', id)).body;
  expect(told).toMatchObject({ outside: true, parent: null });
  const { items } = await (await tale.aside('subject')).must(listDocuments, { query: { matterId: id } });
  expect(items.map((paper) => paper.template)).toEqual(['clarification-letter']);
  await take('casemgmt', 'Done at the meeting as well.', id, 'carry-out', {
    doneOn: '2026-04-06',
    account: '在班子会议上宣读澄清函。',
  });
  const { personId } = await session('subject');
  const dossier = await (await tale.aside('officer')).call(getDossier, {
    params: { id: personId! } as never,
  });
  expect(JSON.stringify(dossier.body)).not.toContain('捏造的问题戊');
}

describe('what becomes a clue', () => {
  it('[S1.5] is one file under one number of its series, which stays its own whatever becomes of it', async () => {
    const { story } = tale;
    story.chapter('One clue, one file');
    const first = await taken('一线索一档之一');
    const second = await taken('一线索一档之二');
    const seq = ({ number }: { number: string }) => Number(/(\d{5})号$/.exec(number)?.[1]);
    expect(seq(second)).toBe(seq(first) + 1);
    const client = await tale.aside('casemgmt');
    const before = await client.must(clues.getClue, { params: { id: first.id } });
    expect(before.matterId).toBe(first.matter);
    await take('officer', 'Much is done on it …', first.matter, 'propose', {
      mainProblem: '收受礼金',
      way: 'hold',
      grounds: '暂不具备核查条件。',
    });
    await take('officer', '… and it is held.', first.matter, 'dispose-held');
    await approveChain(first.matter);
    const after = await client.must(clues.getClue, { params: { id: first.id } });
    expect([after.number, after.formerNumbers, after.matterId]).toEqual([first.number, [], first.matter]);
    const { items } = await client.must(clues.listClues, { query: { q: first.number } });
    expect(items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('[S3.16] has a kind of problem, among them the buying and selling of office, by which it is found and listed', async () => {
    const { story } = tale;
    story.chapter('Kinds of problems');
    const wrong = await story.call('casemgmt', 'A kind that there is not is refused.', clues.registerClue, {
      body: { ...(await aLetter('反映跑官要官问题')), problem: 'gossip' } as never,
    });
    expect(wrong).toMatchObject({ status: 400, body: { faults: [{ pointer: '/problem' }] } });
    const { id, number } = await taken('反映跑官要官问题', { problem: 'office-trading' });
    const client = await tale.aside('casemgmt');
    const { items } = await client.must(clues.listClues, { query: { problem: 'office-trading' } });
    expect(items.map((clue) => [clue.id, clue.problemTitle])).toEqual([[id, '跑官卖官']]);
    expect(await client.must(clues.countClues, { query: { problem: 'office-trading' } })).toEqual({
      positive: 0,
      negative: 1,
    });
    const line = (await register('registration')).items.find((one) => one.id === id);
    expect(line!.cells).toMatchObject({ number, problem: '跑官卖官' });
  });

  it('[S4.36][S2.34] turns what an inspection noted into a clue, keeps the link, and handles it like any other', async () => {
    const { story } = tale;
    story.chapter('From a note to a clue');
    const { personId } = await session('subject');
    const note = await story.must('officer', 'What was seen at a check goes into the dossier.', addMaterial, {
      params: { subjectId: personId! },
      body: {
        item: 'supervision-notes',
        title: '明察暗访记录',
        form: {
          date: '2026-03-28',
          kind: 'unannounced',
          supervision: ['inspection'],
          officers: ['罗志远'],
          topic: '保障性住房资金使用',
          content: '资金拨付进度与台账不符，原因不明。',
        },
      },
    });
    const outside = await story.call('court', 'Nobody else turns it into one.', clues.registerClue, {
      body: { ...(await aLetter('资金拨付与台账不符')), materialId: note.id } as never,
    });
    expect(outside.status).toBe(403);
    const body = { ...(await aLetter('资金拨付与台账不符')), problem: 'funds', materialId: note.id };
    const lost = await story.call('casemgmt', 'Nor an entry that is not there.', clues.registerClue, {
      body: { ...body, materialId: personId } as never,
    });
    expect(lost).toMatchObject({ status: 400, body: { faults: [{ pointer: '/materialId' }] } });
    const clue = await story.must(
      'casemgmt',
      'The vague becomes a clue, with its number.',
      clues.registerClue,
      {
        body: body as never,
      },
    );
    expect(clue).toMatchObject({
      problemTitle: '资金问题',
      origin: { materialId: note.id, title: '明察暗访记录', subjectId: personId },
    });
    const { items } = await (await tale.aside('casemgmt')).must(clues.listClues, {
      query: { originId: note.id },
    });
    expect(items.map((one) => one.id)).toEqual([clue.id]);
    await take('casemgmt', 'It is handled like any other.', clue.matterId, 'assign', {
      handlers: [(await session('officer')).accountId],
    });
    expect((await seen('officer', clue.matterId)).body).toMatchObject({ state: 'assigned' });
    expect((await seen('subject', clue.matterId)).status).toBe(404);
  });
});

describe('between organs', () => {
  it('[S4.37] goes to another organ once it is approved and back, each with letter and receipt, in one working day', async () => {
    const { story } = tale;
    story.chapter('A clue is transferred, both ways');
    const dispatched = await organNamed(tale, '派驻第一纪检监察组');
    const clue = await story.must('casemgmt', 'A letter comes in.', clues.registerClue, {
      body: (await aLetter('移送派驻机构的问题')) as never,
    });
    await take('casemgmt', 'The dispatched office is to have it.', clue.matterId, 'transfer', {
      receiver: dispatched.id,
      why: '该单位由派驻机构监督。',
      papers: 2,
    });
    await take('head', 'Approved; it goes with a letter.', clue.matterId, 'approval.approve');
    const { children } = (await seen('casemgmt', clue.matterId)).body;
    const transfer = children.at(-1)!.id;
    const offered = (await seen('dispatched', transfer)).body;
    expect(offered.terms.map((term) => [term.code, term.state, term.dueOn])).toEqual([
      ['receive', 'running', '2026-04-07'],
    ]);
    expect((await seen('dispatched', clue.matterId)).status).toBe(404);
    expect((await seen('subject', transfer)).status).toBe(404);
    await take('dispatched', 'Accepted: a file of its own begins there.', transfer, 'accept', { came: 2 });
    const sent = (await seen('casemgmt', clue.matterId)).body;
    expect(sent).toMatchObject({ state: 'transferred', data: { sentTo: '派驻第一纪检监察组' } });
    const line = (await register('transferred')).items.find((one) => one.id === clue.id);
    expect(line!.cells).toMatchObject({ number: clue.number, receiver: '派驻第一纪检监察组' });
    const client = await tale.aside('dispatched');
    const { items } = await client.must(clues.listClues, { query: { q: '移送派驻机构的问题' } });
    const own = items.find((one) => one.id !== clue.id)!;
    const file = await client.must(clues.getClue, { params: { id: own.id } });
    expect(file.cameBy?.matterId).toBe(transfer);
    const commission = await organNamed(tale, '澄溪县纪委监委');
    await take(
      'dispatched',
      'It turns out to be for the commission: the other way.',
      file.matterId,
      'transfer',
      {
        receiver: commission.id,
        why: '涉及县管干部。',
        papers: 2,
      },
    );
    await take('head', 'Approved.', file.matterId, 'approval.approve');
    const back = (await seen('dispatched', file.matterId)).body.children.at(-1)!.id;
    await story.must('casemgmt', 'Returned, with the reason; the sender goes on.', matters.actOnMatter, {
      params: { id: back, action: 'return' },
      body: { reason: '请先完成初步了解。' },
    });
    expect((await seen('dispatched', file.matterId)).body.state).toBe('registered');
  });

  it('[S2.42] keeps of a superior’s report a stub alone, transfers what the organ found itself, and can prove both', async () => {
    const { story } = tale;
    story.chapter('What a superior handles');
    const above = await organNamed(tale, '海州市纪委监委');
    const about = [{ kind: 'unregistered' as const, level: 'county-deputy' }];
    const asked = (source: string) =>
      story.must('intake', 'Whom is it about, and who manages that post?', routeClue, {
        body: { subjects: about, source },
      });
    // Received: nothing of it is kept, and what arrives is held against the stub.
    expect((await asked('report-accusation')).subjects[0]).toMatchObject({ registers: false, way: 'stub' });
    const salt = randomBytes(32);
    const commitment = packageProof(salt, 'paper\n2\n封字0101');
    const stub = await story.must('intake', 'Sealed unopened: a stub stays.', matters.beginMatter, {
      body: {
        procedure: 'clue-stub',
        subjects: [],
        data: { receivedOn: '2026-04-01', pieces: 2, receiver: above.id, commitment },
      },
    });
    await take('intake', 'Up it goes.', stub.id, 'send', { sentOn: '2026-04-01', carrier: 'hand' });
    const check = (id: string, found: string) =>
      take('city', 'Checked before it is opened.', id, 'check', {
        cameOn: '2026-04-02',
        counted: 2,
        found,
      });
    await check(stub.id, packageProof(salt, 'paper\n2\n封字0999'));
    expect((await refused('city2', 'Another package gets no receipt.', stub.id, 'confirm')).status).toBe(409);
    await take('city2', 'The difference is reported.', stub.id, 'report-difference');
    await take('intake', 'The right one goes up.', stub.id, 'send-again', {
      sentOn: '2026-04-02',
      carrier: 'hand',
    });
    await check(stub.id, commitment);
    await take('city2', 'It is the one: received, says a second person.', stub.id, 'confirm');
    // Found out too late: one act makes it a stub and destroys what was written.
    const clue = await story.must('intake', 'A letter comes in.', clues.registerClue, {
      body: { ...(await aLetter('其实反映上级干部的琉璃盏问题')), organId: undefined } as never,
    });
    await take('casemgmt', 'Somebody handles it.', clue.matterId, 'assign', {
      handlers: [(await session('officer')).accountId],
    });
    const late = packageProof(salt, 'paper\n1\n封字0102');
    const left = await story.must('casemgmt', 'It is about a superior’s cadre.', handUpClue, {
      params: { id: clue.id },
      body: { about, receiver: above.id, pieces: 1, commitment: late },
    });
    for (const who of ['casemgmt', 'officer', 'head', 'intake']) {
      const client = await tale.aside(who);
      expect((await client.call(clues.getClue, { params: { id: clue.id } })).status, who).toBe(404);
      const found = await client.must(search, { query: { q: '琉璃盏' } as never });
      expect(found.items, who).toEqual([]);
    }
    await take('casemgmt', 'Up it goes.', left.id, 'send', { sentOn: '2026-04-02', carrier: 'hand' });
    expect((await seen('city', left.id)).body).toMatchObject({
      state: 'sent',
      data: { commitment: late },
    });
    const gone = await (await tale.aside('auditor')).must(listEvents, { query: { matterId: clue.matterId } });
    expect(gone.items.length).toBeGreaterThan(1);
    expect(gone.items.every(({ erasedBy, commitment: kept }) => erasedBy && kept.length === 64)).toBe(true);
    // Found by the organ itself: registered, handed over, with a receipt and a commitment.
    expect((await asked('supervision-found')).subjects[0]).toMatchObject({
      registers: true,
      way: 'transfer',
    });
    const own = await story.must('casemgmt', 'The organ found it itself.', clues.registerClue, {
      body: { ...(await aLetter('自行发现的问题')), source: 'supervision-found' } as never,
    });
    expect(
      (
        await story.call('head', 'An own find is not left as a stub.', handUpClue, {
          params: { id: own.id },
          body: { about, receiver: above.id, pieces: 1, commitment: late },
        })
      ).status,
    ).toBe(400);
    await take('casemgmt', 'Transferred.', own.matterId, 'transfer', {
      receiver: above.id,
      why: '属上级管理。',
      papers: 1,
    });
    await take('head', 'Approved.', own.matterId, 'approval.approve');
    const transfer = (await seen('casemgmt', own.matterId)).body.children.at(-1)!.id;
    await take('city', 'Received there.', transfer, 'accept', { came: 1 });
    expect((await seen('casemgmt', own.matterId)).body.state).toBe('transferred');
    expect((await seen('casemgmt', transfer)).body.data).toMatchObject({
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

/** As the browser works it out and the slip says: a line of its own, the salt, what was sealed. */
const packageProof = (salt: Buffer, sealed: string) =>
  createHash('sha256').update('plumbline/package/v1\n').update(salt).update(sealed).digest('hex');

/** A letter about the sample officer. */
async function aLetter(title: string): Promise<Body> {
  const commission = await organNamed(tale, '澄溪县纪委监委');
  const { personId } = await session('subject');
  return {
    class: 'petition',
    subType: 'letter-handling',
    source: 'report-accusation',
    occurredOn: '2026-03-02',
    title,
    content: '来信反映其在工程发包中打招呼、中秋收受礼金。',
    subjectKind: 'person',
    subjectId: personId,
    organId: commission.id,
  };
}
