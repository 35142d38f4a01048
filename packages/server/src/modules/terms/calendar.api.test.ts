import * as contract from '@plumbline/contract/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../platform/workbook/reader.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const SOURCE = '关于2027年部分节假日安排的通知';
const NOTICE = `元旦：1月1日（周五）至3日（周日）放假，共3天。
春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。`;

const params = (year: number) => ({ params: { year: String(year) } });
const preview = (year: number, body: object, as = 'casemgmt') =>
  server.as(as).call(contract.previewCalendarYear, { ...params(year), body });
const save = (year: number, body: object, as = 'casemgmt') =>
  server.as(as).call(contract.saveCalendarYear, {
    ...params(year),
    body: {
      version: null,
      source: SOURCE,
      days: [{ day: `${year}-01-01`, kind: 'rest', name: '元旦' }],
      ...body,
    },
  });
const year = (n: number, as = 'unit') => server.as(as).must(contract.getCalendarYear, params(n));
const events = () =>
  server.services.db.transaction({ jurisdiction: 1, ledger: true }, (trx) =>
    trx
      .selectFrom('event')
      .select(['data', 'account_id'])
      .where('type', '=', 'calendar.year-saved')
      .execute(),
  );

describe('the calendar', () => {
  it('is set up with the years that were announced, each with its entry in the ledger', async () => {
    const calendar = await server.as('unit').must(contract.getCalendar);
    expect(calendar).toMatchObject({ today: '2026-04-06', zone: 'Asia/Shanghai', missing: [], allowed: [] });
    expect(calendar.years[0]).toMatchObject({ year: 2027, state: 'open', source: null, version: null });
    const known = calendar.years.find((one) => one.year === 2026)!;
    expect(known).toMatchObject({ state: 'covered', rest: 33, work: 6, version: 1, savedBy: null });
    expect((await events()).length).toBe(calendar.years.length - 1);
  });

  it('tells that a year is missing as soon as due days reach into it', async () => {
    server.clock.set('2026-07-02T02:00:00Z');
    expect(await server.as('unit').must(contract.getCalendar)).toMatchObject({ missing: [2027] });
    expect(await year(2027)).toMatchObject({ state: 'missing', days: [], builtIn: false });
    server.clock.set('2026-04-06T02:00:00Z');
  });

  it('shows a year with its rest days and the weekend days that are worked', async () => {
    const shown = await year(2026);
    expect(shown).toMatchObject({ weekend: [6, 7], builtIn: true, allowed: [] });
    expect(shown.days).toContainEqual({ day: '2026-02-14', kind: 'work', name: '春节', notice: 2026 });
    expect((await year(2026, 'casemgmt')).allowed).toEqual(['edit']);
  });

  it.each(['1', '2200', 'abcd'])('has no year %s', async (text) => {
    const reply = await server.as('unit').call(contract.getCalendarYear, { params: { year: text } });
    expect(reply.status).toBe(400);
  });
});

describe('a year is refused', () => {
  it('to who may not enter it', async () => {
    expect((await save(2027, {}, 'officer')).status).toBe(403);
    expect((await preview(2027, { text: NOTICE }, 'officer')).status).toBe(403);
  });

  it.each<[string, number, object, string, string]>([
    ['without a source', 2027, { source: ' ' }, '/source', 'too_small'],
    ['without a rest day', 2027, { days: [] }, '/days', 'calendar.no-rest'],
    [
      'with a day of another year',
      2027,
      { days: [{ day: '2026-11-30', kind: 'rest', name: '' }] },
      '/days/0/day',
      'notice.other-year',
    ],
    [
      'with a working day that is worked anyway',
      2027,
      { days: [{ day: '2027-01-04', kind: 'work', name: '' }] },
      '/days/0/day',
      'notice.worked-anyway',
    ],
    [
      'with a day twice',
      2027,
      { days: ['rest', 'work'].map((kind) => ({ day: '2027-01-02', kind, name: '' })) },
      '/days/1/day',
      'calendar.day-twice',
    ],
    [
      'with what is no day',
      2027,
      { days: [{ day: '2027-02-30', kind: 'rest', name: '' }] },
      '/days/0/day',
      'invalid_format',
    ],
  ])('%s', async (_, of, body, pointer, code) => {
    const reply = await save(of, body);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid' } });
    const { faults } = reply.body as unknown as {
      faults: { pointer: string; code: string; detail: string }[];
    };
    expect(faults.map((fault) => [fault.pointer, fault.code])).toContainEqual([pointer, code]);
    expect(faults.every((fault) => /[\u4e00-\u9fff]/.test(fault.detail))).toBe(true);
  });

  it('to who saw another state of it', async () => {
    const reply = await save(2026, { version: null });
    expect(reply).toMatchObject({ status: 409, body: { code: 'stale-version', changed: { version: 1 } } });
  });
});

