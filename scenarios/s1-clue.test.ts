import * as clues from '@plumbline/contract/clue';
import { listDocuments } from '@plumbline/contract/document';
import { layOutClue } from '@plumbline/contract/layout';
import * as matters from '@plumbline/contract/matter';
import { listPersons } from '@plumbline/contract/registry-persons';
import { getSession } from '@plumbline/contract/session';
import { getWorkbench } from '@plumbline/contract/workbench';
import { describe, expect, it } from 'vitest';
import { fileVerified } from './entries.ts';
import { organNamed } from './find.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s1-clue', 'S1 · One clue, one file: three steps of judgement and the four disposals');

type Body = Record<string, unknown>;
const take = (who: string, why: string, id: string, action: string, body: Body = {}) =>
  tale.story.must(who, why, matters.actOnMatter, { params: { id, action }, body });
const refused = (who: string, why: string, id: string, action: string, body: Body = {}) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body });
/** The matter as somebody sees it, outside of the story. */
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const session = async (who: string) => (await tale.aside(who)).must(getSession);
const accountOf = async (who: string) => (await session(who)).accountId;
const approve = (who: string, why: string, id: string) =>
  take(who, why, id, 'approval.approve', { reason: '同意。' });
/** The newest child of a matter that runs on the procedure. */
async function childOf(who: string, id: string, procedure: string) {
  const { children } = (await seen(who, id)).body;
  const all = await Promise.all(children.map(async (child) => (await seen(who, child.id)).body));
  return all.filter((child) => child.procedure === procedure).at(-1)!;
}

const ALLEGATIONS = [
  { no: 1, what: '在工程发包中为亲友打招呼', known: '来信', against: 'not-looked-for' },
  { no: 2, what: '接受管理服务对象宴请', when: '2025年中秋', known: '来信', against: 'found' },
];
const LOOKED = ALLEGATIONS.map((one) => ({
  ...one,
  against: one.against === 'found' ? 'found' : 'none-found',
}));
const CONCLUSIONS = {
  conclusions: [
    { no: 1, verdict: 'untrue', grounds: '评标资料和会议记录齐全，未见干预。' },
    { no: 2, verdict: 'exaggerated', grounds: '有一次公务接待，已按规定审批。' },
  ],
  overview: '反映的问题夸大，未发现违纪违法事实。',
};

/** A problem clue about the sample officer, kept by the commission and handled by the officer. */
async function register(title: string, subject?: string): Promise<{ id: string; matter: string }> {
  const commission = await organNamed(tale, '澄溪县纪委监委');
  const { personId } = await session('subject');
  const clue = await tale.story.must(
    'casemgmt',
    'A letter comes over from the petitions room: one clue, one file, one number.',
    clues.registerClue,
    {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-02',
        title,
        content: '来信反映其在工程发包中打招呼、接受宴请。',
        subjectKind: 'person',
        subjectId: subject ?? personId,
        organId: commission.id,
      },
    },
  );
  return { id: clue.id, matter: clue.matterId };
}

async function assign(matter: string): Promise<void> {
  await take(
    'casemgmt',
    'Case supervision names who handles it; the time for an opinion runs.',
    matter,
    'assign',
    {
      data: { handlers: [await accountOf('officer')] },
    },
  );
}

