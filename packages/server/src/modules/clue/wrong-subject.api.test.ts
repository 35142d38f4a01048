import type { Readable } from 'node:stream';
import * as clues from '@plumbline/contract/clue';
import type { Coverage } from '@plumbline/contract/coverage';
import * as matches from '@plumbline/contract/match';
import * as matter from '@plumbline/contract/matter';
import { createKin } from '@plumbline/contract/registry';
import * as contract from '@plumbline/contract/submission';
import * as rows from '@plumbline/contract/submission-rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { addAccount } from '../../testing/add-account.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { simulatePack } from '../matter/index.ts';
import { accepted, draftOf, line, rowsOf, SIGN } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What a package says, without what a word processor file is stamped with. */
async function contentOf(zip: Buffer): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const [name, bytes] of await entriesOf(zip)) {
    if (name.endsWith('.docx')) {
      content[name] = (await entriesOf(bytes)).get('word/document.xml')!.toString();
    } else if (name.includes('/data/')) content[name] = bytes.toString();
  }
  return content;
}

async function entriesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await (
    yauzl as unknown as {
      fromBufferPromise(bytes: Buffer): Promise<{
        eachEntry(): AsyncIterable<{ fileName: string }>;
        openReadStreamPromise(entry: unknown): Promise<Readable>;
      }>;
    }
  ).fromBufferPromise(bytes);
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray()));
  return entries;
}

const READERS = ['orgdept', 'head', 'officer', 'casemgmt', 'reviewer'];

/** Everything that anybody is told about a person: dossier, entries, gaps, clues, matters, search, package, figures. */
async function everythingAbout(id: string, name: string): Promise<unknown> {
  const seen: Record<string, unknown> = {};
  for (const who of READERS) {
    for (const path of [
      `/api/dossiers/${id}`,
      `/api/dossiers/${id}/materials`,
      `/api/gaps?subjectId=${id}`,
      `/api/clues?subjectId=${id}`,
      `/api/matters?subjectId=${id}`,
      `/api/search?q=${encodeURIComponent(name)}&subjectId=${id}`,
      '/api/matches',
    ]) {
      const reply = await server.as(who).send('GET', path);
      seen[`${who} ${path}`] = [reply.status, reply.status === 200 ? reply.body : null];
    }
    const exported = await server.as(who).send('GET', `/api/dossiers/${id}/export?purpose=test`);
    seen[`${who} export`] = [exported.status, exported.status === 200 ? await contentOf(exported.raw) : null];
    const coverage = await server.as(who).send<Coverage>('GET', '/api/special-file/coverage');
    seen[`${who} coverage`] = coverage.body.units?.find((unit) => unit.unitId === server.world.units.housing);
  }
  const events = await server
    .as('auditor')
    .send<{ items: { kind: string }[] }>('GET', `/api/events?subjectId=${id}`);
  seen.events = events.body.items.filter((event) => event.kind === 'write');
  return seen;
}

const clueOfRow = async (sheetId: string): Promise<string> =>
  (await rowsOf(server.as('orgdept'), sheetId))[0]!.clueId!;

const NAMESAKE = { 姓名: '王伟', 所在单位: '县财政局', 职务: '' };

