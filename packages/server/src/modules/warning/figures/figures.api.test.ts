import * as contract from '@plumbline/contract/figures';
import type { Figure, Pack } from '@plumbline/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../../../platform/packs/read-packs.ts';
import { rowsOf } from '../../../platform/workbook/testing.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { Kit } from '../../clue/testing.ts';
import { upload } from '../../dossier/testing.ts';

const title = { zh: '试', en: 'Test' };
/** Figures of procedures whose steps are few, beside those of the pack. */
const EXTRA: Figure[] = [
  { code: 'established', group: 'clues', title, procedure: 'clue', states: ['established'] },
  {
    code: 'comparisons',
    group: 'clues',
    title,
    procedure: 'comparison',
    actions: ['review'],
    states: ['closed'],
  },
  {
    ...{ code: 'compared-again', group: 'clues', title, procedure: 'comparison' },
    ...{ actions: ['review'], states: ['closed'], again: ['closed'] },
  },
  { code: 'registered', group: 'clues', title, procedure: 'clue', actions: ['begin'] },
];

let server: TestServer;
let kit: Kit;
beforeAll(async () => {
  const packs = (await readPacks()).map((pack): Pack => structuredClone(pack));
  for (const { figures } of packs) figures?.figures.push(...EXTRA);
  server = await startTestServer({ packs });
  kit = new Kit(server);
  await kit.owner.connect();
  await server.app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await kit.owner.end();
  await server.stop();
});

/** Everybody who may read figures. */
const READERS = ['officer', 'head', 'secretary', 'orgdept', 'dispatched', 'casemgmt'];
/** Those of them who are let into the clue rooms of the commission. */
const INSIDE = ['head', 'orgdept', 'casemgmt'];
const BYS = ['period', 'organ', 'unit'] as const;

const read = (who: string, query: object = {}) => server.as(who).must(contract.readFigures, { query });
const listed = async (who: string, code: string, query: object = {}) => {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  let count = 0;
  do {
    const page = await server.as(who).must(contract.listCounted, {
      params: { code },
      query: { ...query, limit: 2, ...(cursor ? { cursor } : {}) },
    });
    ids.push(...page.items.map(({ id }) => id));
    ({ next: cursor, count } = page);
  } while (cursor);
  expect(new Set(ids).size).toBe(ids.length);
  expect(count).toBe(ids.length);
  return ids;
};
const linesOf = async (reply: { status: number; raw: Buffer; body: unknown }) => {
  expect(reply.body).toBeUndefined();
  return (await rowsOf(reply.raw)).map(({ cells }) => cells.map(({ text }) => text));
};
const everything = async () => JSON.stringify(await Promise.all(READERS.map((who) => read(who))));

/** A clue that was compared by another body, and the comparison reviewed and closed. */
async function compared(over: Record<string, unknown>) {
  const clue = await kit.handled(over);
  const { matterId } = clue;
  await kit.enterSteps(matterId);
  const comparison = await kit.compare(matterId, server.world.organs.dispatched);
  await kit.take('officer', comparison, 'write', { points: '请说明情况。', asks: '请附材料。' });
  await kit.take('reviewer', comparison, 'check', { noLetter: true, noSender: true, noDetail: true });
  await kit.take('officer', comparison, 'send');
  await kit.take('dispatched', comparison, 'answer', {
    findings: [{ no: 1, finding: 'framed', severity: 'minor', evidence: '当日其在外地出差' }],
    report: '反映情况不实。',
  });
  await kit.take('reviewer', comparison, 'review', { opinion: '依据充分。' });
  await server.work();
  return clue;
}

describe('refusals', () => {
  it('no figure without the permission, and none that the pack has not', async () => {
    for (const who of ['subject', 'unit', 'court', 'intake', 'reviewer', 'auditor', 'sysadmin'])
      for (const route of [contract.readFigures, contract.exportFigures])
        expect((await server.as(who).call(route as typeof contract.readFigures)).status, who).toBe(403);
    const reply = await server.as('head').call(contract.listCounted, { params: { code: 'no-such-figure' } });
    expect(reply.status).toBe(404);
    for (const query of [{ every: 'week' }, { on: '2026-13-01' }, { by: 'person' }])
      expect((await server.as('head').call(contract.readFigures, { query })).status).toBe(400);
  });
});