describe('three steps', () => {
  it('[S1.14] enters the three steps with a reason once the clue is broken into allegations', async () => {
    const { story } = tale;
    story.chapter('A clue whose truth is unclear');
    const { id, matter } = await register('反映工程发包打招呼问题');
    expect((await seen('officer', matter)).status).toBe(404);
    const early = await refused(
      'casemgmt',
      'Nothing is judged before somebody handles it.',
      matter,
      'enter-steps',
    );
    expect(early.status).toBe(403);
    await assign(matter);
    const handled = (await seen('officer', matter)).body;
    expect(handled).toMatchObject({ state: 'assigned', status: 'unverified' });
    expect(handled.terms.map((term) => [term.code, term.state])).toEqual([['opinion', 'running']]);
    const { todo } = await (await tale.aside('officer')).must(getWorkbench, { query: { procedure: 'clue' } });
    expect(todo.map((item) => item.id)).toContain(matter);
    const file = await (await tale.aside('officer')).call(clues.getClue, { params: { id } });
    expect(file.status).toBe(200);
    const vague = await refused(
      'officer',
      'Nor before it is broken into allegations.',
      matter,
      'enter-steps',
      {
        data: { unclear: 'truth', whyUnclear: '来信未附证据。' },
      },
    );
    expect(vague).toMatchObject({ status: 409 });
    expect(JSON.stringify(vague.body)).toContain('须先分解反映的问题');
    await take('officer', 'Truth differs by allegation.', matter, 'break-down', {
      data: { allegations: ALLEGATIONS },
    });
    await take('officer', 'It enters the three steps, with the reason.', matter, 'enter-steps', {
      data: { unclear: 'truth', whyUnclear: '来信未附证据，单方陈述难辨真伪。' },
    });
    const judging = (await seen('officer', matter)).body;
    expect(judging).toMatchObject({ state: 'comparing', data: { unclear: 'truth' } });
    expect((await seen('subject', matter)).status).toBe(404);
    expect((await seen('unit', matter)).status).toBe(404);
    expect((await seen('court', matter)).status).toBe(404);
  });

  it('[S1.15] has the unit compare an extract that a second person checked, and never the letter', async () => {
    const { story } = tale;
    story.chapter('Step 1: comparison by the unit');
    const matter = await theMatter();
    const { unitId } = await session('unit');
    const { items: leaders } = await (await tale.aside('officer')).must(listPersons, {
      query: { unitId: unitId!, heads: 'true' } as never,
    });
    await refuseOwnUnit(leaders[0]!.id, unitId!);
    await take('officer', 'The unit is to compare; it gets an extract only.', matter, 'compare', {
      data: { compareUnit: unitId, uninvolved: true },
    });
    const { id } = await childOf('officer', matter, 'comparison');
    expect((await seen('officer', id)).body.title).not.toContain('工程发包');
    await take('officer', 'The officer writes it anew.', id, 'write', {
      data: { points: '请说明近三年工程发包的决策程序。', asks: '请附会议记录。' },
    });
    const unchecked = await refused('officer', 'Nothing goes out unchecked.', id, 'send');
    expect(unchecked.status).toBe(409);
    const tick = { noLetter: true, noSender: true, noDetail: true };
    expect(
      (await refused('officer', 'Nobody checks an own extract.', id, 'check', { data: tick })).status,
    ).toBe(403);
    expect((await seen('unit', id)).status).toBe(404);
    await take('reviewer', 'A second person finds nothing that tells the sender.', id, 'check', {
      data: tick,
    });
    await take('officer', 'It goes to the unit as a numbered letter.', id, 'send');
    const outside = (await seen('unit', id)).body;
    expect(outside).toMatchObject({ state: 'sent', outside: true, parent: null, data: {}, steps: [] });
    const { items } = await (await tale.aside('unit')).must(listDocuments, { query: { matterId: id } });
    expect(items.map((paper) => paper.template)).toEqual(['comparison-letter']);
    expect(JSON.stringify([outside, items])).not.toMatch(/来信|宴请|打招呼/);
    expect((await seen('unit', matter)).status).toBe(404);
    expect((await seen('subject', id)).status).toBe(404);
    await take('unit', 'The unit answers point by point, with evidence.', id, 'answer', {
      data: {
        findings: [{ no: 1, finding: 'exaggerated', severity: 'minor', evidence: '评标委员会记录' }],
        report: '经班子集体研究，反映情况有夸大。',
      },
    });
    const soon = await refused('officer', 'The second step waits for the first.', matter, 'screen');
    expect(soon.status).toBe(409);
  });

  it('[S1.16] has the report of the comparison reviewed by another person before it counts', async () => {
    const { story } = tale;
    story.chapter('The report is reviewed');
    const matter = await theMatter();
    const { id } = await childOf('officer', matter, 'comparison');
    const own = await refused('officer', 'Whoever wrote the extract does not review.', id, 'review', {
      data: { opinion: '同意。' },
    });
    expect(own.status).toBe(403);
    await take('reviewer', 'Reviewed.', id, 'review', { data: { opinion: '程序完整，依据充分。' } });
    await tale.server.work();
    expect((await seen('officer', id)).body.state).toBe('closed');
  });

  it('weighs evidence against what may be the case, allegation by allegation', async () => {
    const { story } = tale;
    story.chapter('Step 2: reverse screening');
    const matter = await theMatter();
    await take('officer', 'On to the second step.', matter, 'screen');
    const bare = await refused(
      'officer',
      'Nothing is concluded without evidence.',
      matter,
      'conclude-screening',
      {
        data: CONCLUSIONS,
      },
    );
    expect(bare.status).toBe(409);
    await take(
      'officer',
      'Pieces of evidence, with source and weight, and what is missing.',
      matter,
      'weigh',
      {
        data: {
          evidence: [
            {
              no: 1,
              piece: '评标委员会记录',
              source: '住建局',
              bears: 'contradicts',
              reading: 'true',
              weight: 'strong',
            },
            {
              no: 2,
              piece: '公务接待清单',
              source: '财政局',
              bears: 'supports',
              reading: 'exaggerated',
              weight: 'fair',
            },
          ],
          missing: '参加人员说明。',
        },
      },
    );
  });

  it('[S0.11] [S1.17] lays beside each allegation what the dossier holds, for who handles the clue alone', async () => {
    const { story } = tale;
    story.chapter('Step 2: what the dossier says of it');
    const matter = await theMatter();
    const id = await theClue();
    const { personId } = await session('subject');
    await fillDossier(personId!);
    for (const [who, status] of [
      ['subject', 403],
      ['unit', 403],
      ['court', 403],
      ['casemgmt', 403],
      ['reviewer', 403],
    ] as const) {
      const shut = await tale.story.call(who, 'Not for whoever does not work on it.', layOutClue, {
        params: { id },
      });
      expect(shut.status, who).toBe(status);
    }
    const laid = await tale.story.must('officer', 'The handler lays it out; that is on record.', layOutClue, {
      params: { id },
    });
    expect(laid.card).toMatchObject({ subject: { id: personId }, custodian: { kind: 'organ' } });
    expect(laid.allegations.map(({ no }) => no)).toEqual([1, 2]);
    const held = (aspect: string) =>
      laid.allegations[0]!.bearings.filter((one) => one.aspect === aspect && one.entries.length > 0).map(
        ({ item }) => item,
      );
    expect(held('promotion')).toContain('conduct-examination');
    expect(held('training')).toEqual(['training']);
    expect(held('appraisal')).toContain('annual-assessment');
    expect(held('daily')).toContain('supervision-notes');
    expect(held('recommendation')).toEqual(['conduct-examination']);
    expect(held('promises')).toContain('promise');
    // The report on personal matters and its check are restricted: they are there, and shut until a slip opens them.
    expect(held('declaration')).toEqual(expect.arrayContaining(['matters-check']));
    expect(laid.entries.find(({ item }) => item === 'matters-check')).toMatchObject({
      withheldBy: 'slip',
      title: null,
      values: [],
    });
    expect(new Set(laid.differences.map(({ rule }) => rule))).toEqual(
      new Set(['appraisal-beside-problems', 'problem-after-promise']),
    );
    expect(laid.uncompared).toContainEqual(expect.objectContaining({ rule: 'home-not-in-report' }));
    const [first] = laid.allegations;
    expect(first!.standing!.least).toBeNull();
    const READINGS = ['true', 'partly', 'exaggerated', 'understated', 'untrue', 'mistake', 'framed'];
    const piece = { no: 1, piece: '评标委员会记录', source: '住建局', weight: 'strong' };
    await take('officer', 'Each piece is laid against each reading.', matter, 'weigh', {
      data: {
        evidence: READINGS.map((reading) => ({
          ...piece,
          reading,
          bears: ['untrue', 'mistake'].includes(reading) ? 'supports' : 'contradicts',
        })),
      },
    });
    const weighed = await tale.story.must(
      'officer',
      'What is least contradicted, and what would decide.',
      layOutClue,
      {
        params: { id },
      },
    );
    expect(weighed.allegations[0]!.standing).toMatchObject({
      unexamined: [],
      least: ['不实，未见故意', '错告'],
      undecided: ['不实，未见故意', '错告'],
    });
  });

  it('reaches no conclusion while nobody looked for what speaks against an allegation', async () => {
    const matter = await theMatter();
    const blocked = await refused(
      'officer',
      'For one allegation nobody looked for what speaks against it.',
      matter,
      'conclude-screening',
      { data: CONCLUSIONS },
    );
    expect(blocked.status).toBe(409);
    expect(JSON.stringify(blocked.body)).toContain('还未查找有利于本人的情况');
    await take('officer', 'Now it was looked for.', matter, 'break-down', { data: { allegations: LOOKED } });
    expect((await seen('officer', matter)).body.allowed).toContain('conclude-screening');
  });

  it('puts what screening did not decide into the ledger of difficult clues', async () => {
    const { story } = tale;
    story.chapter('A difficult clue');
    const matter = await theMatter();
    await take(
      'officer',
      'Screening does not decide: the leading group is asked.',
      matter,
      'list-difficult',
      {
        data: { difficulty: '两份证言相互矛盾，需成员单位共同研判。' },
      },
    );
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'screening', waitsFor: 'approval' });
  });

  it('[S1.19] asks the leading group for approval: its two bodies, then its head', async () => {
    const matter = await theMatter();
    expect((await refused('reviewer', 'No other approves.', matter, 'approval.approve')).status).toBe(403);
    await approve('head', 'The commission approves.', matter);
    expect((await seen('secretary', matter)).status).toBe(404);
    await approve('orgdept', 'The Organisation Department approves too.', matter);
    await approve('secretary', 'Then the head of the leading group.', matter);
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'difficult' });
    const { items } = await (await tale.aside('casemgmt')).must(matters.listMatters, {
      query: { procedure: 'clue', state: 'difficult' } as never,
    });
    expect(items.map((item) => item.id)).toEqual([matter]);
  });

  it('[S1.21] may have something investigated apart, and waits for it', async () => {
    const { story } = tale;
    story.chapter('Step 3: joint review, with an investigation');
    const matter = await theMatter();
    await take('officer', 'An investigation apart.', matter, 'investigate', {
      data: { task: '调取2025年中秋公务接待凭证并核对。' },
    });
    const call = {
      topic: '工程发包打招呼问题',
      background: '查明接待属实、金额夸大，拟认定反映问题夸大。',
      whenWhere: '4月10日，县纪委监委会议室',
      chair: await accountOf('casemgmt'),
      members: [await accountOf('orgdept'), await accountOf('reviewer')],
      recorder: await accountOf('officer'),
    };
    const judge = [await accountOf('subject'), await accountOf('reviewer')];
    const own = await refused('officer', 'Nobody judges an own matter.', matter, 'review', {
      data: { ...call, members: judge },
    });
    expect(own).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/data/members', code: 'party.no-staff' }] },
    });
    await take('officer', 'The member bodies are called.', matter, 'review', { data: call });
    const { id } = await childOf('officer', matter, 'task');
    const waits = await refused('officer', 'The conclusion waits.', matter, 'conclude-review', {
      data: CONCLUSIONS,
    });
    expect(waits.status).toBe(409);
    await take('officer', 'Done.', id, 'finish', { data: { done: '接待已按规定审批。' } });
    await tale.server.work();
  });

  it('[S1.20] is judged by the member bodies: everybody speaks, the chair last, minutes are signed', async () => {
    const matter = await theMatter();
    const { id } = await childOf('officer', matter, 'joint-review');
    await take('casemgmt', 'The chair opens the meeting.', id, 'open', {
      data: {
        attendance: [await accountOf('orgdept'), await accountOf('reviewer'), await accountOf('casemgmt')],
      },
    });
    const opinion = (vote: string) => ({ data: { vote, view: '夸大，未见违纪。' } });
    const first = await refused('casemgmt', 'The chair does not speak first.', id, 'speak', opinion('agree'));
    expect(first.status).toBe(409);
    await take('orgdept', 'A member speaks.', id, 'speak', opinion('agree'));
    await take('reviewer', 'Another one.', id, 'speak', opinion('disagree'));
    await take('casemgmt', 'The chair last.', id, 'speak', opinion('agree'));
    await take('casemgmt', 'Two of three agree.', id, 'decide');
    await take('officer', 'Minutes, dissent kept.', id, 'minute', {
      data: { decision: '认定反映问题夸大。' },
    });
    await take('casemgmt', 'Signed by the chair.', id, 'sign');
    await tale.server.work();
    expect((await seen('officer', id)).body).toMatchObject({ state: 'closed' });
    const half = await refused(
      'officer',
      'No allegation is passed over, none made up.',
      matter,
      'conclude-review',
      {
        data: { ...CONCLUSIONS, conclusions: [{ ...CONCLUSIONS.conclusions[0], no: 3 }] },
      },
    );
    expect(half).toMatchObject({ status: 400 });
    expect(JSON.stringify(half.body)).toMatch(/还缺第1、2项.*没有第3项/);
    await take('officer', 'The conclusion follows the review.', matter, 'conclude-review', {
      data: CONCLUSIONS,
    });
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'judged', status: 'unverified' });
  });
});