describe('a match that is less than certain (P1)', () => {
  it('waits for a second person and appears in nobody’s dossier until then', async () => {
    const { namesakeB } = server.world.persons;
    const before = await everythingAbout(namesakeB, '王伟');
    const sheet = await accepted(server, [line(NAMESAKE)], { period: '2025Q4' });
    expect(sheet.counts).toMatchObject({ accepted: 1, uncertain: 1 });
    const [match] = (await server.as('orgdept2').must(matches.listMatches)).items;
    expect(match).toMatchObject({
      proposed: { id: namesakeB },
      clue: { number: null, subject: null, status: 'pending' },
    });
    const after = (await everythingAbout(namesakeB, '王伟')) as Record<string, unknown>;
    for (const [key, value] of Object.entries(before as Record<string, unknown>)) {
      if (!key.includes('/api/matches')) expect(after[key], key).toEqual(value);
    }
    const confirm = match!.actions.find((action) => action.effect === 'confirm')!;
    const at = { params: { id: match!.id, action: confirm.code } as never, body: {} };
    // Who accepted has proposed it: a second person must confirm.
    expect(
      (await server.as('orgdept').must(matches.listMatches)).items[0]!.actions.map((a) => a.effect),
    ).toEqual(['amend', 'refuse']);
    expect((await server.as('orgdept').call(matter.actOnMatter, at)).status).toBe(403);
    expect((await server.as('court').call(matter.actOnMatter, at)).status).toBe(404);
    await server.as('orgdept2').must(matter.actOnMatter, at);
    const filed = await server.as('orgdept2').must(clues.getClue, { params: { id: match!.clue.id } });
    expect(filed).toMatchObject({
      subject: { id: namesakeB },
      status: 'unverified',
      number: expect.stringMatching(/线〔2026〕/),
    });
    expect((await server.as('orgdept2').call(matter.actOnMatter, at)).status).toBe(409);
  });

  it('that is refused goes back to the body with the reason, and another subject may be proposed before', async () => {
    const { mayor } = server.world.persons;
    const sheet = await accepted(server, [line({ ...NAMESAKE, 线索摘要: '另一件' })], { period: '2025Q3' });
    const [match] = (
      await server.as('orgdept').must(matches.listMatches, { query: { submissionId: sheet.id } })
    ).items;
    const take = (as: string, effect: string, body: Record<string, unknown>) =>
      server.as(as).call(matter.actOnMatter, {
        params: { id: match!.id, action: { amend: 'amend', refuse: 'refuse' }[effect] } as never,
        body,
      });
    const amended = await take('orgdept', 'amend', {
      data: { subjectKind: 'person', subject: mayor, grounds: ['other'] },
    });
    expect(amended.status).toBe(200);
    const [again] = (
      await server.as('orgdept2').must(matches.listMatches, { query: { submissionId: sheet.id } })
    ).items;
    expect(again!.proposed.id).toBe(mayor);
    expect((await take('orgdept2', 'refuse', {})).status).toBe(400);
    await take('orgdept2', 'refuse', { reason: '查无此人，请核对' });
    const [row] = await rowsOf(server.as('court'), sheet.id);
    expect(row).toMatchObject({ state: 'returned', returnReason: '查无此人，请核对' });
    const clue = await server.as('orgdept').must(clues.getClue, { params: { id: match!.clue.id } });
    expect(clue).toMatchObject({ status: 'rejected', number: null, subject: null, materialId: null });
  });
});

describe('a match about whoever may confirm matches, or about kin', () => {
  it('is neither seen nor refused by them, and goes back to the body by somebody else', async () => {
    const { persons, organs } = server.world;
    await server.as('officer').must(createKin, {
      params: { id: persons.namesakeB! },
      body: { relation: 'spouse', name: '周敏', personId: persons.deputy! },
    });
    const role = { role: 'cadre-supervision-officer', organId: organs.cadre! };
    const sheet = await accepted(server, [line({ ...NAMESAKE, 线索摘要: '反映其收受鸡血石' })], {
      period: '2025Q2',
    });
    const query = { submissionId: sheet.id };
    const [match] = (await server.as('orgdept2').must(matches.listMatches, { query })).items;
    const refuse = { params: { id: match!.id, action: 'refuse' } as never, body: { reason: '查无此人' } };
    for (const personId of [persons.namesakeB!, persons.deputy!]) {
      const who = await addAccount(server, { ...role, personId });
      expect((await who.must(matches.listMatches, { query })).items).toEqual([]);
      expect((await who.call(clues.getClue, { params: { id: match!.clue.id } })).status).toBe(404);
      expect((await who.call(matter.actOnMatter, refuse)).status).toBe(404);
    }
    await server.as('orgdept2').must(matter.actOnMatter, refuse);
    const [row] = await rowsOf(server.as('court'), sheet.id);
    expect(row).toMatchObject({ state: 'returned', returnReason: '查无此人' });
  });
});

