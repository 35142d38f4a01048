import * as contract from '@plumbline/contract/search';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actorOf } from '../../platform/access/actor.ts';
import { systemSettings } from '../../platform/access/system-actor.ts';
import { newId } from '../../platform/db/id.ts';
import type { DbSettings } from '../../platform/db/settings.ts';
import { unsealFromLedger } from '../../platform/ledger/sealed.ts';
import { type SearchEntry, saveSearchEntry } from '../../platform/search/index-entry.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { findPage } from './search.store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const J = 1;
const put = (entries: SearchEntry[]) =>
  server.services.db.transaction(systemSettings(J, Object.values(server.world.organs)), async (trx, send) => {
    for (const entry of entries) saveSearchEntry(trx, send, J, entry);
  });

const entryOf = (over: Partial<SearchEntry>): SearchEntry => ({
  kind: 'material',
  refId: newId(),
  subjectKind: 'person',
  subjectId: server.world.persons.head,
  item: 'supervision-notes',
  status: 'verified',
  day: '2026-03-01',
  title: '谈话记录',
  body: '违规接受管理服务对象宴请，住建局建管股',
  organ_id: server.world.organs.room1,
  classification: 1,
  room: 0,
  readers: [],
  barred: [],
  concerns_person_id: server.world.persons.head,
  sealed_unit_id: null,
  ...over,
});

describe('GET /api/search', () => {
  it('refuses without a session and without the permission', async () => {
    expect((await server.as().call(contract.search, { query: { q: '宴请' } })).status).toBe(401);
    for (const who of ['sysadmin', 'secadmin', 'auditor', 'unit', 'subject', 'court']) {
      expect((await server.as(who).call(contract.search, { query: { q: '宴请' } })).status, who).toBe(403);
    }
  });

  it('says what is wrong with an empty search', async () => {
    const reply = await server.as('officer').call(contract.search, { query: { q: '？！' } });
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ faults: [{ parameter: 'q', detail: '请输入要检索的文字或数字。' }] });
  });

  it('finds two-character words inside a sentence, marks them and counts them', async () => {
    await put([entryOf({}), entryOf({ title: 'Interview 2026', body: 'accepted banquets' })]);
    const found = await server.as('officer').must(contract.search, { query: { q: '宴请' } });
    expect(found.items).toHaveLength(1);
    expect(found.items[0]!.passages[0]!.text).toContain('宴请');
    expect(found.items[0]!.subject).toMatchObject({ kind: 'person', name: '陈立新' });
    expect(found.total).toEqual({ count: 1, more: false });
    const english = await server.as('officer').must(contract.search, { query: { q: 'banquet' } });
    expect(english.items.map((hit) => hit.title.text)).toEqual(['Interview 2026']);
  });

  it('never shows what the pack keeps out of search', async () => {
    await put([
      entryOf({ status: 'revoked', body: '举报信内容丁香' }),
      entryOf({ status: 'draft', body: '草稿丁香' }),
    ]);
    const found = await server.as('officer').must(contract.search, { query: { q: '丁香' } });
    expect(found).toMatchObject({ items: [], total: { count: 0 }, facets: { kind: [] } });
  });

  it('pages through everything once', async () => {
    await put(
      Array.from({ length: 45 }, (_, i) =>
        entryOf({ body: `海棠花开 ${i}`, day: i % 2 ? '2026-01-01' : null }),
      ),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server
        .as('officer')
        .must(contract.search, { query: { q: '海棠', limit: 10, cursor } });
      seen.push(...page.items.map((hit) => hit.refId));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(45);
    expect(seen).toHaveLength(45);
  });

  it('leaves in the ledger who searched for what', async () => {
    await server.as('head').must(contract.search, { query: { q: '海棠', limit: 1 } });
    const rows = await server.services.db.transaction({ jurisdiction: J, ledger: true }, (trx) =>
      trx
        .selectFrom('event')
        .selectAll()
        .where('type', '=', 'search.run')
        .where('account_id', '=', server.world.accounts.head!)
        .execute(),
    );
    expect(rows).toHaveLength(1);
    const { sealed } = rows[0]!.data as { sealed: string };
    expect(JSON.stringify(rows[0]!.data)).not.toContain('海棠');
    expect(unsealFromLedger(server.services.keys.jurisdiction(J), 'search', sealed)).toEqual({ q: '海棠' });
  });
});

