import * as clues from '@plumbline/contract/clue';
import * as clueRegisters from '@plumbline/contract/clue-register';
import { getCoverage, listVolumes } from '@plumbline/contract/coverage';
import { listEvents } from '@plumbline/contract/desk';
import * as matters from '@plumbline/contract/matter';
import { search } from '@plumbline/contract/search';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const register = async (over: Record<string, unknown> = {}, as = 'intake') => {
  const clue = await server.as(as).must(clues.registerClue, {
    body: {
      class: 'petition',
      subType: 'letter-handling',
      source: 'petition-letter',
      occurredOn: '2026-03-05',
      title: '群众来信反映招投标问题',
      content: '来信反映其在2025年城东小学改造项目招标前约见投标人，并收受购物卡，事后该投标人中标，请核查。',
      subjectKind: 'person',
      subjectId: server.world.persons.deputy,
      ...over,
    } as never,
  });
  server.clock.advance(1000);
  return clue;
};
const merge = (id: string, into: string, as = 'intake', reason: string | null = '同一封信再次来件') =>
  server.as(as).call(clues.actOnClue, {
    params: { id, action: 'merge' },
    body: { data: { into }, ...(reason ? { reason } : {}) },
  });
const part = (id: string, as = 'intake', reason: string | null = '经核为另一问题') =>
  server.as(as).call(clues.actOnClue, { params: { id, action: 'part' }, body: reason ? { reason } : {} });
const read = (id: string, as = 'head') => server.as(as).must(clues.getClue, { params: { id } });

/** Versions count what was done, which stays told. */
const withoutVersions = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(body, (key, value) => (key === 'version' || key === 'trace' ? undefined : value)),
  );

/** Every figure and list in which a clue about the person counts, as its readers see them. */
async function counted(subjectId: string) {
  const head = server.as('head');
  const query = { subjectId };
  const registers = await head.must(clueRegisters.listClueRegisters);
  const lines = await head.must(clueRegisters.readClueRegister, { params: { code: 'registration' } });
  const found = await head.must(search, { query: { q: '购物卡', subjectId } as never });
  const volumes = await head.must(listVolumes, { query: {} });
  return {
    list: (await head.must(clues.listClues, { query })).items.map(({ number }) => number),
    counts: await head.must(clues.countClues, { query }),
    registers: registers.items.map(({ code, count }) => [code, count]),
    lines: lines.items.map(({ cells }) => cells.number),
    search: found.items.map(({ refId }) => refId).sort(),
    total: found.total,
    entries: volumes.items.reduce((sum, item) => sum + item.entries, 0),
    coverage: await head.must(getCoverage),
    dossier: withoutVersions((await head.send('GET', `/api/dossiers/${subjectId}/materials`)).body),
    desk: (await server.as('intake').must(matters.listMatters, { query: { subjectId } as never })).items
      .length,
  };
}