describe('a clue is not moved by its mover', () => {
  it('to himself or kin, who would see it no more: somebody else does', async () => {
    const { persons, organs } = server.world;
    const mover = await addAccount(server, {
      role: 'reviewer',
      organId: organs.commission!,
      personId: persons.mayor!,
    });
    await server.as('officer').must(createKin, {
      params: { id: persons.mayor! },
      body: { relation: 'sibling', name: '王伟', personId: persons.namesakeA! },
    });
    const { id } = await server.as('intake').must(clues.registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-05',
        title: '反映其收受购物卡',
        subjectKind: 'person',
        subjectId: persons.deputy!,
      },
    });
    for (const subjectId of [persons.mayor!, persons.namesakeA!]) {
      const body = { subjectKind: 'person' as const, subjectId, reason: '同名' };
      expect(await mover.call(clues.moveClue, { params: { id }, body })).toMatchObject({
        status: 403,
        body: { code: 'second-person' },
      });
    }
    expect((await mover.must(clues.getClue, { params: { id } })).subject!.id).toBe(persons.deputy);
  });
});

describe('the origin of a clue', () => {
  it('is told by the row that the sheet and its workbook show', async () => {
    const sheet = await accepted(server, [line({ 线索摘要: '来源行号' })], { period: '2023Q2' });
    const [row] = await rowsOf(server.as('court'), sheet.id);
    const clue = await server
      .as('orgdept')
      .must(clues.getClue, { params: { id: await clueOfRow(sheet.id) } });
    expect(row!.sourceRow).not.toBe(row!.rowNo);
    expect(clue.submission).toMatchObject({ id: sheet.id, sourceRow: row!.sourceRow });
  });
});

describe('the stock pack looked at by itself', () => {
  it('finds no difference in what a sheet began: the sealed form is looked at as it was filled in', async () => {
    await accepted(server, [line({ 线索摘要: '规则演算' })], { period: '2023Q1' });
    const seen = [];
    for await (const one of simulatePack(server.app.endpoints, 1, server.services.packs.of(1), '2026-01-01'))
      seen.push(one);
    expect(seen.map((one) => one.matter.procedure)).toContain('clue');
    expect(seen.filter((one) => one.differences.length > 0)).toEqual([]);
    // The form is looked at, not left out.
    const other = structuredClone(server.services.packs.of(1));
    other.forms['clue-registration']!.required = ['note'];
    const differing = [];
    for await (const one of simulatePack(server.app.endpoints, 1, other, '2026-01-01'))
      if (one.matter.procedure === 'clue') differing.push(...one.differences);
    expect(new Set(differing.map((one) => one.code))).toEqual(new Set(['form']));
  });
});

