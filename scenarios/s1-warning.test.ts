import { listDocuments } from '@plumbline/contract/document';
import { getDossier } from '@plumbline/contract/dossier';
import * as matters from '@plumbline/contract/matter';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';
import { upload } from './upload.ts';

const tale = beginTale('s1-warning', 'S1 · Early warning: tolerance that is asked for, granted and refused');

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data } : {}), ...(reason ? { reason } : {}) },
  });
const refused = (who: string, why: string, id: string, action: string, data?: object) =>
  tale.story.call(who, why, matters.actOnMatter, { params: { id, action }, body: data ? { data } : {} });
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(matters.getMatter, { params: { id } });
const sessionOf = async (who: string) => (await tale.aside(who)).must(getSession);
const accountOf = async (who: string) => (await sessionOf(who)).accountId;
/** Whoever the authority matrix asks, until nobody is left to ask. */
async function approve(id: string) {
  for (const who of ['head', 'secretary']) {
    const { status, body } = await seen(who, id);
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}

const EVENT = '2025年试行容缺受理，因配套系统未上线造成三个项目审批超期。';
const CHECK = {
  facts: '经查阅局党组会议记录和审批系统日志，超期系系统接口未按期上线所致。',
  noPrivateGain: true,
  diligent: true,
  democratic: true,
  remedied: true,
  safetyAccident: false,
  ecologicalDamage: false,
  breach: false,
  inFavour: '局党组集体研究，已逐一补办并致歉。',
  against: '未提前向行政审批部门报备。',
};
const DECISION = { finding: '符合容错条件，予以容错。', answers: '一、关于系统接口：经核查日志，予以采信。' };

describe('tolerance', () => {
  let talk: string;
  let asked: string;

  it('is asked for by the person within the talk that concerns them, once, and goes to whoever handles it', async () => {
    const { story } = tale;
    story.chapter('The person asks for tolerance');
    const person = (await sessionOf('subject')).personId!;
    const talkers = [await accountOf('officer'), await accountOf('intake')];
    const { id } = await story.must('officer', 'A reminder talk is planned.', matters.beginMatter, {
      body: {
        procedure: 'talk',
        subjects: [{ kind: 'person', id: person }],
        data: {
          kind: 'reminder',
          problem: '项目审批超期。',
          day: '2026-04-10',
          from: '09:00',
          until: '10:00',
          place: '谈话室',
          health: 'good',
          safety: '安排专人陪同，备好常用药品。',
          talkers,
          recorder: talkers[1],
          outline: '一、说明来意。',
          handlers: [talkers[0]],
        },
      },
    });
    talk = id;
    const request = {
      applicant: 'person',
      event: EVENT,
      grounds: '为企业减少等待，局党组集体决定，个人无获利。',
    };
    expect(
      (await refused('subject', 'Nobody asks about what is not known to them.', id, 'ask-tolerance', request))
        .status,
    ).toBe(404);
    await take('officer', 'Sent for approval.', id, 'submit');
    await approve(id);
    await take('officer', 'The person is notified.', id, 'notify', {
      day: '2026-04-10',
      from: '09:00',
      until: '10:00',
      place: '谈话室',
    });
    expect((await refused('officer', 'Nobody else asks for it.', id, 'ask-tolerance', request)).status).toBe(
      403,
    );
    await take('subject', 'The person asks that tolerance be considered.', id, 'ask-tolerance', request);
    expect((await refused('subject', 'Once is enough.', id, 'ask-tolerance', request)).status).toBe(409);
    const { children } = (await seen('officer', id)).body;
    expect(children).toMatchObject([{ stateTitle: '已申请，待核实', ended: false }]);
    asked = children[0]!.id;
    expect((await seen('subject', asked)).body).toMatchObject({ state: 'applied', outside: true });
    expect((await seen('court', asked)).status).toBe(404);
    const terms = (await seen('officer', asked)).body.terms;
    expect(terms).toMatchObject([{ code: 'decide', state: 'running' }]);
  });

  it('is decided after the person was heard on the facts and what speaks against it, and never where a condition is missing', async () => {
    tale.story.chapter('Checked, heard, granted');
    await take('officer', 'One condition is missing.', asked, 'check', { ...CHECK, remedied: false });
    expect((await seen('subject', asked)).body.data).toEqual({ facts: CHECK.facts, against: CHECK.against });
    expect(
      (await refused('officer', 'Nothing is decided before anybody was heard.', asked, 'refuse', DECISION))
        .status,
    ).toBe(409);
    await take('subject', 'The person answers.', asked, 'explain', {
      statement: '三个项目均已补办并向企业致歉。',
    });
    expect(
      (await refused('officer', 'Not granted while a condition is missing.', asked, 'grant', DECISION))
        .status,
    ).toBe(409);
    await take('officer', 'The answer is proved.', asked, 'check', CHECK);
    await take('subject', 'Who was heard on other facts is heard anew.', asked, 'explain', {
      statement: '无补充。',
    });
    await take('officer', 'Proposed.', asked, 'grant', DECISION);
    expect((await seen('officer', asked)).body.state).toBe('checked');
    await approve(asked);
    expect((await seen('subject', asked)).body.state).toBe('granted');
    const { items } = await (await tale.aside('subject')).must(listDocuments, { query: { matterId: asked } });
    expect(items.map(({ template }) => template)).toEqual(['tolerance-decision']);
  });

  it('is told, filed, and stands in the portrait', async () => {
    const person = (await sessionOf('subject')).personId!;
    const filed = async () => {
      const page = await (await tale.aside('officer')).must(getDossier, { params: { subjectId: person } });
      const item = page.catalogue.flatMap(({ items }) => items).find(({ code }) => code === 'tolerance')!;
      return { materials: item.materials, sections: page.portrait.sections };
    };
    const before = new Set((await filed()).materials.map(({ id }) => id));
    await take('officer', 'Told and filed.', asked, 'file', {
      toldOn: '2026-04-06',
      toldTo: '本人及所在单位',
    });
    const { materials, sections } = await filed();
    const added = materials.filter(({ id }) => !before.has(id));
    expect(added).toHaveLength(1);
    const section = sections.find(({ materialId }) => materialId === added[0]!.id);
    // Restricted as the matter was: that there is one shows to all who read the dossier, what it says by a slip.
    expect(section).toMatchObject({ item: 'tolerance', withheld: true, values: [] });
    expect((await seen('officer', asked)).body).toMatchObject({ state: 'filed', final: true });
    expect((await seen('officer', talk)).body.state).toBe('notified');
  });

  it('is refused with an answer to each point; the objection is reviewed above, and accepted or not', async () => {
    const { story } = tale;
    story.chapter('Refused, objected to, reviewed');
    const person = (await sessionOf('subject')).personId!;
    const { id } = await story.must(
      'officer',
      'The organ enters an application on paper.',
      matters.beginMatter,
      {
        body: {
          procedure: 'tolerance',
          subjects: [{ kind: 'person', id: person }],
          data: {
            applicant: 'unit',
            event: '2025年抢修工程未招标。',
            grounds: '汛期抢险。',
            handlers: [await accountOf('officer')],
          },
        },
      },
    );
    await take('officer', 'Not decided collectively.', id, 'check', { ...CHECK, democratic: false });
    await take('officer', 'The person is heard.', id, 'hear', {
      heardOn: '2026-04-06',
      heardBy: '罗志远、何雨晴',
      said: '当时来不及开会。',
      record: [await upload(tale, 'officer', '听取说明笔录.txt', '本人签名的笔录')],
    });
    await take('officer', 'Refused.', id, 'refuse', {
      finding: '未经集体决策。',
      answers: '一、关于时间紧迫：可以事后补充程序而未补。',
    });
    await approve(id);
    const term = async () =>
      (await seen('officer', id)).body.terms.find(({ code }) => code === 'object')?.state;
    // Nobody's time to object runs before it is proved that they were told.
    expect(await term()).toBeUndefined();
    await take('subject', 'The person acknowledges receipt.', id, 'receive');
    expect(await term()).toBe('running');
    await take('subject', 'The person objects.', id, 'object', {
      objection: '当日有视频会商记录。',
      proof: '会商记录。',
    });
    const upheld = { outcome: 'upheld', reply: '一、会商记录属实。' };
    expect(
      (await refused('officer', 'An accepted objection is not a refusal that stands.', id, 'uphold', upheld))
        .status,
    ).toBe(409);
    await take('officer', 'The objection is accepted.', id, 'reopen', upheld);
    expect(
      (await refused('officer', 'What was said before counts no more.', id, 'grant', DECISION)).status,
    ).toBe(409);
    await take('officer', 'Checked again.', id, 'check', CHECK);
    await take('subject', 'Heard again.', id, 'explain', { statement: '无补充。' });
    await take('officer', 'Granted.', id, 'grant', DECISION);
    await approve(id);
    expect((await seen('subject', id)).body.state).toBe('granted');
  });
});