describe('merging a repeat', () => {
  it('is for who registers or supervises clues of the organ, with a reason, and tells nobody else anything', async () => {
    const [first, again] = [await register(), await register()];
    const at = {
      params: { id: again.id, action: 'merge' },
      body: { data: { into: first.matterId }, reason: '重复' },
    };
    expect((await server.as().call(clues.actOnClue, at)).status).toBe(401);
    for (const who of ['court', 'subject', 'sysadmin', 'auditor'])
      expect((await merge(again.id, first.matterId, who)).status, who).toBe(403);
    for (const who of ['officer', 'dispatched'])
      expect((await merge(again.id, first.matterId, who)).status, who).toBe(404);
    expect((await merge(again.id, first.matterId, 'reviewer')).status).toBe(403);
    expect((await merge(again.id, first.matterId, 'intake', null)).status).toBe(400);
    expect((await part(again.id)).status).toBe(409);
  });

  it('is refused with what is not an earlier clue of the same organ about the same subject', async () => {
    const first = await register();
    const again = await register();
    const refused = async (into: string, as = 'intake') => {
      const reply = await merge(again.id, into, as);
      expect(reply.status).toBe(400);
      return (reply.body as unknown as { faults: { code: string }[] }).faults[0]!.code;
    };
    const later = await register();
    const aboutOther = await register({ subjectId: server.world.persons.head });
    const elsewhere = await register({ organId: server.world.organs.casemgmt }, 'casemgmt');
    const absent = await refused(crypto.randomUUID());
    expect(absent).toBe('unfit-matter');
    // A clue out of sight is refused like one that is not there.
    expect(await refused(elsewhere.matterId)).toBe(absent);
    expect(await refused(elsewhere.matterId, 'head')).toBe(absent);
    expect(await refused(aboutOther.matterId)).toBe(absent);
    expect(await refused(again.matterId)).toBe('matter');
    expect(await refused(later.matterId)).toBe('clue.unfit-earlier');
    const gone = await register({}, 'intake');
    await server.as('intake').must(clues.actOnClue, {
      params: { id: first.id, action: 'withdraw' },
      body: { reason: '重复' },
    });
    expect(await refused(first.matterId)).toBe('clue.unfit-earlier');
    expect((await read(again.id)).mergedInto).toBeNull();
    // Nor into one that goes on in another itself.
    expect((await merge(gone.id, later.matterId)).status).toBe(200);
    const last = await register();
    const chained = await merge(last.id, gone.matterId);
    expect(chained.body).toMatchObject({ faults: [{ code: 'unfit-matter' }] });
  });

  it('shows the letter to whoever handles the earlier clue, but to nobody from whom it is kept', async () => {
    const officer = server.world.accounts.officer!;
    const assign = (id: string, ...handlers: string[]) =>
      server
        .as('head')
        .must(clues.actOnClue, { params: { id, action: 'assign' }, body: { data: { handlers } } });
    const [first, again, near] = [await register(), await register(), await register()];
    await assign(first.id, officer);
    await assign(near.id, officer);
    await server.as('officer').must(matters.actOnMatter, {
      params: { id: near.matterId, action: 'recusal.declare' },
      body: { reason: '系同学' },
    });
    for (const { id } of [again, near]) expect((await merge(id, first.matterId)).status).toBe(200);
    const file = await server.as('officer').must(clues.getClue, { params: { id: first.id } });
    expect(file.merged).toEqual([
      {
        id: again.id,
        number: again.number,
        title: again.title,
        receivedOn: again.receivedOn,
        occurredOn: again.occurredOn,
        sourceTitle: again.sourceTitle,
        sourceOrganName: again.sourceOrganName,
        content: again.content,
        inSight: false,
      },
    ]);
    expect((await server.as('officer').call(clues.getClue, { params: { id: again.id } })).status).toBe(404);
    // Who takes clues in sees both files as before.
    expect((await read(first.id)).merged.map(({ id, inSight }) => [id, inSight])).toEqual([
      [again.id, true],
      [near.id, true],
    ]);
    const { items } = await server
      .as('auditor')
      .must(listEvents, { query: { entityId: again.id, limit: 200 } as never });
    const opened = items.filter(({ type }) => type === 'clue.opened');
    expect(opened.map(({ accountId }) => accountId)).toContain(officer);
  });

  it('counts the pair once everywhere, links both ways, keeps both numbers; parting gives exactly what was', async () => {
    const subjectId = server.world.persons.mayor;
    const first = await register({ subjectId });
    await server.work();
    const alone = await counted(subjectId);
    const again = await register({ subjectId });
    await server.as('head').must(clues.actOnClue, {
      params: { id: again.id, action: 'assign' },
      body: { data: { handlers: [server.world.accounts.officer] } },
    });
    await server.work();
    const [before, ofRepeat, ofFirst] = [
      await counted(subjectId),
      await read(again.id),
      await read(first.id),
    ];
    const matterBefore = await server.as('head').must(matters.getMatter, { params: { id: again.matterId } });
    expect(before.list).toHaveLength(2);

    const merged = await merge(again.id, first.matterId);
    expect(merged.body).toMatchObject({
      status: 'merged',
      number: again.number,
      mergedInto: { id: first.id, number: first.number },
    });
    await server.work();
    const both = await counted(subjectId);
    expect(both.list).toEqual([first.number]);
    expect({ ...both, desk: 0, lines: [], registers: [] }).toEqual({
      ...alone,
      desk: 0,
      lines: [],
      registers: [],
      dossier: both.dossier,
    });
    expect(both.lines).not.toContain(again.number);
    const figure = (of: typeof both) => new Map(of.registers as [string, number][]).get('registration');
    expect(figure(both)).toBe(figure(before)! - 1);
    expect(JSON.stringify(both.dossier)).not.toContain(again.materialId);
    expect((await read(first.id)).merged).toMatchObject([{ id: again.id, number: again.number }]);
    // Whoever looks for the number of the repeat comes to the file in which it goes on.
    const byNumber = await server.as('head').must(search, { query: { q: again.number! } as never });
    expect(byNumber.items.map(({ refId }) => refId)).toEqual([first.id]);
    const shown = await server.as('head').must(matters.getMatter, { params: { id: again.matterId } });
    expect(shown.terms.every(({ state }) => state === 'suspended')).toBe(true);
    expect((await read(first.id)).similar.filter((one) => one.sameSubject)).toEqual([]);
    expect((await read(first.id)).repeats.times).toBe(2);
    // The earlier one can't be moved away from under it.
    const moved = await server.as('casemgmt').call(clues.moveClue, {
      params: { id: first.id },
      body: { subjectKind: 'person', subjectId: server.world.persons.head, reason: '归错' },
    });
    expect(moved.status).not.toBe(200);

    expect((await part(again.id, 'intake', null)).status).toBe(400);
    server.clock.advance(3 * 86_400_000);
    expect((await part(again.id)).status).toBe(200);
    server.clock.advance(-3 * 86_400_000);
    await server.work();
    const story = ({ steps: _, version: __, ...clue }: clues.Clue) => clue;
    expect(story(await read(again.id))).toEqual(story(ofRepeat));
    expect(story(await read(first.id))).toEqual(story(ofFirst));
    expect(await counted(subjectId)).toEqual(before);
    const after = await server.as('head').must(matters.getMatter, { params: { id: again.matterId } });
    const { version: _, steps, ...rest } = after;
    const { version: __, steps: was, ...restBefore } = matterBefore;
    expect(rest).toEqual(restBefore);
    // What was done stays told.
    expect(steps.map(({ title }) => title).slice(was.length)).toEqual(['并入先前线索', '分出，恢复单独立档']);
    expect((await merge(again.id, first.matterId)).status).toBe(200);
  });

  it('takes an established entry out of the dossier while it goes on in the earlier one', async () => {
    const subjectId = server.world.persons.namesakeB;
    const establish = (id: string) =>
      server.as('head').must(clues.actOnClue, {
        params: { id, action: 'establish' },
        body: { data: { basis: '澄纪通〔2026〕3号', date: '2026-03-05', issuer: '县纪委监委' } },
      });
    const [first, again] = [await register({ subjectId }), await register({ subjectId })];
    await establish(first.id);
    await establish(again.id);
    const entries = async () =>
      (
        await server
          .as('officer')
          .send<{ items: { id: string }[] }>('GET', `/api/dossiers/${subjectId}/materials`)
      ).body.items.map(({ id }) => id);
    const facts = async () =>
      (await server.as('officer').must(search, { query: { q: '购物卡', subjectId } as never })).items.map(
        ({ refId }) => refId,
      );
    expect(await entries()).toEqual(expect.arrayContaining([first.materialId, again.materialId]));
    expect(await facts()).toHaveLength(2);
    expect((await merge(again.id, first.matterId)).status).toBe(200);
    expect(await entries()).toContain(first.materialId);
    expect(await entries()).not.toContain(again.materialId);
    expect(await facts()).toEqual([first.materialId]);
    expect((await part(again.id)).status).toBe(200);
    expect(await entries()).toEqual(expect.arrayContaining([first.materialId, again.materialId]));
    expect(await facts()).toHaveLength(2);
  });

  it('is set aside with the clue that it goes on in, and is not parted from it there', async () => {
    const subjectId = server.world.persons.namesakeA;
    const [first, again] = [await register({ subjectId }), await register({ subjectId })];
    expect((await merge(again.id, first.matterId)).status).toBe(200);
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    try {
      await owner.query('begin');
      await owner.query("set local app.jurisdiction = '1'");
      await owner.query('set local role plumbline_search');
      await owner.query('select app.set_aside($1, array[$2::uuid])', [
        first.matterId,
        server.world.accounts.intake,
      ]);
      await owner.query('commit');
    } finally {
      await owner.end();
    }
    expect((await server.as('head').call(clues.getClue, { params: { id: again.id } })).status).toBe(404);
    const aside = await part(again.id);
    expect(aside.body).toMatchObject({ faults: [{ code: 'unfit-matter' }] });
  });
});
