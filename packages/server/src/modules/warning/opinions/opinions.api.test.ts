import { listDocuments } from '@plumbline/contract/document';
import * as matters from '@plumbline/contract/matter';
import { beginOpinion, getOpinionSheet, listOpinions } from '@plumbline/contract/opinion';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/db/id.ts';
import { startTestServer, type TestServer } from '../../../testing/index.ts';
import { ensureDossier } from '../../dossier/index.ts';
import { upload } from '../../dossier/testing.ts';
import { admonish, approveAll, step } from '../admonish.testing.ts';
import { decision, heard, verified } from '../levels/levels.testing.ts';
import {
  answer,
  concludeAsProposed,
  request,
  requestData,
  SIGNERS,
  sheet,
  signAll,
} from './opinion.testing.ts';

const DAY = 24 * 60 * 60 * 1000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.app.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

const person = (key: 'head' | 'deputy' | 'namesakeA' | 'namesakeB' | 'mayor') => {
  const names = { head: '陈立新', deputy: '周敏', namesakeA: '王伟', namesakeB: '王伟', mayor: '李国强' };
  return { person: server.world.persons[key], name: names[key] };
};
const begin = (who: string | undefined, names: object[], more: object = {}) =>
  server.as(who).call(beginOpinion, {
    body: { names: names as never, data: requestData(server, more) },
  });
const act = (who: string, id: string, action: string, data?: object, reason?: string) =>
  server.as(who).call(matters.actOnMatter, {
    params: { id, action },
    body: { ...(data ? { data: data as Record<string, unknown> } : {}), ...(reason ? { reason } : {}) },
  });
const codes = (reply: { body: unknown }) =>
  ((reply.body as { faults?: { pointer?: string; code: string }[] }).faults ?? []).map(
    ({ pointer = '', code }) => `${pointer} ${code}`,
  );
const setPerson = async (account: string, personId: string | null) => {
  await server.app.endpoints.runAsSystem(1, (ctx) =>
    ctx.trx
      .updateTable('account')
      .set({ person_id: personId })
      .where('id', '=', server.world.accounts[account]!)
      .execute(),
  );
  server.services.forgetSessions();
};

/** Made-up persons of the registry, for a request as large as may be. */
async function people(count: number): Promise<{ person: string; name: string }[]> {
  const made = Array.from({ length: count }, (_, i) => ({ person: newId(), name: `测试${i + 1}` }));
  await server.app.endpoints.runAsSystem(1, (ctx) =>
    ctx.trx
      .insertInto('person')
      .values(made.map(({ person: id, name }) => ({ jurisdiction_id: 1, id, name })) as never)
      .execute(),
  );
  return made;
}