describe('one predicate, two ways', () => {
  it('finds and counts exactly what row-level security shows, in random worlds', async () => {
    const organs = Object.values(server.world.organs);
    const ids = Array.from({ length: 4 }, () => newId());
    const KINDS: SearchEntry['kind'][] = ['material', 'clue', 'person'];
    const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 3 });
    const entry = fc.record({
      kind: fc.constantFrom(...KINDS),
      organ_id: fc.constantFrom(...organs),
      classification: fc.integer({ min: 0, max: 3 }),
      room: fc.constantFrom(0, 1),
      readers: some(ids),
      barred: some(ids),
      concerns_person_id: fc.option(fc.constantFrom(...ids), { nil: null }),
      sealed_unit_id: fc.option(fc.constantFrom(...ids), { nil: null }),
    });
    const settings: fc.Arbitrary<DbSettings> = fc.record({
      jurisdiction: fc.constant(J),
      account: fc.constantFrom(...ids),
      person: fc.option(fc.constantFrom(...ids)),
      unit: fc.option(fc.constantFrom(...ids)),
      clearance: fc.integer({ min: 0, max: 3 }),
      reach: some(organs),
      rooms: some(organs),
      principals: some(ids),
    });
    const word = '杜鹃';
    const entries = fc.sample(entry, 150).map((over) => entryOf({ ...over, body: word }));
    await put(entries);
    await fc.assert(
      fc.asyncProperty(settings, fc.option(fc.subarray(KINDS)), async (actor, kinds) => {
        const wanted = {
          words: `'${word}'`,
          kinds,
          items: null,
          classes: null,
          polarities: null,
          statuses: ['verified'],
          subjectId: null,
          from: null,
          to: null,
        };
        const [rows, page] = await server.services.db.transaction(actor, (trx) =>
          Promise.all([
            trx
              .selectFrom('search_entry')
              .select(['ref_id', 'kind'])
              .where('jurisdiction_id', '=', J)
              .where('body', '=', word)
              .execute(),
            findPage(trx, wanted, undefined, 1000),
          ]),
        );
        const listed = rows.filter((row) => kinds?.includes(row.kind as SearchEntry['kind']) ?? true);
        expect(page.hits.map((hit) => hit.ref_id).sort()).toEqual(listed.map((row) => row.ref_id).sort());
        // What the reader filters by does not change what there is.
        const counts = KINDS.map((kind) => rows.filter((row) => row.kind === kind).length);
        const count = (facet: string, value: string | null) =>
          page.facets.find((row) => row.facet === facet && row.value === value)?.count ?? 0;
        expect(count('all', null)).toBe(rows.length);
        expect(KINDS.map((kind) => count('kind', kind))).toEqual(counts);
      }),
      { numRuns: 60 },
    );
  });

  it('shows another jurisdiction nothing', async () => {
    const facts = {
      jurisdictionId: 2,
      accountId: newId(),
      sessionId: newId(),
      name: '',
      locale: 'zh' as const,
      personId: null,
      unitId: null,
      mustChangePassword: false,
    };
    const organ = server.world.organs.room1;
    const stranger: Actor = actorOf(
      {
        ...facts,
        grants: [{ role: 'organ-head', organId: organ }],
        organs: [{ id: organ, parentId: null }],
        reaches: [],
        zones: [],
      },
      server.services.packs.of(J),
    );
    const rows = await server.services.db.transaction(stranger.settings, (trx) =>
      trx.selectFrom('search_entry').select('ref_id').execute(),
    );
    expect(rows).toEqual([]);
  });
});
