import { listNotices } from '@plumbline/contract/desk';
import { issueDocument, listDocuments, openDocument, voidDocument } from '@plumbline/contract/document';
import { addMaterial } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { beginOpinion, getOpinionSheet, listOpinions } from '@plumbline/contract/opinion';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { Kit } from '../../clue/testing.ts';
import { step as stepOn } from '../../dossier/testing.ts';
import { step } from '../admonish.testing.ts';
import { answer, concludeAsProposed, request, requestData, sheet, signAll } from './opinion.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const ASKER = 'orgdept';
const names = () => [
  { person: server.world.persons.deputy, name: '周敏', unit: '县住建局', post: '副局长' },
  { person: server.world.persons.mayor, name: '李国强', unit: '柳林镇', post: '镇长' },
];
const ask = () => request(server, names(), { askerOrgan: server.world.organs.cadre });

/** Everything that the asker can get to see of a request, without what numbers and ids differ in anyway. */
async function seenByAsker(id: string): Promise<string> {
  const asker = server.as(ASKER);
  const matter = await asker.call(matters.getMatter, { params: { id } });
  const { items } = await asker.must(listDocuments, { query: { matterId: id } });
  const bodies = await Promise.all(
    items.map((item) => asker.must(openDocument, { params: { id: item.id }, body: {} })),
  );
  const listed = await asker.must(matters.listMatters, { query: { limit: 200 } });
  const told = await asker.must(listNotices, { query: {} });
  const everything = {
    status: matter.status,
    matter: matter.body,
    items,
    bodies,
    listed: listed.items.filter((item) => item.id === id),
    told: told.items.filter((item) => item.link?.includes(id)),
    sheet: (await asker.call(getOpinionSheet, { params: { id } })).status,
    opinions: (await asker.must(listOpinions, { query: {} })).items.length,
  };
  const known = [id, ...items.map((item) => item.id)];
  return known
    .reduce((text, one) => text.replaceAll(one, 'ID'), JSON.stringify(everything))
    .replaceAll(/〔2026〕\d+号/g, '〔2026〕N号')
    .replaceAll(/"(sha256|size|trace)":("[^"]*"|\d+)/g, '"$1":0')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT');
}

describe('whoever asked', () => {
  it('sees nothing before the letter, though it reaches every room of the commission, and then the letter alone', async () => {
    const id = await ask();
    expect(JSON.parse(await seenByAsker(id))).toMatchObject({
      status: 404,
      items: [],
      listed: [],
      told: [],
      sheet: 404,
      opinions: 0,
    });
    await answer(server, id);
    const seen = JSON.parse(await seenByAsker(id));
    expect(seen).toMatchObject({
      status: 200,
      sheet: 404,
      opinions: 0,
      matter: { outside: true, data: {}, parties: [], steps: [] },
    });
    expect(seen.items).toHaveLength(1);
    expect(JSON.stringify(seen.bodies)).toContain('暂未发现影响使用的问题');
    await step(server, ASKER, id, 'receive');
    expect(await sheet(server, 'officer', id)).toMatchObject({ state: 'delivered', final: true });
    for (const word of ['sign-', '会签', '何雨晴']) expect(JSON.stringify(seen)).not.toContain(word);
  });

  it('reads the same, byte for byte, whatever unverified clue, draft or held entry there is about a name', async () => {
    const clean = await ask();
    await answer(server, clean);
    const before = await seenByAsker(clean);
    const kit = new Kit(server);
    const { deputy } = server.world.persons;
    await kit.register();
    await kit.register({ subType: 'media-exposure', title: '网络反映其违规兼职' });
    await kit.register({ class: 'reward-punishment', subType: 'admonition', title: '据传受到诫勉' });
    const sanction = () =>
      server.as('officer').must(addMaterial, {
        params: { subjectId: deputy },
        body: {
          item: 'sanction',
          form: { kind: 'state-demerit', decidedOn: '2026-03-02', decidedBy: '县监委' },
        },
      });
    await sanction();
    const held = await sanction();
    await stepOn(server, 'reviewer', held.id, 'reject', { reason: '决定书未附。' });
    const id = await ask();
    // Nor does anything of it stand in the working sheet, nor in what the platform proposes.
    for (const who of ['officer', 'intake', 'casemgmt'])
      expect(
        (await sheet(server, who, id)).rows.map(({ measures, proposed }) => [measures, proposed.conclusion]),
      ).toEqual([
        [[], 'nothing-found'],
        [[], 'nothing-found'],
      ]);
    await answer(server, id);
    expect(await seenByAsker(id)).toBe(before);
  });

  it('learns of a sanction once it is verified, and no more of it than its kind and its last day', async () => {
    const { id: material } = await server.as('officer').must(addMaterial, {
      params: { subjectId: server.world.persons.mayor },
      body: {
        item: 'sanction',
        form: {
          kind: 'state-demerit',
          decidedOn: '2026-03-02',
          decidedBy: '县监委',
          facts: '违规发放补贴。',
        },
      },
    });
    const pack = server.services.packs.of(1);
    const [verify] = Object.entries(pack.procedures.material!.actions).find(([, one]) =>
      one.effects.includes('material.verify'),
    )!;
    await stepOn(server, 'reviewer', material, verify);
    const id = await ask();
    await answer(server, id);
    const seen = await seenByAsker(id);
    expect(seen).toContain('建议暂缓');
    expect(seen).toContain('政务记过（至2027年3月2日）');
    expect(seen).not.toContain('补贴');
  });

  it('has nobody of its own put into a place: the form says so at the field', async () => {
    const { organs, accounts } = server.world;
    const asked = await server.as('officer').call(beginOpinion, {
      body: {
        names: names(),
        data: requestData(server, { askerOrgan: organs.petitions, handlers: [accounts.officer] }),
      },
    });
    expect(asked.status).toBe(400);
    expect(asked.body).toMatchObject({
      faults: [
        {
          pointer: '/data/petitions',
          code: 'party.kept-out',
          detail: '所选人员在“征求意见机关”履职，看不到本事项，请另选人员。',
        },
      ],
    });
  });

  it('is given a letter of the day on which it was decided, and never the same under a later day', async () => {
    const id = await ask();
    const issue = () =>
      server
        .as('officer')
        .call(issueDocument, { body: { template: 'opinion-letter', matterId: id, data: {} } });
    expect((await issue()).body).toMatchObject({ faults: [{ code: 'document.by-step' }] });
    await answer(server, id);
    server.clock.advance(60 * 24 * 60 * 60 * 1000);
    expect((await issue()).body).toMatchObject({ faults: [{ code: 'document.by-step' }] });
    expect((await server.as(ASKER).must(listDocuments, { query: { matterId: id } })).items).toHaveLength(1);
    server.clock.advance(-60 * 24 * 60 * 60 * 1000);
  });

  it('reads numbers without a hole: what is not approved takes none, and what is void keeps its own for ever', async () => {
    const lettersOf = async (id: string) =>
      (await server.as('officer').must(listDocuments, { query: { matterId: id } })).items;
    const seqOf = (number: string) => Number(/(\d+)号$/.exec(number)![1]);
    const first = await ask();
    await answer(server, first);
    const [letter] = await lettersOf(first);
    const refused = await ask();
    await signAll(server, refused);
    await concludeAsProposed(server, refused);
    await step(server, 'officer', refused, 'reply');
    await step(server, 'head', refused, 'approval.reject', undefined, '来函事项有误。');
    expect(await lettersOf(refused)).toEqual([]);
    await server.as('head').must(voidDocument, {
      params: { id: letter!.id },
      body: { version: letter!.version, reason: '文号登记有误。' },
    });
    const second = await ask();
    await answer(server, second);
    const [next] = await lettersOf(second);
    expect(seqOf(next!.number)).toBe(seqOf(letter!.number) + 1);
  });
});