describe('a request', () => {
  it('is refused without a session, to whoever handles nothing, with more than 200 names, or one named twice', async () => {
    expect((await begin(undefined, [person('deputy')])).status).toBe(401);
    expect((await begin('court', [person('deputy')])).status).toBe(403);
    expect((await begin('reviewer', [person('deputy')])).status).toBe(403);
    expect((await begin('officer', [])).status).toBe(400);
    const many = await people(201);
    expect(codes(await begin('officer', many))).toEqual(['/names opinion.too-many']);
    expect(codes(await begin('officer', [person('deputy'), person('mayor'), person('deputy')]))).toEqual([
      '/names/2/person opinion.listed-twice',
    ]);
    expect((await begin('officer', [{ person: newId(), name: '无名氏' }])).status).toBe(400);
    expect((await begin('officer', [person('deputy')], { occasion: 'wedding' })).status).toBe(400);
    expect((await begin('officer', [person('deputy')], { petitions: [] })).status).toBe(400);
    // The general way in holds no more: list and subjects are the same persons.
    const other = await server.as('officer').call(matters.beginMatter, {
      body: {
        procedure: 'opinion-reply',
        subjects: [{ kind: 'person', id: server.world.persons.deputy }],
        data: requestData(server, { names: [{ no: 1, ...person('mayor') }] }),
      },
    });
    expect(other.status).toBe(400);
  });

  it('is refused at the field where whoever signs or handles it is named by what is no id', async () => {
    for (const field of ['petitions', 'caseSupervision', 'trial', 'supervision', 'handlers'])
      for (const [value, pointer] of [
        [['x'], `${field}/0 format`],
        ['x', `${field} type`],
        ['', `${field} type`],
      ] as const) {
        const reply = await begin('officer', [person('deputy')], { [field]: value });
        expect([reply.status, codes(reply)]).toEqual([400, [`/data/${pointer}`]]);
      }
  });

  it('is refused where a name has no character that anybody can see, whatever it is called on record', async () => {
    const unseen = { ...person('deputy'), name: '\u200b', registered: '周敏' };
    const reply = await begin('officer', [unseen]);
    expect([reply.status, codes(reply)]).toEqual([400, ['/names/0/name minLength']]);
  });

  it('takes 200 names in one matter, and answers them in one letter with 200 rows', async () => {
    const id = await request(server, await people(200));
    expect((await sheet(server, 'officer', id)).rows).toHaveLength(200);
    await answer(server, id);
    const { items } = await server.as('officer').must(listDocuments, { query: { matterId: id } });
    expect(items).toHaveLength(1);
    const stored = await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx.selectFrom('document').select('data').where('matter_id', '=', id).executeTakeFirstOrThrow(),
    );
    expect((stored.data as { conclusions: unknown[] }).conclusions).toHaveLength(200);
  });

  it('is seen by nobody asked about, no kin, nobody who asked, and nobody without a place', async () => {
    await setPerson('dispatched', null);
    const id = await request(server, [person('deputy'), person('mayor')], {
      askerOrgan: server.world.organs.court,
    });
    const sees = async (who: string) => [
      (await server.as(who).call(matters.getMatter, { params: { id } })).status,
      (await server.as(who).call(getOpinionSheet, { params: { id } })).status,
      (await server.as(who).must(listOpinions, { query: {} })).items.some((item) => item.id === id),
    ];
    const hidden = [404, 404, false];
    expect(await sees('officer')).toEqual([200, 200, true]);
    expect(await sees('court')).toEqual(hidden);
    expect(await sees('unit')).toEqual(hidden);
    // Kin of one of two hundred names, and one of them, though both work at the organ and hold every room.
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx
        .insertInto('kinship')
        .values({
          jurisdiction_id: 1,
          id: newId(),
          person_id: server.world.persons.mayor,
          kin_person_id: server.world.persons.namesakeB,
          relation: 'spouse',
          name: '王伟',
          organ_id: server.world.organs.commission,
        })
        .execute(),
    );
    await setPerson('casemgmt', server.world.persons.namesakeB);
    expect(codes(await begin('officer', [person('mayor')]))).toEqual(['/data/caseSupervision party.near']);
    await setPerson('casemgmt', server.world.persons.deputy);
    expect(codes(await begin('officer', [person('deputy')]))).toEqual(['/data/caseSupervision party.near']);
    await setPerson('casemgmt', null);
    await setPerson('reviewer', server.world.persons.deputy);
    expect(await sees('reviewer')).toEqual(hidden);
    await setPerson('reviewer', null);
  });

  it("takes a name that is not the person's only where somebody looked at the difference, and keeps that on record", async () => {
    const deputy = server.world.persons.deputy;
    const other = { person: deputy, name: '周小敏' };
    expect(codes(await begin('officer', [other]))).toEqual(['/names/0/name opinion.other-name']);
    expect(codes(await begin('officer', [{ ...other, registered: '周小敏' }]))).toEqual([
      '/names/0/name opinion.other-name',
    ]);
    const direct = await server.as('officer').call(matters.beginMatter, {
      body: {
        procedure: 'opinion-reply',
        subjects: [{ kind: 'person', id: deputy }],
        data: requestData(server, { names: [{ no: 1, ...other }] }),
      },
    });
    expect(codes(direct)).toEqual(['/data/names/0/name opinion.other-name']);
    const { status, body } = await begin('officer', [{ ...other, registered: '周敏' }]);
    expect(status).toBe(201);
    const { data } = await server.as('officer').must(matters.getMatter, { params: { id: body.id } });
    expect(data.names).toMatchObject([{ name: '周小敏', registered: '周敏' }]);
    // What is only another way of typing the name is no other name.
    expect((await begin('officer', [{ person: deputy, name: '周　敏' }])).status).toBe(201);
  });

  it('is about people of the own reach: nobody finds out by asking what is in force about others', async () => {
    const { organs, persons, accounts } = server.world;
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ensureDossier(
        ctx,
        { kind: 'person', id: persons.mayor },
        { byFiling: false, organId: organs.commission },
      ),
    );
    const places = { handlers: [accounts.dispatched], supervision: [accounts.officer] };
    const asked = await begin('dispatched', [person('mayor')], places);
    expect(codes(asked)).toEqual(['/data/names/0/person opinion.out-of-reach']);
    expect((await begin('officer', [person('mayor')])).status).toBe(201);
  });

  it('tells namesakes apart by unit and post, also where the list had neither', async () => {
    const id = await request(server, [person('namesakeA'), person('namesakeB')]);
    for (const who of ['officer', 'intake']) {
      const { rows } = await sheet(server, who, id);
      expect(rows.map(({ name, unit, post, registered }) => [name, unit, post, registered.unit])).toEqual([
        ['王伟', '县住房和城乡建设局', '建管股股长', '县住房和城乡建设局'],
        ['王伟', '县财政局', '副局长', '县财政局'],
      ]);
    }
  });

  it('leaves the time that the pack says: whoever asks is told the earliest day', async () => {
    const soon = await begin('officer', [person('deputy')], { neededOn: '2026-04-10' });
    expect(codes(soon)).toEqual(['/data/neededOn opinion.too-soon']);
    expect(JSON.stringify(soon.body)).toContain('2026-04-13');
    expect((await begin('officer', [person('deputy')], { neededOn: '2026-04-13' })).status).toBe(201);
  });

  it('is signed by each department with people of its own office alone', async () => {
    const { accounts } = server.world;
    for (const field of ['petitions', 'trial', 'supervision'])
      expect(codes(await begin('officer', [person('deputy')], { [field]: [accounts.casemgmt] }))).toEqual([
        `/data/${field} party.permission`,
      ]);
    const grant = (role: string, organ: string) =>
      server.app.endpoints.runAsSystem(1, async (ctx) => {
        const id = newId();
        await ctx.trx
          .insertInto('role_grant')
          .values({
            jurisdiction_id: 1,
            id,
            account_id: accounts.casemgmt!,
            role,
            organ_id: organ,
            from_day: '2026-01-01',
          })
          .execute();
        return id;
      });
    // Whoever may sign for another department in the own office still signs for the own one alone.
    const granted = await grant('reviewer', server.world.organs.casemgmt);
    expect(codes(await begin('officer', [person('deputy')], { trial: [accounts.casemgmt] }))).toEqual([
      '/data/trial party.other-office',
    ]);
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx.deleteFrom('role_grant').where('id', '=', granted).execute(),
    );
  });

  it('is returned only before anybody signed: what was found can be no reason', async () => {
    const id = await request(server, [person('deputy')]);
    await step(server, 'intake', id, 'sign-petitions', { signed: [{ no: 1, result: 'clear' }] });
    expect((await act('officer', id, 'return', undefined, '不全')).status).toBe(409);
    const other = await request(server, [person('deputy')]);
    expect((await act('officer', other, 'return', undefined, '未附任免审批表')).status).toBe(200);
  });
});

