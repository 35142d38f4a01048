import * as clues from '@plumbline/contract/clue';
import * as desk from '@plumbline/contract/desk';
import { getMaterial } from '@plumbline/contract/material';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../platform/workbook/reader.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { add, step as stepOn, verifyAction } from '../dossier/testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const registration = (over: Record<string, unknown> = {}) => ({
  class: 'petition',
  subType: 'letter-handling',
  source: 'petition-letter',
  occurredOn: '2026-03-05',
  title: '反映其在招投标中打招呼',
  content: '来信反映其在2025年城东小学改造项目招标前约见投标人。',
  subjectKind: 'person',
  subjectId: server.world.persons.deputy,
  ...over,
});
const register = (over: Record<string, unknown> = {}, as = 'intake') =>
  server.as(as).must(clues.registerClue, { body: registration(over) });
const step = (id: string, action: string, body: Record<string, unknown>, as: string) =>
  server.as(as).call(clues.actOnClue, { params: { id, action } as never, body });
/** What the form of a correction begins with. */
const recordedOf = async ({ matterId }: { matterId: string }) => {
  const { actions } = await server.as('intake').must(matters.getMatter, { params: { id: matterId } });
  return actions.find(({ code }) => code === 'correct')!.given!;
};
const BASIS = { basis: '澄纪通〔2026〕3号', date: '2026-03-20', issuer: '县纪委监委' };

describe('who may', () => {
  it('keeps clue files to the clue rooms', async () => {
    const { id } = await register();
    const at = { params: { id } };
    expect((await server.as().call(clues.getClue, at)).status).toBe(401);
    for (const who of [
      'court',
      'procuratorate',
      'unit',
      'subject',
      'secretary',
      'sysadmin',
      'secadmin',
      'auditor',
    ]) {
      expect((await server.as(who).call(clues.getClue, at)).status, who).toBe(403);
      expect((await server.as(who).call(clues.listClues)).status, who).toBe(403);
    }
    // Cleared in the commission, but not in the clue rooms.
    for (const who of ['officer', 'dispatched']) {
      expect((await server.as(who).call(clues.getClue, at)).status, who).toBe(404);
      expect((await server.as(who).must(clues.listClues)).items, who).toEqual([]);
    }
    for (const who of ['intake', 'head', 'reviewer']) {
      expect((await server.as(who).must(clues.getClue, at)).id, who).toBe(id);
    }
  });

  it('never shows a clue to the person or the unit that it concerns', async () => {
    const person = await register({ subjectId: server.world.persons.head });
    const unit = await register({ subjectKind: 'unit', subjectId: server.world.units.housing });
    const rows = await server.services.db.transaction(
      {
        jurisdiction: 1,
        clearance: 3,
        person: server.world.persons.head,
        unit: server.world.units.housing,
        reach: Object.values(server.world.organs),
        rooms: Object.values(server.world.organs),
      },
      (trx) => trx.selectFrom('clue').select('id').where('id', 'in', [person.id, unit.id]).execute(),
    );
    expect(rows).toEqual([]);
  });

  it('refuses registration without right, for another organ, with wrong codes and days', async () => {
    const call = (as: string, over: Record<string, unknown> = {}) =>
      server.as(as).call(clues.registerClue, { body: registration(over) });
    expect((await call('head')).status).toBe(403);
    expect((await call('intake', { organId: server.world.organs.cadre })).status).toBe(403);
    const wrong = await call('intake', {
      class: 'petition',
      subType: 'award',
      source: 'self-declared',
      occurredOn: '2026-04-07',
      subjectId: server.world.units.housing,
    });
    expect(wrong.status).toBe(400);
    expect((wrong.body as unknown as { faults: { pointer: string }[] }).faults.map((f) => f.pointer)).toEqual(
      ['/subType', '/source', '/occurredOn', '/polarity', '/subjectId'],
    );
  });

  it('gives the title of the restricted entry that a clue was made of to nobody who may not read it there', async () => {
    const { persons } = server.world;
    const title = '拟提拔人选意见';
    const { id } = await add(server, 'officer', persons.head, 'opinion-replies', { title });
    await stepOn(server, 'reviewer', id, verifyAction(server));
    const clue = await register({ subjectId: persons.head, materialId: id }, 'orgdept');
    const seen = async (who: string) => {
      const entry = await server.as(who).call(getMaterial, { params: { id } });
      const read = await server.as(who).call(clues.getClue, { params: { id: clue.id } });
      return { entry: [entry.status, entry.body.title], clue: [read.status, read.body.origin?.title] };
    };
    for (const who of ['reviewer', 'orgdept', 'orgdept2', 'head'])
      expect(await seen(who), who).toEqual({ entry: [200, null], clue: [200, null] });
    const { entry, clue: file } = await seen('intake');
    expect([entry[0], file[0]]).toEqual([404, 404]);
  });
});