describe('what is found to be so, and what is not', () => {
  it('[S3.45][S3.61] verifies what is checkable, reports, and links what followed by rule to the clue', async () => {
    const { story } = tale;
    story.chapter('Preliminary verification');
    const { id, matter } = await register('反映接受管理服务对象宴请问题');
    await assign(matter);
    await take('officer', 'Broken down.', matter, 'break-down', { data: { allegations: LOOKED } });
    await dispose(matter, 'verification');
    const wrong = await refused('officer', 'What was not proposed is not approved.', matter, 'dispose-held');
    expect(wrong.status).toBe(409);
    await take(
      'officer',
      'The proposal goes to whoever decides for this cadre.',
      matter,
      'dispose-verifying',
    );
    await approveChain(matter);
    const { items: papers } = await (await tale.aside('officer')).must(listDocuments, {
      query: { matterId: matter },
    });
    expect(papers.map((paper) => paper.template)).toEqual(['disposal-approval']);
    await take('officer', 'A group with a plan.', matter, 'verify', {
      data: { problem: '接受宴请', group: '罗志远、邓家宁', scope: '核对凭证', limit: '4月至6月' },
    });
    const { id: verification } = await childOf('officer', matter, 'verification');
    await take('officer', 'The plan is approved first.', verification, 'launch');
    await approveChain(verification);
    const running = (await seen('officer', verification)).body;
    expect(running.terms.map((term) => [term.code, term.state])).toEqual([['verify', 'running']]);
    const early = await refused('officer', 'No result before the report.', matter, 'report', {
      data: { result: 'proved', account: '已核实。' },
    });
    expect(early.status).toBe(409);
    await take('officer', 'The report.', verification, 'report', {
      data: {
        origin: '来信反映。',
        findings: [{ problem: '接受宴请', evidence: '凭证', finding: '属实' }],
        inFavour: '事后主动退缴。',
        nature: '违反廉洁纪律。',
        proposal: '建议批评教育。',
        members: '罗志远、邓家宁',
      },
    });
    await take('officer', 'Its result is approved.', verification, 'conclude');
    await approveChain(verification);
    await tale.server.work();
    await take('officer', 'The clue is proved …', matter, 'report', {
      data: { result: 'proved', account: '接受宴请属实。' },
    });
    await take('officer', '… once that is approved.', matter, 'conclude-proved');
    await approveChain(matter);
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'proved', status: 'verified' });
    await take('officer', 'What followed stands with the clue.', matter, 'record-measure', {
      data: { measure: '批评教育', decidedBy: '澄溪县纪委监委', decidedOn: '2026-04-06' },
    });
    const file = await (await tale.aside('casemgmt')).must(clues.getClue, { params: { id } });
    expect(file.status).toBe('verified');
    expect(file.steps.at(-1)).toMatchObject({ title: '登记处理措施', data: { measure: '批评教育' } });
  });

  it('holds what can not be checked now, screens it again in six months, and takes it up on new facts', async () => {
    const { story } = tale;
    story.chapter('Held for reference');
    const { id, matter } = await register('反映十年前招标问题');
    await assign(matter);
    await take('officer', 'Broken down.', matter, 'break-down', { data: { allegations: ALLEGATIONS } });
    await dispose(matter, 'close');
    const blocked = await refused(
      'officer',
      'It can not be closed while nobody looked for what speaks for the person.',
      matter,
      'dispose-closed',
    );
    expect(blocked.status).toBe(409);
    await dispose(matter, 'hold');
    await take('officer', 'So it is held.', matter, 'dispose-held');
    await approveChain(matter);
    const held = (await seen('officer', matter)).body;
    expect(held).toMatchObject({ state: 'held', status: 'held' });
    expect(held.terms.find((term) => term.code === 'rescreen')).toMatchObject({ dueOn: '2026-10-08' });
    await take('officer', 'Looked at again.', matter, 'rescreen', { data: { finding: '仍无新情况。' } });
    await take('officer', 'New facts take it up.', matter, 'revive', {
      data: { newEvidence: '审计移送新线索。' },
    });
    expect((await seen('officer', matter)).body).toMatchObject({ state: 'assigned', status: 'unverified' });
    const file = await (await tale.aside('casemgmt')).must(clues.getClue, { params: { id } });
    expect(file.status).toBe('unverified');
  });
});