describe('a relative among the names', () => {
  const near = async (account: string, work: () => Promise<void>) => {
    await setPerson(account, server.world.persons.mayor);
    await work().finally(() => setPerson(account, null));
  };
  const three = () => [person('deputy'), person('mayor'), person('head')];
  const of = async (who: string, known: ReadonlySet<string>) =>
    (await server.as(who).must(listOpinions, { query: { limit: 200 } as never })).items.filter(
      ({ id }) => !known.has(id),
    );
  const ids = async (who: string) => new Set((await of(who, new Set())).map(({ id }) => id));

  /** An organ above the commission, where somebody may approve. */
  const superior = (id: string | null) =>
    server.app.endpoints.runAsSystem(1, async (ctx) => {
      const { organs, accounts } = server.world;
      if (id !== null) {
        await ctx.trx
          .insertInto('organ')
          .values({
            jurisdiction_id: 1,
            id,
            kind: 'superior-organ',
            code: 'city',
            active_from: '2020-01-01',
            name: '市纪委监委',
          } as never)
          .execute();
        await ctx.trx
          .insertInto('role_grant')
          .values({
            jurisdiction_id: 1,
            id: newId(),
            account_id: accounts.orgdept2!,
            role: 'organ-head',
            organ_id: id,
            from_day: '2026-01-01',
          })
          .execute();
      }
      await ctx.trx.updateTable('organ').set({ parent_id: id }).where('id', '=', organs.commission).execute();
    });

  it('of whoever decides parts that name alone: another decides on it, and the rest goes on as usual', async () => {
    await superior(newId());
    await near('head', async () => {
      const known = await ids('casemgmt');
      const { status, body } = await begin('officer', three());
      expect([status, body.parted]).toEqual([201, [[2]]]);
      expect((await sheet(server, 'officer', body.id)).rows.map(({ no }) => no)).toEqual([1, 3]);
      await answer(server, body.id);
      expect((await sheet(server, 'officer', body.id)).state).toBe('replied');
      const [parted] = (await of('casemgmt', known)).filter(({ id }) => id !== body.id);
      const apart = await sheet(server, 'officer', parted!.id);
      expect(apart.rows.map(({ no, name }) => [no, name])).toEqual([[2, '李国强']]);
      await signAll(server, parted!.id);
      await concludeAsProposed(server, parted!.id);
      await step(server, 'officer', parted!.id, 'reply');
      const approve = (who: string) => act(who, parted!.id, 'approval.approve', undefined, '同意。');
      expect((await approve('head')).status).toBe(404);
      expect((await approve('orgdept2')).status).toBe(200);
      await act('secretary', parted!.id, 'approval.approve', undefined, '同意。');
      expect((await sheet(server, 'officer', parted!.id)).state).toBe('replied');
    });
    await superior(null);
  });

  it('of whoever signs parts it to another of the department, who has to be named', async () => {
    const { accounts } = server.world;
    await near('intake', async () => {
      const alone = await begin('officer', three());
      expect(codes(alone)).toEqual(['/data/petitions opinion.part-nobody']);
      expect(JSON.stringify(alone.body)).toContain('第 2 号');
      const granted = await server.app.endpoints.runAsSystem(1, async (ctx) => {
        const id = newId();
        const row = { jurisdiction_id: 1, id, role: 'intake-officer', from_day: '2026-01-01' };
        await ctx.trx
          .insertInto('role_grant')
          .values({ ...row, account_id: accounts.head!, organ_id: server.world.organs.petitions })
          .execute();
        return id;
      });
      const known = await ids('casemgmt');
      const both = { petitions: [accounts.intake, accounts.head] };
      const { status, body } = await begin('officer', three(), both);
      expect([status, body.parted]).toEqual([201, [[2]]]);
      const [parted] = (await of('casemgmt', known)).filter(({ id }) => id !== body.id);
      expect((await server.as('intake').call(getOpinionSheet, { params: { id: body.id } })).status).toBe(200);
      expect((await server.as('intake').call(getOpinionSheet, { params: { id: parted!.id } })).status).toBe(
        404,
      );
      await server.app.endpoints.runAsSystem(1, (ctx) =>
        ctx.trx.deleteFrom('role_grant').where('id', '=', granted).execute(),
      );
    });
  });

  it('of whoever registers the list is handled by others, and no part of it is seen by them', async () => {
    await near('officer', async () => {
      const known = await ids('casemgmt');
      const { status, body } = await begin('officer', three());
      expect([status, body.parted]).toEqual([201, [[2]]]);
      const [parted] = (await of('casemgmt', known)).filter(({ id }) => id !== body.id);
      expect(parted).toMatchObject({ names: 1, state: 'requested' });
      expect(
        (await server.as('officer').call(matters.getMatter, { params: { id: parted!.id } })).status,
      ).toBe(404);
      expect((await sheet(server, 'officer', body.id)).rows.map(({ no }) => no)).toEqual([1, 3]);
    });
  });
});