describe('a clue file', () => {
  it('has a number of its own series, without gaps, also when many register at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        i % 2
          ? register({ title: `事项${i}` })
          : register({ class: 'reward-punishment', subType: 'award', title: `表彰${i}` }),
      ),
    );
    const numbers = (polarity: string) =>
      many
        .filter((clue) => clue.polarity === polarity)
        .map((clue) => Number(/(\d{5})号$/.exec(clue.number!)![1]))
        .sort((a, b) => a - b);
    for (const polarity of ['positive', 'negative']) {
      const [first = 0, ...rest] = numbers(polarity);
      expect(rest).toEqual([first + 1, first + 2]);
    }
    expect(many[0]!.number).toMatch(/^petitions正〔2026〕/);
    expect(many[1]!.number).toMatch(/^petitions线〔2026〕/);
  });

  it('leaves no gap when a registration fails', async () => {
    const before = await register();
    const failed = await server.as('intake').call(clues.registerClue, {
      body: registration({ subjectId: server.world.organs.court }),
    });
    expect(failed.status).toBe(400);
    const after = await register();
    const seq = (number: string | null) => Number(/(\d{5})号$/.exec(number!)![1]);
    expect(seq(after.number)).toBe(seq(before.number) + 1);
  });

  it('may be one of several of the same report, each linked to those that its reader sees', async () => {
    const first = await register();
    const elsewhere = await register({ organId: server.world.organs.casemgmt }, 'casemgmt');
    for (const sameReportAs of [elsewhere.id, crypto.randomUUID()])
      expect(
        (await server.as('intake').call(clues.registerClue, { body: registration({ sameReportAs }) })).body,
      ).toMatchObject({ faults: [{ pointer: '/sameReportAs', code: 'unknown-reference' }] });
    const about = {
      sameReportAs: first.id,
      title: '同信反映另一人违规兼职',
      content: '另一人在企业兼职取酬。',
    };
    const second = await register({ ...about, subjectId: server.world.persons.namesakeA });
    const third = await register({ ...about, sameReportAs: second.id, title: '同信反映其公车私用' });
    const ids = (clue: clues.Clue) => clue.sameReport.map(({ id }) => id);
    const read = (id: string, as = 'head') => server.as(as).must(clues.getClue, { params: { id } });
    expect(ids(await read(first.id))).toEqual([second.id, third.id]);
    expect(ids(await read(second.id))).toEqual([first.id, third.id]);
    expect(ids(await read(third.id))).toEqual([first.id, second.id]);
    expect([first.maySplit, (await read(first.id, 'reviewer')).maySplit]).toEqual([true, false]);
    // Whoever handles one part sees nothing of the others.
    await step(first.id, 'assign', { data: { handlers: [server.world.accounts.officer] } }, 'head');
    expect((await read(first.id, 'officer')).sameReport).toEqual([]);
  });

  it('is filed under its subject, with what reads almost the same beside it', async () => {
    const text = '反映其违规发放津补贴共计三次，涉及工程股人员，金额较大，时间为2025年春节前后';
    const first = await register({ content: text, subjectId: server.world.persons.mayor });
    const copy = await register({ content: `${text}。`, subjectId: server.world.persons.mayor });
    expect(copy.similar[0]).toMatchObject({ id: first.id, sameSubject: true });
    expect(copy.similar[0]!.similarity).toBeGreaterThan(0.9);
    expect(copy.materialId).not.toBeNull();
    const found = await server
      .as('head')
      .must(clues.findSimilarClues, { body: { title: copy.title, content: text } });
    expect(found.items.map((item) => item.id)).toEqual(expect.arrayContaining([first.id, copy.id]));
    const outside = await server
      .as('officer')
      .must(clues.findSimilarClues, { body: { title: copy.title, content: text } });
    expect(outside.items).toEqual([]);
  });

  it('records an opening once in a quarter of an hour', async () => {
    const { id } = await register();
    const { matterId } = await server.as('head').must(clues.getClue, { params: { id } });
    for (let i = 0; i < 2; i++) await server.as('head').must(clues.getClue, { params: { id } });
    for (let i = 0; i < 2; i++) await server.as('head').must(matters.getMatter, { params: { id: matterId } });
    server.clock.advance(16 * 60_000);
    await server.as('head').must(clues.getClue, { params: { id } });
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx
        .selectFrom('event')
        .select(['type', 'account_id', 'subject_id'])
        .where('entity_id', 'in', [id, matterId])
        .where('kind', '=', 'open')
        .orderBy('id')
        .execute(),
    );
    const by = { account_id: server.world.accounts.head, subject_id: null };
    expect(events).toEqual(['clue.opened', 'matter.opened', 'clue.opened'].map((type) => ({ type, ...by })));
  });

  it('is corrected with a reason, and takes a number of the other series when it changes sides', async () => {
    const clue = await register();
    const given = await recordedOf(clue);
    const noReason = await step(clue.id, 'correct', { data: { ...given, title: '更正后' } }, 'intake');
    expect(noReason.status).toBe(400);
    const wrong = { data: { ...given, subType: 'award' }, reason: '错了' };
    const unfit = await step(clue.id, 'correct', wrong, 'intake');
    expect(unfit.body).toMatchObject({ faults: [{ pointer: '/data/subType' }] });
    const corrected = await step(
      clue.id,
      'correct',
      { data: { ...given, title: '更正后', polarity: 'positive' }, reason: '登记有误' },
      'intake',
    );
    expect(corrected.body).toMatchObject({
      title: '更正后',
      polarity: 'positive',
      formerNumbers: [clue.number],
    });
    expect(corrected.body.number).toMatch(/^petitions正/);
    const stale = await step(clue.id, 'withdraw', { version: 1, reason: '重复' }, 'intake');
    expect(stale.status).toBe(409);
  });

  it('begins its correction with what is recorded now, and says no more what that leaves out', async () => {
    const clue = await register({ note: '附件两页', problem: 'integrity' });
    expect(await recordedOf(clue)).toEqual({
      class: 'petition',
      subType: 'letter-handling',
      polarity: 'negative',
      source: 'petition-letter',
      occurredOn: '2026-03-05',
      receivedOn: '2026-04-06',
      problem: 'integrity',
      title: clue.title,
      content: clue.content,
      note: '附件两页',
    });
    // What the confirmation said is no part of the registration, but for the document that it rests on.
    await step(clue.id, 'establish', { data: { ...BASIS, note: '见卷' } }, 'head');
    await step(clue.id, 'reopen', { reason: '文书已撤销' }, 'head');
    const { note, ...given } = await recordedOf(clue);
    expect({ note, ...given }).toMatchObject({
      note: '附件两页',
      basis: BASIS.basis,
      decidedBy: BASIS.issuer,
    });
    const part = await step(clue.id, 'correct', { data: { title: '更正后' }, reason: '错字' }, 'intake');
    expect(part.status).toBe(400);
    const whole = { data: { ...given, title: '更正后' }, reason: '错字' };
    expect((await step(clue.id, 'correct', whole, 'intake')).body).toMatchObject({
      title: '更正后',
      content: clue.content,
      problem: 'integrity',
      basis: BASIS.basis,
      note: null,
      number: clue.number,
    });
    expect(await recordedOf(clue)).toEqual({ ...given, title: '更正后' });
  });

  it('is established by a second person on a document; only then the dossier shows it beyond the clue rooms', async () => {
    const clue = await register({ subjectId: server.world.persons.namesakeB, title: '反映其在祠堂设宴' });
    const found = async () =>
      (await server.as('officer').must(search, { query: { q: '祠堂' } })).items.map((item) => item.refId);
    expect(await found()).toEqual([]);
    expect((await step(clue.id, 'establish', { data: BASIS }, 'intake')).status).toBe(403);
    expect((await step(clue.id, 'establish', {}, 'head')).status).toBe(400);
    const at = `/api/dossiers/${server.world.persons.namesakeB}/materials`;
    const items = async (as: string) =>
      (await server.as(as).send<{ items: { id: string; status: unknown }[] }>('GET', at)).body.items;
    expect((await items('officer')).map((item) => item.id)).not.toContain(clue.materialId);
    const done = await step(clue.id, 'establish', { data: BASIS }, 'head');
    expect(done.body).toMatchObject({ status: 'verified', basis: BASIS.basis, clear: true });
    expect((await items('officer')).map((item) => item.id)).toContain(clue.materialId);
    expect(await found()).toEqual([clue.materialId]);
    const reopened = await step(clue.id, 'reopen', { reason: '文书已撤销' }, 'head');
    expect(reopened.body).toMatchObject({ status: 'unverified' });
    expect((await items('officer')).map((item) => item.id)).not.toContain(clue.materialId);
    expect(await found()).toEqual([]);
  });

  it('lists by every filter and pages through everything once', async () => {
    const mine = await register({
      class: 'reward-punishment',
      subType: 'admonition',
      source: 'superior-assigned',
    });
    for (const query of [
      { class: 'reward-punishment', subType: 'admonition' },
      { source: 'superior-assigned' },
      { q: mine.number!.slice(-7) },
    ]) {
      const list = await server.as('head').must(clues.listClues, { query });
      expect(
        list.items.map((item) => item.id),
        JSON.stringify(query),
      ).toContain(mine.id);
    }
    for (const query of [
      { class: 'investigation' },
      { q: '100%' },
      { status: 'verified' },
      { to: '2020-01-01' },
    ]) {
      const list = await server.as('head').must(clues.listClues, { query });
      expect(list.items, JSON.stringify(query)).toEqual([]);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server.as('head').must(clues.listClues, { query: { limit: 4, cursor } });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    const all = await server.as('head').must(clues.listClues, { query: { limit: 200 } });
    expect(seen).toEqual(all.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('tells which nobody was named to handle yet, until somebody is', async () => {
    const unnamed = async () => {
      const casemgmt = server.as('casemgmt');
      const query = { unnamed: 'true', polarity: 'negative' } as const;
      const { items } = await casemgmt.must(clues.listClues, { query: { ...query, limit: 200 } });
      const { negative } = await casemgmt.must(clues.countClues, { query: { unnamed: 'true' } });
      expect(negative).toBe(items.length);
      return items.map(({ id }) => id);
    };
    const before = await unnamed();
    const { organs, accounts } = server.world;
    const { id } = await register({ organId: organs.casemgmt }, 'casemgmt');
    // A positive entry is handled by nobody.
    await register({ organId: organs.casemgmt, polarity: 'positive' }, 'casemgmt');
    expect((await unnamed()).toSorted()).toEqual([...before, id].toSorted());
    const named = await step(id, 'assign', { data: { handlers: [accounts.officer] } }, 'casemgmt');
    expect(named.status).toBe(200);
    expect((await unnamed()).toSorted()).toEqual(before.toSorted());
  });

  it('counts positive and problem ones apart, and goes out whole as a workbook in which no formula lives', async () => {
    const title = '=HYPERLINK("http://example.invalid","点此")';
    const mine = await register({ title, class: 'petition', subType: 'media-exposure' });
    const praise = await register({ class: 'reward-punishment', subType: 'award', title: '先进个人' });
    const head = server.as('head');
    const all = await head.must(clues.listClues, { query: { limit: 200 } });
    const of = (polarity: string) => all.items.filter((item) => item.polarity === polarity).length;
    const counts = await head.must(clues.countClues, { query: {} });
    expect(counts).toEqual({ positive: of('positive'), negative: of('negative') });
    expect(await head.must(clues.countClues, { query: { subType: 'award' } })).toMatchObject({ negative: 0 });

    const read = async (query: object, headers = {}) => {
      const reply = await head.call(clues.exportClues, { query: query as never, headers });
      expect(reply.status).toBe(200);
      const rows: string[][] = [];
      for await (const event of readWorkbook({ bytes: reply.raw })) {
        if (event.type !== 'row') continue;
        for (const cell of event.cells) expect(cell.formula).toBeUndefined();
        rows.push(event.cells.map((cell) => cell.text));
      }
      return rows;
    };
    const whole = await read({});
    expect(whole).toHaveLength(all.items.length + 1);
    expect(whole.find(([number]) => number === mine.number)).toContain(title);
    const [heading, only, more] = await read({ subType: 'award', q: '先进' }, { 'accept-language': 'en' });
    expect(heading).toContain('Polarity');
    expect([only?.[0], more]).toEqual([praise.number, undefined]);

    for (const [who, status] of [
      [undefined, 401],
      ['court', 403],
    ] as const) {
      expect((await server.as(who).call(clues.exportClues, { query: {} })).status).toBe(status);
      expect((await server.as(who).call(clues.countClues, { query: {} })).status).toBe(status);
    }
    const ledger = await server
      .as('auditor')
      .must(desk.listEvents, { query: { type: 'clue.list-exported' } });
    expect(ledger.items).toHaveLength(2);
    expect(JSON.stringify(ledger.items)).not.toContain('先进');
  });

  it('keeps what it says out of the clear text of the ledger', async () => {
    const clue = await register({ title: '独一无二的摘要XYZ', content: '只有这里写的内容ABC' });
    const events = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select('data').where('matter_id', '=', clue.matterId).execute(),
    );
    expect(events).toHaveLength(1);
    const text = JSON.stringify(events);
    expect(text).not.toContain('XYZ');
    expect(text).not.toContain('ABC');
  });
});
