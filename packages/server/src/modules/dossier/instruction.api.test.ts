import { getDossier } from '@plumbline/contract/dossier';
import * as contract from '@plumbline/contract/instruction';
import { actOnMatter, getMatter } from '@plumbline/contract/matter';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { followDay } from './jobs.ts';
import { runOnEveryDesk } from './on-every-desk.ts';

let server: TestServer;
let owner: pg.Client;
const setIndustry = (unit: string, industry: string | null) =>
  owner.query('update unit set industry = $1 where id = $2', [industry, unit]);
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await setIndustry(server.world.units.housing, 'construction');
  await setIndustry(server.world.units.town, 'construction');
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const body = {
  item: 'instructions-leaders',
  title: '关于工程建设领域招投标整治的批示',
  content: '请对照问题举一反三，限期整改。',
  issuer: '市纪委书记',
  issuedOn: '2026-03-20',
  requirement: '开展自查并报告',
};
const followDays = () => runOnEveryDesk(server.app.endpoints, 1, followDay);

describe('the ledger of instructions (S0.24, S0.25, S0.36)', () => {
  it('refuses in order', async () => {
    const one = { ...body, unitId: server.world.units.housing };
    expect((await server.as().call(contract.addInstruction, { body: one })).status).toBe(401);
    for (const wrong of [
      body,
      { ...one, industry: 'construction' },
      { ...one, item: 'unit-profile' },
      { ...body, industry: 'alchemy' },
      { ...one, issuedOn: '2027-01-01' },
      { ...one, unitId: server.world.accounts.officer },
    ])
      expect((await server.as('officer').call(contract.addInstruction, { body: wrong })).status).toBe(400);
    for (const username of ['court', 'unit', 'subject', 'reviewer', 'auditor'])
      expect((await server.as(username).call(contract.addInstruction, { body: one })).status, username).toBe(
        403,
      );
  });

  it('holds an instruction on an industry once, with a follow-up of each unit, also of one that joins later', async () => {
    const { units } = server.world;
    const { id, followUps } = await server.as('officer').must(contract.addInstruction, {
      body: { ...body, industry: 'construction' },
    });
    expect(followUps).toBe(2);
    const ledgerOf = async (unitId: string) =>
      (await server.as('officer').must(contract.listInstructions, { query: { unitId } })).items;
    expect((await ledgerOf(units.housing)).map((i) => [i.id, i.followUps.map((f) => f.unit.id)])).toEqual([
      [id, [units.housing]],
    ]);
    expect(await ledgerOf(units.finance)).toEqual([]);
    await setIndustry(units.finance, 'construction');
    expect((await ledgerOf(units.finance)).map((i) => i.id)).toEqual([id]);
    const [a, b] = await Promise.all([followDays(), followDays()]);
    expect(a.opened + b.opened).toBe(1);
    expect((await ledgerOf(units.finance))[0]!.followUps).toHaveLength(1);
    const all = await server.as('officer').must(contract.getInstruction, { params: { id } });
    expect(all.followUps).toHaveLength(3);
    expect(await server.as('officer').must(contract.openFollowUps, { params: { id } })).toEqual({
      opened: 0,
    });
    const page = await server.as('officer').must(getDossier, { params: { subjectId: units.finance } });
    expect(page.timeLine.map((line) => line.refId)).toContain(id);
    expect(page.open.map((matter) => matter.title)).toContain(body.title);
  });

  it('lets each unit report on its own, without seeing the dossier or the others', async () => {
    const own = await server.as('unit').must(contract.listMyFollowUps, {});
    expect(own.items).toHaveLength(1);
    const [task] = own.items;
    expect(task).toMatchObject({ title: body.title, requirement: body.requirement, progress: null });
    // Who merely serves there is not asked.
    expect((await server.as('subject').call(getMatter, { params: { id: task!.matterId } })).status).toBe(404);
    expect((await server.as('subject').call(contract.listMyFollowUps, {})).status).toBe(403);
    const all = await server.as('officer').must(contract.listInstructions, {});
    const others = all.items[0]!.followUps.filter((f) => f.matterId !== task!.matterId);
    for (const other of others)
      expect((await server.as('unit').call(getMatter, { params: { id: other.matterId } })).status).toBe(404);
    await server.as('unit').must(actOnMatter, {
      params: { id: task!.matterId, action: 'report' },
      body: { data: { asOf: '2026-04-05', state: 'under-way', measures: '已自查在建项目12个' } },
    });
    const [instruction] = (
      await server.as('officer').must(contract.listInstructions, {
        query: { unitId: server.world.units.housing },
      })
    ).items;
    expect(instruction!.followUps[0]).toMatchObject({
      progress: '推进中 · 已自查在建项目12个',
      stateTitle: '已报告',
    });
    expect((await server.as('unit').call(contract.listInstructions, {})).status).toBe(403);
  });

  it('shows one follow-up whole to the unit and to who follows it up, and to nobody else', async () => {
    const [task] = (await server.as('unit').must(contract.listMyFollowUps, {})).items;
    const params = { id: task!.matterId };
    expect((await server.as().call(contract.getFollowUp, { params })).status).toBe(401);
    expect((await server.as('unit').call(contract.getFollowUp, { params: { id: 'x' } })).status).toBe(400);
    for (const username of ['court', 'subject', 'auditor', 'sysadmin'])
      expect((await server.as(username).call(contract.getFollowUp, { params })).status, username).toBe(404);
    const own = await server.as('unit').must(contract.getFollowUp, { params });
    expect(own).toMatchObject({ title: body.title, requirement: body.requirement, allowed: ['report'] });
    expect(own.steps.at(-1)!.report?.data).toMatchObject({ measures: '已自查在建项目12个' });
    const step = (username: string, action: string, given: object) =>
      server.as(username).call(actOnMatter, { params: { ...params, action }, body: given });
    expect((await step('unit', 'close', {})).status).toBe(403);
    expect((await step('officer', 'send-back', {})).status).toBe(400);
    expect((await step('officer', 'send-back', { reason: '请补充整改清单' })).status).toBe(200);
    const back = await server.as('unit').must(contract.getFollowUp, { params });
    expect(back.steps.at(-1)).toMatchObject({ reason: '请补充整改清单', report: null });
    expect((await step('officer', 'close', {})).status).toBe(409);
    expect((await step('officer', 'remind', {})).status).toBe(200);
    const given = { data: { asOf: '2026-04-05', state: 'done', measures: '清单已整改' } };
    expect((await step('unit', 'report', given)).status).toBe(200);
    expect((await step('officer', 'close', {})).status).toBe(200);
    expect(await server.as('unit').must(contract.getFollowUp, { params })).toMatchObject({
      ended: true,
      allowed: [],
    });
  });

  it('narrows by words and by how far the units are', async () => {
    const { units } = server.world;
    const ledger = async (query: object) =>
      (await server.as('officer').must(contract.listInstructions, { query })).items.length;
    expect(await ledger({ q: '招投标' })).toBe(1);
    expect(await ledger({ q: '无此批示' })).toBe(0);
    expect(await ledger({ open: 'true' })).toBe(1);
    expect(await ledger({ open: 'true', unitId: units.housing })).toBe(0);
    expect(await ledger({ overdue: 'true' })).toBe(0);
    server.clock.set('2027-01-05T01:00:00.000Z');
    expect(await ledger({ overdue: 'true' })).toBe(1);
    expect(await ledger({ overdue: 'true', unitId: units.housing })).toBe(0);
  });
});