describe('signing', () => {
  let id: string;
  beforeAll(async () => {
    id = await request(server, [person('head'), person('namesakeA'), person('namesakeB')]);
  });
  const sign = (who: string, action: string, ...signed: object[]) => act(who, id, action, { signed });

  it('is refused to other departments, whoever registered it, and for names that there are not', async () => {
    expect((await sign('officer', 'sign-petitions', { no: 1, result: 'clear' })).status).toBe(403);
    expect((await sign('casemgmt', 'sign-petitions', { no: 1, result: 'clear' })).status).toBe(403);
    expect(codes(await sign('intake', 'sign-petitions', { no: 9, result: 'clear' }))).toEqual([
      '/data/signed/0/no opinion.no-such-name',
    ]);
    const twice = [
      { no: 1, result: 'clear' },
      { no: 1, result: 'clear' },
    ];
    expect(codes(await sign('intake', 'sign-petitions', ...twice))).toEqual([
      '/data/signed/1/no opinion.twice',
    ]);
    expect(codes(await sign('intake', 'sign-petitions', { no: 1, result: 'problem' }))).toEqual([
      '/data/signed/0/grounds opinion.ground',
    ]);
    const rumour = { no: 1, result: 'problem', grounds: [`material:${newId()}`] };
    expect(codes(await sign('intake', 'sign-petitions', rumour))).toEqual([
      '/data/signed/0/grounds opinion.not-in-force',
    ]);
  });

  it('goes name by name or many at once; nobody is left out before anything is concluded', async () => {
    await step(server, 'intake', id, 'sign-petitions', { signed: [{ no: 2, result: 'clear' }] });
    const left = async (who: string) =>
      (await sheet(server, who, id)).places.map(({ code, left: count }) => [code, count]);
    expect(await left('officer')).toEqual([
      ['petitions', 2],
      ['case-supervision', 3],
      ['case-trial', 3],
      ['supervision', 3],
    ]);
    for (const [action, who] of Object.entries(SIGNERS).slice(1))
      await step(server, who, id, action, { signed: [1, 2, 3].map((no) => ({ no, result: 'clear' })) });
    const early = await act('officer', id, 'conclude', {
      conclusions: [1, 2, 3].map((no) => ({
        no,
        name: no === 1 ? '陈立新' : '王伟',
        conclusion: 'nothing-found',
      })),
    });
    expect(codes(early)).toEqual(['/data/conclusions opinion.unsigned']);
    expect(JSON.stringify(early.body)).toContain('1、3');
  });

  it('shows a department what it signed itself, and the handler everything', async () => {
    const places = async (who: string) => [
      ...new Set((await sheet(server, who, id)).rows.flatMap(({ signs }) => signs.map(({ place }) => place))),
    ];
    expect(await places('intake')).toEqual(['petitions']);
    expect(await places('casemgmt')).toEqual(['case-supervision']);
    expect((await places('officer')).sort()).toEqual([
      'case-supervision',
      'case-trial',
      'petitions',
      'supervision',
    ]);
  });

  it('leaves a name from which somebody stays out to another person of the department, for good', async () => {
    await step(server, 'intake', id, 'sign-petitions', {
      signed: [
        { no: 1, result: 'clear' },
        { no: 3, result: 'recused' },
      ],
    });
    expect(codes(await sign('intake', 'sign-petitions', { no: 3, result: 'clear' }))).toEqual([
      '/data/signed/0/result opinion.stayed-out',
    ]);
    expect((await sheet(server, 'officer', id)).places[0]).toMatchObject({ code: 'petitions', left: 1 });
  });

  it('refuses a name that became kin after the request began', async () => {
    const other = await request(server, [person('head'), person('namesakeA')]);
    const known = server.world.persons.namesakeA;
    await setPerson('dispatched', known);
    // The row was written before: the day's work has not taken the place away yet.
    await server.app.endpoints.runAsSystem(1, (ctx) =>
      ctx.trx.updateTable('matter').set({ barred: [] }).where('id', '=', other).execute(),
    );
    const reply = await act('dispatched', other, 'sign-supervision', {
      signed: [
        { no: 1, result: 'clear' },
        { no: 2, result: 'clear' },
      ],
    });
    expect([400, 403, 404]).toContain(reply.status);
    await setPerson('dispatched', null);
  });
});