async function dispose(matter: string, way: string): Promise<void> {
  await take('officer', 'A disposal is proposed, with grounds.', matter, 'propose', {
    data: { mainProblem: '接受管理服务对象宴请', way, grounds: '问题具体，按规定处置。' },
  });
}

/** Whoever's turn it is approves until nothing waits. */
async function approveChain(matter: string): Promise<void> {
  for (const who of ['head', 'secretary']) {
    const waiting = (await seen('officer', matter)).body.request;
    if (waiting) await approve(who, 'Approved.', matter);
  }
  expect((await seen('officer', matter)).body.request).toBeNull();
}

/** Whoever heads a unit is not compared by it. */
async function refuseOwnUnit(leader: string, unit: string): Promise<void> {
  const { matter } = await register('反映单位主要负责人问题', leader);
  await assign(matter);
  await take('officer', 'Broken down.', matter, 'break-down', { data: { allegations: LOOKED } });
  const entry = { data: { unclear: 'truth', whyUnclear: '难辨真伪。' } };
  await take('officer', 'Into the three steps.', matter, 'enter-steps', entry);
  const own = await refused(
    'officer',
    'The person heads that unit: another body compares.',
    matter,
    'compare',
    {
      data: { compareUnit: unit, uninvolved: true },
    },
  );
  expect(own).toMatchObject({
    status: 400,
    body: { faults: [{ pointer: '/data/compareUnit', code: 'party.led' }] },
  });
  const other = await organNamed(tale, '派驻第一纪检监察组');
  await take('officer', 'So the dispatched office does.', matter, 'compare-elsewhere', {
    data: { compareBody: other.id, why: '对象任该单位主要负责人。' },
  });
  // It compares an extract and sees nothing of the clue (P4).
  expect((await seen('dispatched', matter)).status).toBe(404);
  const listed = await (await tale.aside('dispatched')).must(matters.listMatters, {
    query: { procedure: 'clue', q: '反映单位主要负责人问题' } as never,
  });
  expect(listed.items).toEqual([]);
}