describe('a row that fits several', () => {
  it('waits for a pick among candidates told apart by unit and post', async () => {
    const sheet = await draftOf(server, [line({ 姓名: '王伟', 所在单位: '柳林镇', 职务: '' })], {
      period: '2025Q2',
    });
    const [row] = await rowsOf(server.as('court'), sheet.id);
    expect(row!.state).toBe('ambiguous');
    expect(row!.candidates.map(({ name, unit, post }) => [name, unit, post])).toEqual(
      expect.arrayContaining([
        ['王伟', '县住房和城乡建设局', '建管股股长'],
        ['王伟', '县财政局', '副局长'],
      ]),
    );
    const fix = (body: Record<string, unknown>) =>
      server.as('court').call(rows.fixRow, { params: { id: sheet.id, row: 1 } as never, body });
    expect((await fix({ pick: server.world.persons.mayor })).status).toBe(400);
    const picked = await fix({ pick: server.world.persons.namesakeB });
    expect(picked.body.row).toMatchObject({
      state: 'ready',
      subject: { id: server.world.persons.namesakeB, certainty: 'ambiguous' },
    });
    expect(picked.body.counts).toMatchObject({ ready: 1, uncertain: 1 });
    const takenBack = await fix({ pick: null });
    expect(takenBack.body.row).toMatchObject({ state: 'ambiguous', subject: null });
  });

  it('without a unit takes that of the person picked, says so, and is no surer of the match by it', async () => {
    const sheet = await draftOf(server, [line({ 姓名: '王伟', 所在单位: '', 职务: '' })], {
      period: '2024Q2',
    });
    const fix = async (body: Record<string, unknown>) =>
      (await server.as('court').must(rows.fixRow, { params: { id: sheet.id, row: 1 } as never, body })).row;
    const filled = {
      state: 'ready',
      faults: [],
      cells: { unit: '县财政局' },
      subject: { id: server.world.persons.namesakeB, certainty: 'ambiguous' },
    };
    // Nothing but the choice is missing: the row counts as waiting for it, left out or not.
    const read = () => server.as('court').must(contract.getSubmission, { params: { id: sheet.id } });
    expect((await read()).counts).toMatchObject({ wrong: 0, ambiguous: 1 });
    const leave = (excluded: boolean) =>
      server.as('court').must(rows.excludeRows, {
        params: { id: sheet.id },
        body: { state: 'ambiguous', excluded },
      });
    expect(await leave(true)).toMatchObject({ counts: { excludedAmbiguous: 1, excludedWrong: 0 } });
    expect(await leave(false)).toMatchObject({ changed: 1, counts: { wrong: 0, ambiguous: 1 } });
    const picked = await fix({ pick: server.world.persons.namesakeB });
    expect(picked).toMatchObject(filled);
    expect(picked.subject!.reasons.map(({ code }) => code)).toContain('unit-filled');
    // Checked again for another cell, the filled unit is still no evidence for the match.
    expect(await fix({ cells: { note: '已核' } })).toMatchObject(filled);
    const other = await fix({ pick: server.world.persons.namesakeA });
    expect(other.cells.unit).toBe('县住房和城乡建设局');
    const own = await fix({ cells: { unit: '县财政局' }, pick: server.world.persons.namesakeB });
    expect(own.subject!.reasons.map(({ code }) => code)).not.toContain('unit-filled');
    await fix({ pick: server.world.persons.namesakeB, cells: { unit: '' } });
    const back = await fix({ pick: null });
    expect(back).toMatchObject({ state: 'ambiguous', faults: [{ code: 'cell.required' }] });
    expect(back.cells.unit).toBeUndefined();
  });

  it('is shown to the second person as it was written, with the filled unit and namesakes beside it', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    const sheet = await draftOf(
      server,
      [line({ 姓名: '王伟', 所在单位: '', 职务: '', 身份证号: '', 线索摘要: '未填单位' })],
      { period: '2023Q4' },
    );
    const court = server.as('court');
    await court.must(rows.fixRow, {
      params: { id: sheet.id, row: 1 } as never,
      body: { pick: namesakeB },
    });
    await court.must(contract.submitSheet, { params: { id: sheet.id }, body: SIGN });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    await server.work();
    const query = { submissionId: sheet.id };
    const [match] = (await server.as('orgdept2').must(matches.listMatches, { query })).items;
    expect(match).toMatchObject({
      content: line().具体内容,
      written: { name: '王伟', idNumber: null, unit: null, post: null },
      filled: { unit: '县财政局', by: expect.any(String) },
      proposed: { id: namesakeB, unit: '县财政局', birthYear: expect.stringMatching(/^19\d\d$/) },
    });
    expect(match!.candidates).toMatchObject([
      { id: namesakeA, unit: '县住房和城乡建设局', birthYear: expect.stringMatching(/^19\d\d$/) },
    ]);
  });

  it('offers the unit where nobody knows the person', async () => {
    const sheet = await draftOf(server, [line({ 姓名: '钱无名' })], { period: '2025Q1' });
    const [row] = await rowsOf(server.as('court'), sheet.id);
    expect(row).toMatchObject({
      state: 'wrong',
      faults: [{ code: 'person.unknown', detail: expect.stringContaining('钱无名') }],
    });
    const unit = row!.candidates.find((candidate) => candidate.kind === 'unit')!;
    const picked = await server.as('court').must(rows.fixRow, {
      params: { id: sheet.id, row: 1 } as never,
      body: { pick: unit.id },
    });
    expect(picked.row).toMatchObject({
      state: 'ready',
      faults: [],
      subject: { kind: 'unit', name: '县住房和城乡建设局' },
    });
    const why = picked.row.subject!.reasons.map(({ text }) => text);
    expect(why).toContain('名称相同');
    expect(why).not.toContain('姓名相同');
  });
});

