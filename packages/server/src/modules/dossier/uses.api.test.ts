import * as binderContract from '@plumbline/contract/binder';
import * as briefContract from '@plumbline/contract/brief';
import * as collection from '@plumbline/contract/collection';
import * as contract from '@plumbline/contract/dossier';
import { search } from '@plumbline/contract/search';
import * as teamContract from '@plumbline/contract/team';
import { isAllowed } from '@plumbline/policy';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractText } from '../../platform/files/extract.ts';
import { startTestServer, type TestServer } from '../../testing/index.ts';
import { listExportable } from './index.ts';
import { addVerified, runAs } from './testing.ts';

let server: TestServer;
let owner: pg.Client;
let id: string;
const WORD = '鸿雁路改造';
beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  id = await addVerified(server, server.world.persons.deputy, 'supervision-notes', {
    title: WORD,
    form: { date: '2026-03-02', kind: 'talk', officers: ['赵明'], topic: WORD, content: '谈话内容' },
  });
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

const item = 'supervision-notes';
const text = async (bytes: Buffer) =>
  (await extractText({ bytes, type: 'docx' }, { timeoutMs: 30_000, maxChars: 100_000 })).text;

/** Where the entry shows, as a reader sees it: the name of each use of the pack and whether it is there. */
async function shown() {
  const { persons, units } = server.world;
  const officer = server.as('officer');
  const params = { subjectId: persons.deputy };
  const page = await officer.must(contract.getDossier, { params });
  const entry = page.catalogue.flatMap((group) => group.items).find((i) => i.code === item)!;
  const team = await officer.must(teamContract.compareTeam, { params: { unitId: units.housing } });
  const brief = await officer.call(briefContract.downloadBrief, { params });
  const binder = await officer.must(binderContract.getBinder, { params });
  const gaps = await officer.must(collection.listGaps, { query: { subjectId: persons.deputy } });
  const listed = (await officer.must(contract.listDossiers, { query: { unitId: units.housing } })).items;
  const exported = await runAs(server, 'officer', (ctx) => listExportable(ctx, persons.deputy));
  const found = await officer.must(search, { query: { q: WORD } });
  const inSummary = page.portrait.sections.some((s) => s.materialId === id);
  return {
    'portrait-summary': inSummary,
    'portrait-summary (team)': team.rows.some((row) => row.cells.some((cell) => cell?.materialId === id)),
    'portrait-summary (brief)': (await text(brief.raw)).includes(WORD),
    freshness: entry.freshness.last !== null,
    'freshness (list)': listed.find((d) => d.subjectId === persons.deputy)!.last !== null,
    'freshness (gaps)': !gaps.items.some((gap) => gap.item === item),
    'time-line': page.timeLine.some((line) => line.refId === id),
    export: exported.materials.some((m) => m.id === id),
    'export (binder)': binder.pages.some((leaf) => leaf.materialId === id),
    'dossier-catalogue': entry.materials.some((m) => m.id === id),
    search: found.items.some((hit) => hit.refId === id),
  };
}

describe('what an entry may be used for (protection P2)', () => {
  it('is decided by the pack’s table, status by status, in every place where entries show', async () => {
    const { uses, statuses } = server.services.packs.of(1);
    // The post needs the item, so that a gap shows where the entry doesn't count.
    await owner.query("update post set tags = array['leading', 'key-money'] where id = $1", [
      server.world.posts.deputy,
    ]);
    for (const { code, factual } of statuses) {
      await owner.query('update material set status = $1 where id = $2', [code, id]);
      await owner.query("update search_entry set status = $1 where kind = 'material' and ref_id = $2", [
        code,
        id,
      ]);
      const places = await shown();
      const expected = Object.fromEntries(
        Object.keys(places).map((place) => [place, isAllowed(uses, code, place.split(' ')[0]!)]),
      );
      expect(places, code).toEqual(expected);
      if (!factual)
        expect(
          Object.entries(places).filter(([use, there]) => there && !/search|catalogue/.test(use)),
        ).toEqual([]);
    }
  });
});