describe('the yearly notice', () => {
  it('is read from pasted lines, shown before it is kept, and then counts', async () => {
    const { body: shown } = await preview(2027, { text: NOTICE });
    expect(shown.faults).toEqual([]);
    expect(shown.added.map(({ day, kind }) => `${day} ${kind}`)).toEqual(
      shown.days.map(({ day, kind }) => `${day} ${kind}`),
    );
    expect(shown.days).toHaveLength(12);
    expect((await year(2027)).state).toBe('open');
    const saved = await save(2027, { days: shown.days });
    expect(saved).toMatchObject({
      status: 200,
      body: { state: 'covered', rest: 10, work: 2, version: 1, savedBy: 'casemgmt' },
    });
    const [last] = (await events()).filter((event) => event.account_id !== null);
    expect(last!.data).toMatchObject({
      year: 2027,
      source: SOURCE,
      days: expect.arrayContaining([['2027-02-14', 'work', '春节']]),
    });
  });

  it('reaches back into the December before, where no other notice may name the day', async () => {
    const days = [
      { day: '2026-12-31', kind: 'rest' as const, name: '元旦' },
      { day: '2027-01-01', kind: 'rest' as const, name: '元旦' },
    ];
    expect((await save(2027, { version: 1, days })).status).toBe(200);
    expect((await year(2026)).days.at(-1)).toMatchObject({ day: '2026-12-31', notice: 2027 });
    const taken = await save(2026, { version: 1, days: [days[0]!] });
    expect(taken).toMatchObject({ status: 400, body: { faults: [{ code: 'calendar.other-notice' }] } });
    // Saving one year leaves the other's days alone.
    const own = (await year(2026)).days
      .filter(({ notice }) => notice === 2026)
      .map(({ notice: _, ...day }) => day);
    expect((await save(2026, { version: 1, days: own })).status).toBe(200);
    expect((await year(2027)).rest).toBe(2);
  });

  it('tells line by line what does not fit', async () => {
    const { body } = await preview(2026, { text: '元旦：1月1日（周五）放假\n3月9日上班' });
    expect(body.faults.map(({ row, code }) => [row, code])).toEqual([
      [1, 'notice.weekday'],
      [2, 'notice.worked-anyway'],
    ]);
    expect(await preview(2026, { text: '特此通知' })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/text', code: 'notice.empty' }] },
    });
    expect((await preview(2026, {})).status).toBe(400);
  });

  it('can be taken from the built-in table, where it has the year', async () => {
    const { body } = await preview(2026, { builtIn: true });
    expect(body).toMatchObject({ added: [], changed: [], removed: [], faults: [] });
    expect(await preview(2099, { builtIn: true })).toMatchObject({
      status: 400,
      body: { faults: [{ code: 'calendar.not-built-in' }] },
    });
  });

  it('goes out as a workbook and comes in again unchanged', async () => {
    const file = await server.as('unit').call(contract.exportCalendarYear, params(2025));
    expect(file.status).toBe(200);
    const rows: string[][] = [];
    for await (const event of readWorkbook({ bytes: file.raw }))
      if (event.type === 'row') rows.push(event.cells.map((cell) => cell.text));
    expect(rows.slice(0, 2)).toEqual([
      ['日期', '类型', '节日'],
      ['2025-01-01', '放假', '元旦'],
    ]);
    const again = await upload(2025, file.raw);
    expect(again).toMatchObject({ status: 200, body: { added: [], changed: [], removed: [], faults: [] } });
    const none = await server.as('unit').call(contract.exportCalendarYear, params(2031));
    expect(none.status).toBe(404);
  });

  it('is read from a CSV file, and what is wrong is told by cell', async () => {
    const good = await upload(2028, Buffer.from('日期,类型,备注\n2028-01-01,休,元旦\n2028年1月2日,上班,\n'));
    expect(good.body).toMatchObject({
      faults: [],
      days: [
        { day: '2028-01-01', kind: 'rest' },
        { day: '2028-01-02', kind: 'work' },
      ],
    });
    const bad = await upload(2028, Buffer.from('日期,类型\n2028-02-30,放假\n2028-01-01,也许\n'));
    expect((bad.body as contract.CalendarPreview).faults).toMatchObject([
      { row: 2, column: 'A', code: 'day.impossible' },
      { row: 3, column: 'B', code: 'calendar.kind' },
    ]);
    const headless = await upload(2028, Buffer.from('甲,乙\n1,2\n'));
    expect((headless.body as contract.CalendarPreview).faults).toMatchObject([{ code: 'header.not-found' }]);
    expect((await upload(2028, Buffer.from([0, 1, 2, 3]))).status).toBe(422);
  });

  const upload = (n: number, file: Buffer) =>
    server.as('casemgmt').send('POST', `/api/calendar/years/${n}/preview-file`, {
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
});
