import * as clues from '@plumbline/contract/clue';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../../platform/packs/read-packs.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const LETTER =
  '我是本县一名群众。2025年3月，县住建局副局长周敏在城东小学改造项目招标前，约见宏达公司负责人李某，透露标底。' +
  '周敏还收受李某送的购物卡20张。事后宏达公司以接近最高限价中标。有关单据存放在项目部，三人可以作证。请依法核查。';
const AGAIN =
  '周敏还收受李某送的购物卡２０张；事后宏达公司以接近最高限价中标！（２０２５年３月，县住建局副局长周敏在城东小学改造项目招标前约见宏达公司负责人李某、透露标底）' +
  '请依法核查。有关单据存放在项目部、三人可以作证。望重视。';
const RENAMED = LETTER.replaceAll('周敏', '陈立新').replaceAll('副局长', '局长').replaceAll('李某', '老李');
const OTHER =
  '柳林镇干部李国强在低保评定中优亲厚友，把名额给了自己的表弟，名单没有公示。村民多次询问没有答复，希望派人了解。';

const register = (over: Record<string, unknown> = {}, as = 'intake') =>
  server.as(as).must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'petition-letter',
      occurredOn: '2026-03-05',
      title: '群众来信反映问题',
      content: LETTER,
      subjectKind: 'person',
      subjectId: server.world.persons.deputy,
      ...over,
    } as never,
  });
const open = (id: string, as = 'intake') => server.as(as).must(clues.getClue, { params: { id } });
const compare = (id: string, otherId: string, as = 'intake') =>
  server.as(as).call(clues.compareClues, { params: { id, otherId } });

async function owner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('what a clue resembles', () => {
  it('is told to nobody beyond the clue rooms, and two texts are compared only by who may read both', async () => {
    const [first, second] = [await register(), await register({ content: AGAIN })];
    expect(
      (await server.as().call(clues.compareClues, { params: { id: first.id, otherId: second.id } })).status,
    ).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'secretary', 'sysadmin', 'auditor'])
      expect((await compare(first.id, second.id, who)).status, who).toBe(403);
    for (const who of ['officer', 'dispatched'])
      expect((await compare(first.id, second.id, who)).status, who).toBe(404);
    expect((await compare(first.id, crypto.randomUUID())).status).toBe(404);
    // A clue of another organ: named beside one that may be read, it is as if it were not there.
    const hidden = await register({ organId: server.world.organs.casemgmt }, 'casemgmt');
    expect((await compare(first.id, hidden.id)).status).toBe(404);
    expect((await compare(hidden.id, first.id)).status).toBe(404);
    const seen = await open(first.id);
    expect(JSON.stringify([seen.similar, seen.repeats])).not.toContain(hidden.id);
    expect(seen.repeats.times).toBe(2);
    expect((await open(first.id, 'head')).repeats.times).toBe(3);
  });

  it('never holds what is set aside, not even for who may see that', async () => {
    const subjectId = server.world.persons.namesakeA;
    const [first, aside] = [await register({ subjectId }), await register({ subjectId })];
    await owner((db) =>
      db.query('update clue set room = 2, readers = array[$2::uuid] where id = $1', [
        aside.id,
        server.world.accounts.head,
      ]),
    );
    for (const who of ['intake', 'head']) {
      const seen = await open(first.id, who);
      expect(
        seen.similar.map(({ id }) => id),
        who,
      ).not.toContain(aside.id);
      expect(seen.repeats.times, who).toBe(1);
      const asked = await server
        .as(who)
        .must(clues.findSimilarClues, { body: { title: first.title, content: LETTER } });
      expect(
        asked.items.map(({ id }) => id),
        who,
      ).not.toContain(aside.id);
    }
  });

  it.each([
    ['the same letter', LETTER],
    ['sentences in another order, other punctuation, full-width figures', AGAIN],
    ['other names', RENAMED],
    ['within a longer letter', OTHER + LETTER],
  ])('is found: %s', async (_, content) => {
    const subjectId = server.world.persons.namesakeB;
    const first = await register({ subjectId, title: '反映招投标问题' });
    const again = await register({ subjectId, content });
    expect(again.similar.find(({ id }) => id === first.id)).toMatchObject({ sameSubject: true });
    const other = await register({ subjectId, content: OTHER, title: '反映低保评定问题' });
    expect(other.similar.map(({ id }) => id)).not.toContain(first.id);
  });
});

