import { listBars } from '@plumbline/contract/bar';
import { registerClue } from '@plumbline/contract/clue';
import { listDocuments, openDocument } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import * as opinions from '@plumbline/contract/opinion';
import * as registry from '@plumbline/contract/registry';
import { getSession } from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { admonish } from './admonish.ts';
import { organNamed } from './find.ts';
import { beginTale } from './tale.ts';

const tale = beginTale(
  's0-opinion',
  'S0 · An opinion on several persons: asked, signed, answered, supplemented',
);

const take = (who: string, why: string, id: string, action: string, data?: object, reason?: string) =>
  tale.story.must(who, why, matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
const accountOf = async (who: string) => (await (await tale.aside(who)).must(getSession)).accountId;
const sheetOf = async (who: string, id: string) =>
  (await tale.aside(who)).must(opinions.getOpinionSheet, { params: { id } });
const statusFor = async (who: string, id: string) =>
  (await (await tale.aside(who)).call(matters.getMatter, { params: { id } })).status;
async function approve(id: string) {
  for (const who of ['head', 'secretary']) {
    const { status, body } = await (await tale.aside(who)).call(matters.getMatter, { params: { id } });
    if (status === 200 && body.allowed.includes('approval.approve'))
      await take(who, 'Approved.', id, 'approval.approve', undefined, '同意。');
  }
}
async function letterOf(who: string, matterId: string): Promise<string> {
  const client = await tale.aside(who);
  const { items } = await client.must(listDocuments, { query: { matterId } });
  expect(items).toHaveLength(1);
  return JSON.stringify(await client.must(openDocument, { params: { id: items[0]!.id }, body: {} }));
}

// The reviewer of the county serves the asker too, and is kept out of what that asks.
const SIGNERS = [
  ['sign-petitions', 'intake'],
  ['sign-case-supervision', 'casemgmt'],
  ['sign-case-trial', 'trial'],
  ['sign-supervision', 'dispatched'],
] as const;

let names: { person: string; name: string; unit: string }[];
let asker: string;

async function requestData() {
  return {
    requestNumber: '澄组函〔2026〕8号',
    requestedBy: '县委组织部',
    askerOrgan: asker,
    requestedOn: '2026-04-03',
    occasion: 'promotion',
    petitions: [await accountOf('intake')],
    caseSupervision: [await accountOf('casemgmt')],
    trial: [await accountOf('trial')],
    supervision: [await accountOf('dispatched')],
    handlers: [await accountOf('officer')],
  };
}
async function register(why: string): Promise<string> {
  const data = await requestData();
  return (await tale.story.must('officer', why, opinions.beginOpinion, { body: { names, data } })).id;
}
async function sign(id: string) {
  for (const [action, who] of SIGNERS)
    await take(who, 'The department signs all names at once.', id, action, {
      signed: (await sheetOf(who, id)).rows.map(({ no }) => ({ no, result: 'clear' })),
    });
}
async function conclude(id: string) {
  const { rows } = await sheetOf('officer', id);
  await take('officer', 'Concluded as the platform proposes.', id, 'conclude', {
    conclusions: rows.map(({ no, name, unit, post, proposed, measures }) => {
      const on = measures.filter(({ key }) => proposed.grounds.includes(key));
      return {
        no,
        name,
        ...(unit ? { unit } : {}),
        ...(post ? { post } : {}),
        conclusion: proposed.conclusion,
        ...(on.length
          ? { grounds: on.map(({ key }) => key), told: on.map(({ told }) => told).join('；') }
          : {}),
      };
    }),
  });
}

describe('an opinion on several persons', () => {
  let first: string;

  it('[S0.16] names are resolved against the registry before anything is kept; unknown and ambiguous ones are asked', async () => {
    const { story } = tale;
    story.chapter('The list is checked');
    const officer = await tale.aside('officer');
    const own = await (await tale.aside('subject')).must(getSession);
    const self = await officer.must(registry.getPerson, { params: { id: own.personId! } });
    const { items } = await officer.must(registry.listPersons, { query: { limit: 50 } as never });
    const other = items.find(({ id, posts }) => id !== self.id && posts.length > 0)!;
    const text = `${other.name}，${other.posts[0]!.unitName}\n${self.name}\n无此人，某某单位`;
    const { rows } = await story.must('officer', 'The list is pasted.', opinions.previewOpinionNames, {
      body: { text },
    });
    expect(rows[1]!.candidates.map(({ id }) => id)).toContain(self.id);
    expect(rows[2]).toMatchObject({ state: 'unknown', personId: null });
    expect(rows[2]!.advice).toContain('无此人');
    names = [
      { person: self.id, name: self.name, unit: '' },
      { person: other.id, name: other.name, unit: other.posts[0]!.unitName },
    ];
    asker = (await organNamed(tale, '县委组织部干部监督科')).id;
  });

  it('[S0.16] four departments sign every name; the reply leaves with approval and is all that the asker sees', async () => {
    tale.story.chapter('Signed and answered');
    first = await register('The Organisation Department asks about two persons.');
    expect(await statusFor('subject', first)).toBe(404);
    expect(await statusFor('orgdept', first)).toBe(404);
    await take('intake', 'One name first.', first, 'sign-petitions', {
      signed: [{ no: 1, result: 'clear' }],
    });
    expect((await sheetOf('officer', first)).places[0]).toMatchObject({ left: 1 });
    await sign(first);
    await conclude(first);
    await take('officer', 'Sent for approval.', first, 'reply');
    expect(await statusFor('orgdept', first)).toBe(404);
    await approve(first);
    expect(await statusFor('subject', first)).toBe(404);
    const letter = await letterOf('orgdept', first);
    for (const { name } of names) expect(letter).toContain(name);
    expect(letter).toContain('暂未发现影响使用的问题');
    await take('orgdept', 'Whoever asked has the letter, and says so.', first, 'receive');
    expect(await sheetOf('officer', first)).toMatchObject({ final: true });
  });

  it("[S0.16] a name is the person's, whoever asks leaves time, and a department signs with people of its own office", async () => {
    const { story } = tale;
    story.chapter('What a request may not be');
    const officer = await tale.aside('officer');
    const form = await requestData();
    const refused = async (name: string, data: object) => {
      const body = { names: [{ person: names[0]!.person, name }], data: { ...form, ...data } };
      const reply = await officer.call(opinions.beginOpinion, { body });
      return (reply.body as unknown as { faults?: { code: string }[] }).faults?.map(({ code }) => code);
    };
    const [{ name }] = names as [(typeof names)[number]];
    expect(await refused('另一人', {})).toEqual(['opinion.other-name']);
    expect(await refused(name, { neededOn: '2026-04-07' })).toEqual(['opinion.too-soon']);
    expect(await refused(name, { trial: [await accountOf('intake')] })).toEqual(['party.permission']);
  });

  it('[P2] an unverified clue changes no word of what the asker reads', async () => {
    tale.story.chapter('A rumour');
    await tale.story.must('casemgmt', 'A letter accuses one of them.', registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-02',
        title: '反映其收受礼金',
        content: '来信反映其在2025年中秋收受礼金。',
        subjectKind: 'person',
        subjectId: names[0]!.person,
      } as never,
    });
    const id = await register('Asked about the same persons again.');
    expect((await sheetOf('officer', id)).rows.flatMap(({ measures }) => measures)).toEqual([]);
    await sign(id);
    await conclude(id);
    await take('officer', 'Sent for approval.', id, 'reply');
    await approve(id);
    const plain = (text: string) => text.replaceAll(/〔2026〕\d+号/g, '〔2026〕N号');
    expect(plain(await letterOf('orgdept', id))).toBe(plain(await letterOf('orgdept', first)));
  });

  it('[S0.16] what comes into force later is proposed as a supplement about the one name', async () => {
    const { story, server } = tale;
    story.chapter('An admonition, and a supplement');
    await admonish(tale, names[0]!.person);
    await server.work();
    const { items } = await (await tale.aside('officer')).must(opinions.listOpinions, { query: {} });
    const proposed = items.filter(({ final, names: count }) => !final && count === 1);
    expect(proposed).toHaveLength(2);
    const [{ id }] = proposed as [(typeof proposed)[number]];
    await conclude(id);
    await take('officer', 'The supplement is sent for approval.', id, 'reply');
    await approve(id);
    const letter = await letterOf('orgdept', id);
    expect(letter).toContain('建议暂缓');
    expect(letter).toContain(names[0]!.name);
    expect(letter).not.toContain(names[1]!.name);
  });

  it('[P8] the bars end by themselves, and vanish from later replies without anybody doing anything', async () => {
    const { story, server } = tale;
    story.chapter('Half a year later');
    const barsOf = async () =>
      (await (await tale.aside('officer')).must(listBars, { params: { id: names[0]!.person } })).items;
    const before = await barsOf();
    expect(before.map(({ kind, owner }) => [kind, owner !== null])).toEqual([
      ['no-promotion', true],
      ['no-honours', true],
    ]);
    const { rows } = await sheetOf('officer', await register('Asked while the admonition has its effect.'));
    expect(rows[0]).toMatchObject({ proposed: { conclusion: 'postpone' } });
    await server.laterBy(184);
    expect(await barsOf()).toEqual([]);
    const later = await sheetOf('officer', await register('Asked after the last day.'));
    expect(later.rows[0]).toMatchObject({ measures: [], proposed: { conclusion: 'nothing-found' } });
  });
});
