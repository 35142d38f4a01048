import * as collection from '@plumbline/contract/collection';
import * as contract from '@plumbline/contract/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

const TODAY = '2026-04-06';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const propose = (body: object = {}, as = 'casemgmt', code = 'collection.answer') =>
  server.as(as).call(contract.proposeLimitOverride, {
    params: { code },
    body: {
      organId: server.world.organs.casemgmt,
      length: { value: 5, unit: 'workday' },
      from: TODAY,
      basis: '本室工作规则第三条',
      ...body,
    },
  });
const approve = (id: string, as = 'head', version = 1) =>
  server.as(as).call(contract.approveLimitOverride, { params: { id }, body: { version } });
const end = (id: string, on: string, version = 2) =>
  server
    .as('head')
    .call(contract.endLimitOverride, { params: { id }, body: { version, on, opinion: '不再适用' } });
const limit = async (code: string, as = 'head') => {
  const { items } = await server.as(as).must(contract.listLimits);
  return items.find((one) => one.code === code && one.when === 'current')!;
};

describe('limits', () => {
  it('are shown with their source, standing and the day from which they hold', async () => {
    expect(await limit('prelim.verification', 'officer')).toMatchObject({
      title: '初步核实',
      length: { value: 2, unit: 'month' },
      standing: 'law',
      source: expect.stringContaining('1994'),
      effectiveFrom: '2026-01-01',
      overrides: [],
      allowed: [],
    });
    expect((await server.as('unit').call(contract.listLimits)).status).toBe(403);
  });
});

describe('an override is refused', () => {
  it.each<[string, () => object, string, string, number, string]>([
    ['to who may not propose', () => ({}), 'officer', 'collection.answer', 403, ''],
    [
      'for an organ of others',
      () => ({ organId: server.world.organs.court }),
      'casemgmt',
      'collection.answer',
      403,
      '',
    ],
    ['for a limit that there is not', () => ({}), 'casemgmt', 'no.such', 404, ''],
    [
      'for an organ that there is not',
      () => ({ organId: newId() }),
      'casemgmt',
      'collection.answer',
      400,
      'unknown-reference',
    ],
    [
      'with the length that holds anyway',
      () => ({ length: { value: 10, unit: 'workday' } }),
      'casemgmt',
      'collection.answer',
      400,
      'limit.same',
    ],
    [
      'that stretches a law',
      () => ({ length: { value: 3, unit: 'month' } }),
      'casemgmt',
      'prelim.verification',
      400,
      'limit.law-longer',
    ],
    [
      'that measures a law otherwise',
      () => ({ length: { value: 30, unit: 'day' } }),
      'casemgmt',
      'prelim.verification',
      400,
      'limit.law-unit',
    ],
    ['for what has no length', () => ({}), 'casemgmt', 'submission.due', 400, 'limit.no-length'],
    [
      'from a day that has passed',
      () => ({ from: '2026-04-05' }),
      'casemgmt',
      'collection.answer',
      400,
      'limit.from-past',
    ],
    [
      'that ends before it begins',
      () => ({ to: '2026-04-05' }),
      'casemgmt',
      'collection.answer',
      400,
      'limit.ends-before',
    ],
    ['without a basis', () => ({ basis: ' ' }), 'casemgmt', 'collection.answer', 400, 'too_small'],
  ])('%s', async (_, body, as, code, status, fault) => {
    const reply = await propose(body(), as, code);
    expect(reply.status).toBe(status);
    if (fault) expect(reply.body).toMatchObject({ faults: [{ code: fault }] });
  });
});