describe('how often it came', () => {
  it('counts letters on the same subject and their different sources, and says that a copied one is one letter', async () => {
    const subjectId = server.world.persons.mayor;
    const content = `${OTHER}另查，其在任职期间多次公车私用，均有照片。`;
    const one = await register({ subjectId, content });
    expect(one.repeats).toEqual({ times: 1, sources: 1, copied: false, more: false });
    await register({ subjectId, content: `${content}请核查。` });
    await register({ subjectId: server.world.persons.head, content });
    expect((await open(one.id)).repeats).toEqual({ times: 2, sources: 1, copied: false, more: false });
    await register({
      subjectId,
      content,
      source: 'inspection-transfer',
      sourceOrganId: server.world.organs.court,
    });
    const seen = await open(one.id);
    expect(seen.repeats).toEqual({ times: 3, sources: 2, copied: true, more: false });
    const elsewhere = seen.similar.find(({ sameSubject }) => !sameSubject);
    expect(elsewhere?.subject?.name).toBe('陈立新');
  });
});

describe('a letter that came very often', () => {
  it('is counted to the last, also by who filed it before there were sketches', async () => {
    const subjectId = server.world.persons.namesakeA;
    const content = `${OTHER}所反映的事发生在去年冬天，村里的大喇叭还念过名单，第二天又撤下来了。`;
    const first = await register({ subjectId, content });
    const copies = (many: number, over: Record<string, unknown>) =>
      owner((db) =>
        db.query(
          `insert into clue select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', null) || $3)).*
            from clue c, generate_series(1, $2) where c.id = $1`,
          [first.id, many, over],
        ),
      );
    await copies(120, {});
    expect((await open(first.id)).repeats).toMatchObject({ times: 121, copied: true, more: false });
    await copies(40, { sketch: null, shingles: null });
    expect((await open(first.id)).repeats).toMatchObject({ times: 161, more: false });
    // Before sight is asked, most are told off by their sketch; those of others stay unseen.
    await copies(1000, { organ_id: server.world.organs.casemgmt });
    expect((await open(first.id)).repeats).toMatchObject({ times: 161, more: false });
    expect((await open(first.id, 'head')).repeats).toMatchObject({ times: 1000, more: true });
  });
});

describe('the rules of the pack', () => {
  it('say what is alike and what a copy is; without them nothing is looked for', async () => {
    const packs = await readPacks();
    for (const [likeness, found, copied] of [
      [null, 0, false],
      [
        { alike: { from: 0.99 }, contained: { from: 1, pairs: 1000 }, copied: { from: 0.99, times: 2 } },
        1,
        true,
      ],
      [
        { alike: { from: 0.5 }, contained: { from: 0.85, pairs: 60 }, copied: { from: 0.9, times: 2 } },
        2,
        true,
      ],
      [
        { alike: { from: 0.5 }, contained: { from: 0.85, pairs: 60 }, copied: { from: 0.9, times: 3 } },
        2,
        false,
      ],
    ] as const) {
      const other = await startTestServer({ packs: packs.map((pack) => ({ ...pack, likeness }) as never) });
      try {
        const file = (content: string) =>
          other.as('intake').must(clues.registerClue, {
            body: {
              class: 'petition',
              subType: 'letter-handling',
              source: 'petition-letter',
              occurredOn: '2026-03-05',
              title: '群众来信反映问题',
              content,
              subjectKind: 'person',
              subjectId: other.world.persons.deputy,
            } as never,
          });
        await file(LETTER);
        await file(AGAIN);
        const seen = await file(LETTER);
        expect(seen.similar).toHaveLength(found);
        expect(seen.repeats).toEqual({ times: 1 + found, sources: 1, copied, more: false });
      } finally {
        await other.stop();
      }
    }
  });
});

describe('side by side', () => {
  it('marks the passages that both texts have, at places of the texts as they stand', async () => {
    const subjectId = server.world.persons.head;
    const [first, second] = [await register({ subjectId }), await register({ subjectId, content: AGAIN })];
    const { body } = await compare(first.id, second.id);
    expect(body.left.text).toBe(`群众来信反映问题\n${LETTER}`);
    const texts = body.passages.map(({ left, right }) => [
      body.left.text.slice(left.start, left.end),
      body.right.text.slice(right.start, right.end),
    ]);
    expect(texts).toContainEqual([
      '有关单据存放在项目部，三人可以作证',
      '有关单据存放在项目部、三人可以作证',
    ]);
    expect(texts.some(([left]) => left!.startsWith('周敏还收受李某送的购物卡20张'))).toBe(true);
    expect(body.similarity).toBeGreaterThan(0.6);
  });
});
