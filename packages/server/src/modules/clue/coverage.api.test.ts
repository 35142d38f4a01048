import * as clues from '@plumbline/contract/clue';
import { askCollection, listGaps } from '@plumbline/contract/collection';
import * as contract from '@plumbline/contract/coverage';
import { getDossier } from '@plumbline/contract/dossier';
import { addMaterial } from '@plumbline/contract/material';
import { createKin } from '@plumbline/contract/registry';
import * as periods from '@plumbline/contract/submission-periods';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { addAccount } from '../dossier/testing.ts';
import { REMIND_TOPIC } from './jobs.ts';
import { accepted, line } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('coverage of section-level officials (S1.11)', () => {
  it('is for those who hold the permission', async () => {
    expect((await server.as().call(contract.getCoverage)).status).toBe(401);
    for (const who of ['court', 'unit', 'subject', 'reviewer', 'sysadmin', 'auditor'])
      expect((await server.as(who).call(contract.getCoverage)).status, who).toBe(403);
    expect(
      (await server.as('court').call(contract.listUncovered, { query: { unitId: server.world.units.town } }))
        .status,
    ).toBe(403);
  });

  it('tells nobody by a share or a volume that something is kept about himself or kin', async () => {
    const { persons, organs, units } = server.world;
    const office = { role: 'intake-officer', organId: organs.casemgmt! };
    const own = await addAccount(server, { ...office, personId: persons.deputy! });
    await server.as('officer').must(createKin, {
      params: { id: persons.deputy! },
      body: { relation: 'spouse', name: '王伟', personId: persons.namesakeB! },
    });
    const kin = await addAccount(server, { ...office, personId: persons.namesakeB! });
    const seen = async (who: TestClient) => [
      (await who.must(contract.getCoverage)).total,
      (await who.must(contract.listUncovered, { query: { unitId: units.housing! } })).items.length,
      (await who.must(contract.listVolumes, { query: {} })).items.map((one) => one.entries),
    ];
    const before = await Promise.all([own, kin].map(seen));
    const { id } = await server.as('casemgmt').must(clues.registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'report-accusation',
        occurredOn: '2026-03-05',
        title: '反映其收受礼金',
        subjectKind: 'person',
        subjectId: persons.deputy!,
        organId: organs.casemgmt!,
      },
    });
    expect(await Promise.all([own, kin].map(seen))).toEqual(before);
    const others = (await server.as('head').must(contract.getCoverage)).total;
    expect(others).toEqual({ officials: 4, covered: 1 });
    await server.as('casemgmt').must(clues.actOnClue, {
      params: { id, action: 'undo' },
      body: { reason: '登记有误' },
    });
  });

  it('rises with a file, falls with its withdrawal, and counts nobody below section level', async () => {
    const total = async (as = 'secretary') => (await server.as(as).must(contract.getCoverage)).total;
    expect(await total()).toEqual({ officials: 4, covered: 0 });
    const register = (subjectId: string) =>
      server.as('intake').must(clues.registerClue, {
        body: {
          class: 'investigation',
          subType: 'annual',
          source: 'organisation-assessment',
          occurredOn: '2026-01-15',
          title: '年度考核优秀',
          subjectKind: 'person',
          subjectId,
        },
      });
    const { mayor, namesakeA } = server.world.persons;
    const clue = await register(mayor);
    await register(namesakeA);
    expect(await total()).toEqual({ officials: 4, covered: 1 });
    // The figure is the same for everybody who may see it, whatever else they may see.
    for (const who of ['officer', 'head', 'orgdept', 'intake'])
      expect(await total(who)).toEqual(await total());
    const { units } = await server.as('head').must(contract.getCoverage);
    const town = units.find((unit) => unit.unitId === server.world.units.town);
    expect(town).toMatchObject({ officials: 1, covered: 1, organName: '第一监督检查室' });
    const missing = (unitId: string) => server.as('head').must(contract.listUncovered, { query: { unitId } });
    expect((await missing(server.world.units.town)).items).toEqual([]);
    expect((await missing(server.world.units.housing)).items.map((one) => one.name).sort()).toEqual([
      '周敏',
      '陈立新',
    ]);
    await server.as('intake').must(clues.actOnClue, {
      params: { id: clue.id, action: 'withdraw' } as never,
      body: { reason: '重复登记' },
    });
    expect(await total()).toEqual({ officials: 4, covered: 0 });
  });
});