describe('conclusions', () => {
  it('rest on what is in force: with it they need it, without it they may not name any', async () => {
    const talk = await admonish(server, server.world.persons.deputy);
    const id = await request(server, [person('deputy'), person('mayor')]);
    const { rows } = await sheet(server, 'officer', id);
    expect(rows[0]!.measures.map(({ title, until, stands }) => [title, until, stands])).toEqual([
      ['影响期内不得提拔使用', '2026-10-06', true],
      ['影响期内不得评优评先', '2026-10-06', false],
    ]);
    expect(rows[1]!.measures).toEqual([]);
    const [promotion] = rows[0]!.measures;
    // A department may sign it as a problem, with the measure as its ground.
    await signAll(server, id);
    await step(server, 'casemgmt', id, 'sign-case-supervision', {
      signed: [{ no: 1, result: 'problem', grounds: [promotion!.key], note: '诫勉影响期内。' }],
    });
    const [one, two] = rows.map(({ no, name, unit, post }) => ({ no, name, unit, post }));
    const mayor = { ...two, conclusion: 'nothing-found' };
    const conclude = (first: object, second: object = mayor) =>
      act('officer', id, 'conclude', { conclusions: [{ ...one, ...first }, second] });
    const told = '影响期内不得提拔使用（至2026年10月6日）';
    const grounds = [promotion!.key];
    expect(codes(await conclude({ conclusion: 'nothing-found' }))).toEqual([
      '/data/conclusions/0/conclusion opinion.stands-against',
    ]);
    expect(codes(await conclude({ conclusion: 'postpone' }))).toEqual([
      '/data/conclusions/0/grounds opinion.ground',
    ]);
    expect(codes(await conclude({ conclusion: 'postpone', grounds, told: '另有线索待查' }))).toEqual([
      '/data/conclusions/0/told opinion.other-words',
    ]);
    expect(codes(await conclude({ conclusion: 'postpone', grounds: ['bar:x'], told }))).toEqual([
      '/data/conclusions/0/grounds opinion.not-in-force',
    ]);
    expect(
      codes(
        await conclude(
          { conclusion: 'postpone', grounds, told },
          { ...mayor, conclusion: 'postpone', grounds, told },
        ),
      ),
    ).toEqual(['/data/conclusions/1/grounds opinion.not-in-force']);
    expect(
      codes(await conclude({ conclusion: 'postpone', grounds, told }, { ...mayor, told: '有反映' })),
    ).toEqual(['/data/conclusions/1/told opinion.other-words']);
    const alone = await act('officer', id, 'conclude', {
      conclusions: [{ ...one, conclusion: 'postpone', grounds, told }],
    });
    expect(codes(alone)).toEqual(['/data/conclusions covers']);
    expect((await conclude({ conclusion: 'postpone', grounds, told })).status).toBe(200);
    expect((await act('officer', id, 'approval.approve')).status).not.toBe(200);
    await step(server, 'officer', id, 'reply');
    expect((await act('officer', id, 'approval.approve')).status).toBe(403);
    // Lifted while it lies on the desk of whoever approves: the letter can not go out on it.
    await step(server, 'officer', talk, 'revoke-admonition', undefined, '经复核，认定事实有误。');
    await approveAll(server, talk);
    await step(server, 'head', id, 'approval.approve', undefined, '同意。');
    const stale = await act('secretary', id, 'approval.approve', undefined, '同意。');
    expect(codes(stale)).toEqual([' opinion.outdated']);
    await step(server, 'secretary', id, 'approval.return', undefined, '依据已撤销，重新拟定。');
    const remarked = { conclusion: 'nothing-found', remark: '诫勉已撤销。' };
    expect((await conclude(remarked)).status).toBe(200);
    await step(server, 'officer', id, 'reply');
    await approveAll(server, id);
    expect((await sheet(server, 'officer', id)).state).toBe('replied');
    // A letter that lies in a drawer is no reply: somebody has it, with a receipt.
    const unproved = { deliveredOn: '2026-04-06', way: 'by-hand', takenBy: '任佳慧' };
    expect((await act('officer', id, 'deliver', unproved)).status).toBe(400);
    const proof = [await upload(server, 'officer', 'receipt.txt', Buffer.from('回执'))];
    await step(server, 'officer', id, 'deliver', { ...unproved, proof });
    expect(await sheet(server, 'officer', id)).toMatchObject({ state: 'delivered', final: true });
  });

  it('show a warning that was told and decided, never one that is only proposed, and leave it to a person what follows', async () => {
    const { head } = server.world.persons;
    const proposed = await heard(server, head, [await verified(server, head, 'heavier')]);
    const measures = async () =>
      (await sheet(server, 'officer', await request(server, [person('head')]))).rows[0]!;
    expect((await measures()).measures).toEqual([]);
    await step(server, 'officer', proposed, 'decide', decision(server, 'heavier'));
    await approveAll(server, proposed);
    const row = await measures();
    expect(row.measures).toMatchObject([{ key: `warning:${proposed}`, until: '2026-09-30', stands: false }]);
    expect(row.measures[0]!.told).toMatch(/^预警：.*（至2026年9月30日）$/);
    expect(row.proposed).toEqual({ conclusion: 'nothing-found', grounds: [] });
  });

  it('vanish by themselves with what they rested on: a later request finds nothing (P8)', async () => {
    await admonish(server, server.world.persons.deputy);
    const during = await request(server, [person('deputy')]);
    await signAll(server, during);
    await concludeAsProposed(server, during);
    expect((await sheet(server, 'officer', during)).rows[0]).toMatchObject({ conclusion: 'postpone' });
    server.clock.advance(200 * DAY);
    const after = await request(server, [person('deputy')]);
    const [row] = (await sheet(server, 'officer', after)).rows;
    expect(row).toMatchObject({ measures: [], proposed: { conclusion: 'nothing-found', grounds: [] } });
    // And what was drafted meanwhile can not be sent any more.
    expect(codes(await act('officer', during, 'reply'))).toEqual([' opinion.outdated']);
    server.clock.advance(-200 * DAY);
  });
});