/** The clue of the three steps. */
async function theMatter(): Promise<string> {
  const { items } = await (await tale.aside('casemgmt')).must(matters.listMatters, {
    query: { procedure: 'clue', q: '反映工程发包打招呼问题' } as never,
  });
  return items[0]!.id;
}

/** What supervision, the organisation department and the person left in the dossier over the years. */
async function fillDossier(person: string): Promise<void> {
  const file = (item: string, form: Body) => fileVerified(tale, person, item, form);
  await file('annual-assessment', { year: 2025, grade: 'excellent' });
  await file('training', { date: '2025-03-10', topic: '招标投标纪律教育', kind: 'integrity' });
  await file('promise', {
    date: '2025-05-01',
    occasion: 'admonition',
    kind: 'integrity',
    content: '不插手工程发包。',
  });
  await file('supervision-notes', {
    date: '2025-11-03',
    kind: 'check',
    officers: ['赵明'],
    topic: '公务接待检查',
    content: '抽查接待台账。',
    problems: ['超标准接待'],
    problemKind: 'integrity',
  });
  await file('conduct-examination', {
    date: '2024-06-10',
    kind: 'promotion',
    organ: '县委组织部',
    recommendation: { how: '会议推荐', taking: 60, recommending: 41 },
    views: [{ circle: '班子成员', view: '作风务实，遇事商量。' }],
  });
  await file('matters-check', {
    checkedOn: '2026-03-01',
    organ: '干部监督科',
    kind: 'before-promotion',
    housing: [{ holder: 'self', matched: 'by-number', address: '城东路8号', registeredOn: '2025-06-01' }],
    finding: 'open',
  });
}

/** The clue file of the three steps. */
async function theClue(): Promise<string> {
  const { items } = await (await tale.aside('officer')).must(clues.listClues, {
    query: { q: '反映工程发包打招呼问题' },
  });
  return items[0]!.id;
}