describe('the special file in the dossier', () => {
  const fileOf = async (as: string, subjectId: string) => {
    const page = await server.as(as).must(getDossier, { params: { subjectId } });
    return {
      page,
      item: page.catalogue.flatMap((group) => group.items).find(({ code }) => code === 'special-file')!,
    };
  };

  it('is asked of nobody, and added by nobody’s hand', async () => {
    const subjectId = server.world.persons.mayor;
    const asked = await server.as('officer').must(askCollection, {
      body: { subjects: [{ kind: 'person', id: subjectId }], items: ['special-file'] },
    });
    expect(asked).toMatchObject({ asked: 0, skipped: [{ item: 'special-file', reason: '由系统自动归档' }] });
    const added = await server.as('officer').call(addMaterial, {
      params: { subjectId },
      body: { item: 'special-file', form: {} },
    });
    expect(added.status).toBe(400);
    expect(added.body).toMatchObject({ faults: [{ pointer: '/item', code: 'filed-by-procedure' }] });
  });

  it('is there by the rule of coverage for who sees that, unread, and never a gap', async () => {
    const subjectId = server.world.persons.mayor;
    const none = await fileOf('officer', subjectId);
    expect(none.item).toMatchObject({ required: true, byHand: false, kept: false, gap: null, owedBy: [] });
    const clue = await server.as('intake').must(clues.registerClue, {
      body: {
        class: 'petition',
        subType: 'letter-handling',
        source: 'organisation-assessment',
        polarity: 'negative',
        occurredOn: '2026-01-16',
        title: '来信反映工程分包',
        subjectKind: 'person',
        subjectId,
      },
    });
    const { item, page } = await fileOf('officer', subjectId);
    expect(item).toMatchObject({ kept: true, gap: null, since: null, materials: [] });
    expect(page.portrait.silences.map((silence) => silence.item)).not.toContain('special-file');
    expect(JSON.stringify(page)).not.toContain('来信反映');
    // Who sees no coverage learns nothing either way.
    expect((await fileOf('reviewer', subjectId)).item.kept).toBeNull();
    const gaps = await server.as('officer').must(listGaps, { query: { subjectId, limit: 200 } });
    expect(gaps.items.map((gap) => gap.item)).not.toContain('special-file');
    await server.as('intake').must(clues.actOnClue, {
      params: { id: clue.id, action: 'withdraw' } as never,
      body: { reason: '重复登记' },
    });
    expect((await fileOf('officer', subjectId)).item.kept).toBe(false);
  });
});

describe('volumes and entries', () => {
  it('are counted per body and quarter, by class and polarity, for the leading group and nobody named', async () => {
    expect((await server.as('unit').call(contract.listVolumes)).status).toBe(403);
    await accepted(
      server,
      [
        line(),
        line({ 线索摘要: '同一人的另一件' }),
        line({
          线索类别: '奖惩类',
          具体类型: '表彰奖励',
          线索摘要: '获评先进',
          姓名: '陈立新',
          职务: '局长',
        }),
      ],
      { period: '2026Q1' },
    );
    const volumes = await server
      .as('procuratorate')
      .must(contract.listVolumes, { query: { from: '2026Q1', to: '2026Q1' } });
    const courtId = server.world.organs.court;
    expect(volumes.items.filter((item) => item.organId === courtId)).toEqual([
      {
        organId: courtId,
        organName: '澄溪县人民法院',
        period: '2026Q1',
        class: 'petition',
        polarity: 'negative',
        entries: 2,
        subjects: 1,
      },
      {
        organId: courtId,
        organName: '澄溪县人民法院',
        period: '2026Q1',
        class: 'reward-punishment',
        polarity: 'positive',
        entries: 1,
        subjects: 1,
      },
    ]);
    expect(volumes.bodies.map((body) => body.kind).sort()).toEqual([
      'commission',
      'court',
      'organisation-department',
      'procuratorate',
    ]);
  });
});

describe('the daily round', () => {
  it('reminds who owes on the pack’s days, once a day however often it runs', async () => {
    const run = () => server.jobs[REMIND_TOPIC]!({ jurisdiction: 1, payload: {} });
    const reminders = async () => {
      const period = await server.as('orgdept').must(periods.getPeriod, { params: { period: '2026Q1' } });
      return Object.fromEntries(period.items.map((item) => [item.organId, item.reminders]));
    };
    const { court, procuratorate } = server.world.organs;
    await run();
    expect((await reminders())[procuratorate]).toEqual([]);
    server.clock.set('2026-04-09T02:00:00.000Z');
    await run();
    await run();
    expect(await reminders()).toMatchObject({ [procuratorate]: ['2026-04-09'], [court]: [] });
    server.clock.set('2026-04-11T02:00:00.000Z');
    await run();
    expect((await reminders())[procuratorate]).toEqual(['2026-04-09', '2026-04-11']);
    const notices = await server
      .as('procuratorate')
      .send<{ items: { kind: string }[] }>('GET', '/api/notices');
    expect(
      notices.body.items.filter((notice) => notice.kind === 'submission.reminder').length,
    ).toBeGreaterThanOrEqual(2);
  });
});