describe('filed to the wrong person of the same name (P1)', () => {
  it('one action moves it, and the innocent is as one who never had it', async () => {
    const { namesakeA, namesakeB } = server.world.persons;
    const innocent = await everythingAbout(namesakeA, '王伟');
    const sheet = await draftOf(
      server,
      [line({ ...NAMESAKE, 所在单位: '县住房和城乡建设局', 职务: '建管股股长', 具体内容: '王伟收受红包。' })],
      { period: '2024Q4' },
    );
    await server.as('court').must(contract.submitSheet, { params: { id: sheet.id }, body: SIGN });
    await server.as('orgdept').must(contract.acceptSheet, { params: { id: sheet.id }, body: {} });
    await server.work();
    const [row] = await rowsOf(server.as('orgdept'), sheet.id);
    const id = row!.clueId!;
    expect((await everythingAbout(namesakeA, '王伟')) as object).not.toEqual(innocent);
    const body = { subjectKind: 'person' as const, subjectId: namesakeB, reason: '同名，核对身份证号后更正' };
    const at = { params: { id } };
    expect((await server.as('intake').call(clues.moveClue, { ...at, body })).status).toBe(403);
    expect(
      (await server.as('orgdept').call(clues.moveClue, { ...at, body: { ...body, subjectId: namesakeA } }))
        .status,
    ).toBe(400);
    const moved = await server.as('orgdept').must(clues.moveClue, { ...at, body });
    expect(moved).toMatchObject({
      subject: { id: namesakeB, name: '王伟', unit: '县财政局' },
      number: row!.number,
    });
    // The file says that it was moved here, when and by whom; whose it was, and why, is the ledger's.
    const step = moved.steps.find((one) => one.moved)!;
    expect(step).toMatchObject({ title: '更正归属', account: 'orgdept', reason: null, data: null });
    expect(step.at >= moved.steps[0]!.at).toBe(true);
    expect(JSON.stringify(moved)).not.toContain(namesakeA);
    expect(JSON.stringify(moved)).not.toContain(body.reason);
    // Whoever confirms matches is told, whoever moved it is not.
    const told = async (who: string) =>
      (
        await server
          .as(who)
          .send<{ items: { kind: string; link: string | null }[] }>('GET', '/api/notices?limit=100')
      ).body.items.filter((notice) => notice.kind === 'clue.move' && notice.link === `/clues/${id}`).length;
    expect([await told('orgdept2'), await told('orgdept'), await told('court')]).toEqual([1, 0, 0]);
    const now = (await everythingAbout(namesakeA, '王伟')) as Record<string, unknown>;
    for (const [key, value] of Object.entries(innocent as Record<string, unknown>))
      expect(now[key], key).toEqual(value);
    // The sheet no longer points at the innocent either.
    const [later] = await rowsOf(server.as('court'), sheet.id);
    expect(JSON.stringify(later)).not.toContain(namesakeA);
    const materials = await server
      .as('orgdept')
      .send<{ items: { id: string }[] }>('GET', `/api/dossiers/${namesakeB}/materials`);
    expect(materials.body.items.map((item) => item.id)).toContain(moved.materialId);
    const ledger = await server
      .as('auditor')
      .send<{ items: { type: string }[] }>('GET', `/api/events?entityId=${id}`);
    expect(ledger.body.items.map((event) => event.type)).toContain('clue.moved');
  });
});