describe('an override', () => {
  let id: string;

  it('counts for nothing until a second person has approved it', async () => {
    const made = await propose();
    expect(made).toMatchObject({ status: 201, body: { state: 'proposed', when: 'current', allowed: [] } });
    id = made.body.id;
    expect(await dueOfTask()).toBe('2026-04-20');
    expect((await approve(id, 'casemgmt')).status).toBe(403);
    expect((await approve(newId())).status).toBe(404);
    expect((await approve(id, 'head', 7)).body).toMatchObject({ code: 'stale-version' });
    const waiting = await server.as('head').must(contract.listLimits);
    expect(waiting.waiting).toBe(1);
    expect(await approve(id)).toMatchObject({ status: 200, body: { state: 'approved', allowed: ['end'] } });
    expect(await approve(id, 'head', 2)).toMatchObject({ status: 409, body: { allowed: ['end'] } });
    expect((await limit('collection.answer')).overrides).toMatchObject([{ id, decidedBy: { name: 'head' } }]);
  });

  it('then holds for the organ and those below it, and for nobody else', async () => {
    expect(await dueOfTask()).toBe('2026-04-13');
    expect(await dueOf('commission')).toBe('2026-04-20');
    expect(await dueOf('court')).toBe('2026-04-20');
  });

  it('is the only one of its organ on a day', async () => {
    expect(await propose({ from: '2026-09-01' })).toMatchObject({
      status: 409,
      body: { code: 'duplicate', faults: [{ code: 'limit.overlaps' }] },
    });
    const twice = await Promise.all(
      [1, 2].map(() => propose({ organId: server.world.organs.petitions }, 'casemgmt')),
    );
    // The case supervision office holds nothing in the petitions room.
    expect(twice.map((reply) => reply.status)).toEqual([403, 403]);
  });

  it('ends on a day; what was opened until then keeps it', async () => {
    expect(await end(id, '2026-04-04')).toMatchObject({
      status: 400,
      body: { faults: [{ code: 'limit.end-past' }] },
    });
    expect((await end(id, '2026-04-30')).body).toMatchObject({
      to: '2026-04-30',
      when: 'current',
      version: 3,
    });
    expect((await end(id, '2026-05-30', 3)).body).toMatchObject({ faults: [{ code: 'limit.end-later' }] });
    expect(await dueOf('casemgmt', '2026-04-30')).toBe('2026-05-11');
    expect(await dueOf('casemgmt', '2026-05-06')).toBe('2026-05-19');
    expect((await end(id, '2026-04-05', 3)).body).toMatchObject({
      to: '2026-04-05',
      when: 'past',
      allowed: [],
    });
    expect((await end(id, '2026-04-06', 4)).status).toBe(409);
  });

  it('may be proposed twice at once, but once only is taken', async () => {
    const both = await Promise.all([propose(), propose()]);
    expect(both.map((reply) => reply.status).sort()).toEqual([201, 409]);
    const made = both.find((reply) => reply.status === 201)!.body;
    const no = await server.as('head').must(contract.rejectLimitOverride, {
      params: { id: made.id },
      body: { version: 1, opinion: '没有依据' },
    });
    expect(no).toMatchObject({ state: 'rejected', opinion: '没有依据', allowed: [] });
    expect((await propose()).status).toBe(201);
  });

  it('leaves every step in the ledger', async () => {
    const types = await server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
      trx.selectFrom('event').select('type').where('entity', '=', 'limit_override').execute(),
    );
    expect([...new Set(types.map(({ type }) => type))].sort()).toEqual([
      'limit.override-approved',
      'limit.override-ended',
      'limit.override-proposed',
      'limit.override-rejected',
    ]);
  });

  /** What a task that the case supervision office would ask for now is due on. */
  const dueOfTask = () => dueOf('casemgmt');
  const dueOf = (organ: keyof TestServer['world']['organs'], from = TODAY) =>
    server.app.endpoints.runAsSystem(1, async (ctx) => {
      const due = await ctx.due('collection.answer', from, server.world.organs[organ]);
      return due?.day;
    });
});

describe('the calendar as it stands', () => {
  it('moves what is asked for: due days fall on working days', async () => {
    server.clock.set('2026-09-21T02:00:00Z');
    const asked = await server.as('officer').must(collection.askCollection, {
      body: { subjects: [{ kind: 'unit', id: server.world.units.housing }], items: ['unit-profile'] },
    });
    const tasks = await server
      .as('officer')
      .must(collection.listCollectionTasks, { query: { scope: 'asked' } });
    const task = tasks.items.find((one) => asked.taskIds.includes(one.id));
    // 22 to 24 September, 28 to 30, 8 and 9 October, Saturday 10 October, 12 October.
    expect(task?.dueOn).toBe('2026-10-12');
  });
});