describe('what is counted', () => {
  it('is what came of the work and nothing that is no fact: a report that is only registered counts nowhere', async () => {
    const before = await everything();
    await kit.register();
    expect(await everything()).toBe(before);
    const clue = await kit.register({ title: '=HYPERLINK("http://x")' });
    expect((await kit.establish('reviewer', clue.id)).status).toBe(200);
    for (const who of READERS)
      expect((await read(who)).total.established ?? 0, who).toBe(INSIDE.includes(who) ? 1 : 0);
    // Taken back, it is as if it had never been confirmed.
    expect((await kit.clueAct('reviewer', clue.id, 'reopen', undefined, '依据有误')).status).toBe(200);
    expect(await everything()).toBe(before);
    expect((await kit.establish('reviewer', clue.id)).status).toBe(200);
  });

  it('stands in the list and in the workbook as often as in the table, for every reader, row and way to read', async () => {
    const town = await kit.register({ subjectId: server.world.persons.mayor });
    expect((await kit.establish('reviewer', town.id)).status).toBe(200);
    for (const who of READERS) {
      for (const by of BYS) {
        const { rows, total, figures } = await read(who, { by });
        for (const { code } of figures) {
          const sum = rows.reduce((all, row) => all + (row.counts[code] ?? 0), 0);
          expect(sum, `${who} ${by} ${code}`).toBe(total[code] ?? 0);
          if (sum === 0) continue;
          for (const { key, counts } of rows)
            expect(await listed(who, code, { by, key }), `${who} ${code} ${key}`).toHaveLength(
              counts[code] ?? 0,
            );
          expect(await listed(who, code, { by })).toHaveLength(sum);
        }
      }
      const file = await server.as(who).call(contract.exportCounted, { params: { code: 'established' } });
      const lines = await linesOf(file);
      expect(lines.length - 1, who).toBe((await read(who)).total.established ?? 0);
    }
  });

  it('goes by organ, and by the unit in which the person served on the day', async () => {
    const { rows } = await read('head', { by: 'unit' });
    expect(rows.map(({ title: name, counts }) => [name, counts.established])).toEqual([
      ['县住房和城乡建设局', 1],
      ['柳林镇', 1],
    ]);
    const [organ] = (await read('head', { by: 'organ' })).rows;
    expect(organ).toMatchObject({ title: '案件监督管理室', counts: { established: 2 } });
    expect((await read('head', { by: 'organ', on: '2026-03-31' })).rows).toEqual([]);
    const months = (await read('head')).rows;
    expect(months).toHaveLength(12);
    expect(months.at(-1)).toMatchObject({
      key: '2026-04-01',
      title: '2026年4月',
      counts: { established: 2 },
    });
  });

  it('is a file whose texts stay texts, and the ledger keeps that it went out', async () => {
    const reply = await server.as('head').call(contract.exportCounted, { params: { code: 'established' } });
    expect(reply.headers['content-type']).toContain('spreadsheetml');
    expect(JSON.stringify(await linesOf(reply))).toContain('HYPERLINK');
    expect(reply.raw.includes(Buffer.from('<f>'))).toBe(false);
    const table = await server.as('head').call(contract.exportFigures, { query: { by: 'unit' } });
    const lines = await linesOf(table);
    expect(lines.at(-1)![0]).toBe('合计');
    const { rows } = await kit.owner.query(
      `select type from event where kind = 'open' and type like 'figure.%' and account_id = $1 order by type`,
      [server.world.accounts.head],
    );
    expect(rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['figure.exported', 'figure.matters-exported']),
    );
  });
});

describe('a relapse', () => {
  it('is what comes after an earlier one of the same subject had ended, and nothing else', async () => {
    const { mayor, namesakeB } = server.world.persons;
    const again = async () => (await read('casemgmt')).total['compared-again'] ?? 0;
    await compared({ subjectId: mayor });
    expect(await again()).toBe(0);
    await compared({ subjectId: namesakeB, title: '反映另一人' });
    expect(await again()).toBe(0);
    await compared({ subjectId: mayor, title: '反映其另一问题' });
    expect(await again()).toBe(1);
    expect(await listed('casemgmt', 'compared-again')).toHaveLength(1);
  });
});

describe('a revocation', () => {
  const DECISION = {
    foundBy: '海州市纪委监委',
    level: 'city',
    decisionNumber: '海纪认〔2026〕3号',
    foundOn: '2026-03-20',
  };

  it('leaves the figures as if the clue had never come, with all that it began', async () => {
    const before = await everything();
    const { matterId } = await compared({});
    expect((await read('casemgmt')).total.comparisons).toBe(4);
    expect(await everything()).not.toBe(before);
    await kit.take('officer', matterId, 'screen');
    const decision = [await upload(server, 'casemgmt', '认定决定.txt', Buffer.from('认定为诬告的决定。'))];
    await kit.take('casemgmt', matterId, 'record-decision', { ...DECISION, decision });
    await kit.take('casemgmt', matterId, 'revoke', { revocationGrounds: '捏造事实。' });
    for (const who of ['head', 'orgdept', 'secretary']) {
      const { status, body } = await kit.get(who, matterId);
      if (status === 200 && body.allowed.includes('approval.approve'))
        await kit.take(who, matterId, 'approval.approve', undefined, '同意。');
    }
    await server.work();
    expect(await everything()).toBe(before);
    expect(await listed('casemgmt', 'comparisons')).toHaveLength(3);
  });
});

describe('a reader who is concerned', () => {
  it('learns of no clue by a number, neither the subject nor whoever is near kin', async () => {
    const { organs, persons } = server.world;
    const subject = await kit.account('case-supervisor', organs.commission, persons.namesakeB);
    const kin = await kit.account('case-supervisor', organs.commission, persons.namesakeA);
    await kit.owner.query(
      `insert into kinship (jurisdiction_id, id, person_id, relation, kin_person_id, name, organ_id)
       values (1, gen_random_uuid(), $1, 'spouse', $2, '王伟', $3)`,
      [persons.namesakeB, persons.namesakeA, organs.commission],
    );
    const all = () =>
      Promise.all(
        [subject, kin].flatMap(({ client }) =>
          BYS.map((by) => client.must(contract.readFigures, { query: { by } })),
        ),
      );
    const before = await all();
    const clue = await kit.register({ subjectId: persons.namesakeB });
    expect((await kit.establish('reviewer', clue.id)).status).toBe(200);
    expect((await read('head')).total.established).toBeGreaterThan(before[0]!.total.established ?? 0);
    expect(await all()).toEqual(before);
  });
});
