import { extractArchive } from '@plumbline/contract/binder';
import * as library from '@plumbline/contract/library';
import * as matters from '@plumbline/contract/matter';
import { listProcedures } from '@plumbline/contract/procedure';
import { listPersons } from '@plumbline/contract/registry-persons';
import { listZones } from '@plumbline/contract/registry-zones';
import { getSession } from '@plumbline/contract/session';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginTale } from './tale.ts';

const tale = beginTale('s3-library', 'S3 and S4 · The library: regulations, cases, guides, archives');

// What the platform does every day: the regulations of the pack come into the library.
beforeAll(() => tale.server.laterBy(0));

type Written = { id: string; versionId: string; matterId: string };

const step = (who: string, why: string, id: string, action: string, body: object = {}) =>
  tale.story.must(who, why, matters.actOnMatter, { params: { id, action }, body });
const write = (why: string, body: object): Promise<Written> =>
  tale.story.must('officer', why, library.addLibraryItem, { body: { effectiveFrom: '2026-01-01', ...body } });
async function publish(written: Written, title: string): Promise<void> {
  await step('officer', `“${title}” is handed to a second person.`, written.matterId, 'propose');
  await step('reviewer', 'The reviewer publishes it.', written.matterId, 'publish');
}
const seen = async (who: string, id: string) =>
  (await tale.aside(who)).call(library.getLibraryItem, { params: { id }, query: {} });
const find = (who: string, why: string, query: object) =>
  tale.story.must(who, why, library.listLibrary, { query });

const RULE = `第一章　总则
第一条　为规范公务接待，制定本办法。
第二条　公务接待应当有公函。
对照：有无公函？
第二章　标准
第三条　同城不得接待。
对照：是否同城接待？`;

describe('regulations', () => {
  it('[S3.2] stand in a rule library: those of the pack, and the office’s own with versions and differences', async () => {
    const { story } = tale;
    story.chapter('Regulations, in articles and versions');
    const everyone = await find('unit', 'A supervised unit reads the regulations too.', {
      store: 'regulations',
      q: '廉洁自律',
    });
    expect(everyone.items.map((one) => one.title)).toContain('中国共产党廉洁自律准则');
    const reading = await story.must('officer', 'Pasted text, as it would be cut.', library.readLibraryText, {
      body: { store: 'regulations', text: RULE },
    });
    expect(reading.parts.filter((part) => part.kind === 'article')).toHaveLength(3);
    const refused = await story.call('unit', 'A unit writes nothing.', library.addLibraryItem, {
      body: {
        store: 'regulations',
        sort: 'local-rule',
        title: '公务接待办法',
        audience: 'everyone',
        effectiveFrom: '2026-01-01',
        text: RULE,
      },
    });
    expect(refused.status).toBe(403);
    const rule = await write('An office’s own rule.', {
      store: 'regulations',
      sort: 'local-rule',
      title: '公务接待管理办法',
      documentNumber: '澄纪〔2026〕3号',
      audience: 'everyone',
      text: RULE,
    });
    expect((await seen('unit', rule.id)).status).toBe(404);
    const alone = await step('officer', 'Handed to a second person.', rule.matterId, 'propose');
    expect(alone.state).toBe('proposed');
    const self = await story.call('officer', 'Whoever wrote it can not publish it.', matters.actOnMatter, {
      params: { id: rule.matterId, action: 'publish' },
      body: {},
    });
    expect(self.status).toBe(403);
    await step('reviewer', 'The reviewer publishes it.', rule.matterId, 'publish');
    const hits = await find('court', 'Found by a word of an article.', { q: '公函' });
    expect(hits.items[0]?.passages[0]).toMatchObject({ label: '第二条' });
    const newer = await story.must('officer', 'A newer text from May on.', library.addLibraryVersion, {
      params: { id: rule.id },
      body: {
        effectiveFrom: '2026-05-01',
        text: `${RULE}\n第四条　接待费用当月公开。`,
        note: '增加公开要求',
      },
    });
    await publish(newer, '公务接待管理办法');
    const { rows } = await story.must('court', 'What changed.', library.compareLibraryVersions, {
      params: { id: newer.versionId },
      query: {},
    });
    expect(rows.filter((row) => row.change !== 'same').map((row) => [row.label, row.change])).toEqual([
      ['第四条', 'added'],
    ]);
    const today = (await seen('court', rule.id)).body;
    expect(today.versions.find((one) => one.inForce)?.number).toBe(1);
  });

  it('[S1.38] are what procedures and limits rest on, and what matters cite', async () => {
    const { story } = tale;
    story.chapter('Rule references');
    const { items } = await (await tale.aside('officer')).must(listProcedures);
    expect(items.some((one) => one.code === 'talk')).toBe(true);
    const { items: persons } = await (await tale.aside('officer')).must(listPersons, { query: { limit: 1 } });
    const begun = await story.must('officer', 'A check against the integrity code.', matters.beginMatter, {
      body: {
        procedure: 'rule-check',
        subjects: [{ kind: 'person', id: persons[0]!.id }],
        data: {
          facts: '反映接受宴请',
          findings: (await articles('integrity-code')).map((one) => ({
            article: one.id,
            finding: 'none',
            ground: '约谈了解',
          })),
        },
      },
    });
    const matter = await story.must('officer', 'It names what it rests on.', matters.getMatter, {
      params: { id: begun.id },
    });
    expect(matter.rules.map((rule) => rule.title)).toContain('《中国共产党廉洁自律准则》第6条');
    for (const { regulation, number } of matter.rules) {
      const { id } = await (await tale.aside('officer')).must(library.getLibraryByCode, {
        params: { code: regulation },
      });
      const entry = (await seen('officer', id)).body;
      expect(entry.parts.some((part) => part.number === number)).toBe(true);
      expect(entry.citedBy).toBe(1);
    }
  });

  const articles = async (code: string) => {
    const client = await tale.aside('officer');
    const { id } = await client.must(library.getLibraryByCode, { params: { code } });
    return (await client.must(library.listArticles, { query: { itemId: id, questions: 'true' } })).items;
  };

  it('[S3.23] a case is held against the integrity code article by article; people find, a second one confirms', async () => {
    const { story } = tale;
    story.chapter('A case held against the code');
    const asked = await articles('integrity-code');
    expect(asked.every((one) => one.question)).toBe(true);
    const { items: persons } = await (await tale.aside('officer')).must(listPersons, { query: { limit: 2 } });
    const body = {
      procedure: 'rule-check',
      subjects: [{ kind: 'person', id: persons[1]!.id }],
      data: { facts: '反映违规收受礼金', findings: [] as object[] },
    };
    const empty = await story.call('officer', 'A check without findings is none.', matters.beginMatter, {
      body,
    });
    expect(empty.status).toBe(400);
    body.data.findings = asked.map((one, i) => ({
      article: one.id,
      finding: i === 1 ? 'found' : 'none',
      ground: i === 1 ? '谈话笔录第二页' : '未见反映',
    }));
    const { id } = await story.must('officer', 'Every article with its ground.', matters.beginMatter, {
      body,
    });
    const own = await story.call('officer', 'Nobody confirms an own finding.', matters.actOnMatter, {
      params: { id, action: 'confirm' },
      body: {},
    });
    expect(own.status).toBe(403);
    await step('reviewer', 'A second person confirms.', id, 'confirm');
    expect((await (await tale.aside('reviewer')).must(matters.getMatter, { params: { id } })).state).toBe(
      'confirmed',
    );
  });
});

describe('cases, methods, collections', () => {
  it('[S3.4] typical cases and exemplary deeds are told without naming anybody by number', async () => {
    const { story } = tale;
    story.chapter('Cases');
    const deed = await write('A deed worth following.', {
      store: 'cases',
      sort: 'exemplary',
      title: '拒收礼金二十年的出纳',
      audience: 'everyone',
      text: '一、事迹\n县某局出纳多年拒收礼金，逐笔登记上交。\n二、启示\n守住第一次。',
    });
    await publish(deed, '拒收礼金二十年的出纳');
    expect((await seen('unit', deed.id)).status).toBe(200);
    const named = await write('A warning case with an ID number left in it.', {
      store: 'cases',
      sort: 'warning',
      title: '一起违规经商案',
      audience: 'officers',
      text: '一、案情\n当事人11010519491231002X借他人名义经商。',
    });
    await step('officer', 'Handed to a second person.', named.matterId, 'propose');
    const refused = await story.call('reviewer', 'It is not published like that.', matters.actOnMatter, {
      params: { id: named.matterId, action: 'publish' },
      body: {},
    });
    expect(refused.body).toMatchObject({ faults: [{ code: 'library.identifying' }] });
  });

  it('[S3.29] methods of work stand beside the guides', async () => {
    tale.story.chapter('Methods');
    const method = await write('A method, step by step.', {
      store: 'guides',
      sort: 'method',
      title: '账实核对工作法',
      audience: 'officers',
      text: '第一条　先盘点后调账。\n第二条　两人在场。',
    });
    await publish(method, '账实核对工作法');
    const found = await find('dispatched', 'The dispatched office finds it.', {
      store: 'guides',
      sort: 'method',
    });
    expect(found.items.map((one) => one.id)).toContain(method.id);
    expect((await seen('unit', method.id)).status).toBe(404);
  });

  it('[S3.3] entries are put together by topic; what the reader may not see has no title there', async () => {
    const { story } = tale;
    story.chapter('A collection');
    const inner = await write('For the organ itself.', {
      store: 'guides',
      sort: 'method',
      title: '内部核查提示',
      audience: 'organ',
      text: '第一条　仅供内部。',
    });
    await publish(inner, '内部核查提示');
    const client = await tale.aside('officer');
    const code = await client.must(library.getLibraryByCode, { params: { code: 'integrity-code' } });
    const collection = await write('Put together for study.', {
      store: 'collections',
      sort: 'study',
      title: '廉洁教育资料汇编',
      audience: 'everyone',
      members: [{ itemId: code.id, number: '8', note: '家风' }, { itemId: inner.id }],
    });
    await publish(collection, '廉洁教育资料汇编');
    const read = await story.must('unit', 'As a unit reads it.', library.getLibraryItem, {
      params: { id: collection.id },
      query: {},
    });
    expect(read.parts.map((part) => part.member?.title ?? null)).toEqual(['中国共产党廉洁自律准则', null]);
  });
});

describe('what a zone shares', () => {
  it('[S4.30] a working guide of the zone is shared with its members for a time', async () => {
    const { story } = tale;
    story.chapter('A guide for the zone');
    const guide = await write('The guide of the zone.', {
      store: 'guides',
      sort: 'zone-guide',
      title: '协作区工作指引',
      audience: 'organ',
      text: '第一条　牵头室每季度召集联席会议。\n第二条　线索三日内通报。',
    });
    await publish(guide, '协作区工作指引');
    const { organId } = await (await tale.aside('dispatched')).must(getSession);
    const { items: zones } = await (await tale.aside('officer')).must(listZones, { query: {} });
    expect(organId).toBeTruthy();
    const zone = zones.find((one) => one.kind === 'zone')!;
    const before = (await seen('dispatched', guide.id)).status;
    expect(before).toBe(404);
    const refused = await story.call('officer', 'An officer does not share.', library.addShare, {
      body: { zoneId: zone.id, itemId: guide.id, reason: '协作' },
    });
    expect(refused.status).toBe(403);
    const shares = [];
    for (const one of zones.filter(({ kind }) => kind === 'zone')) {
      shares.push(
        await story.must('head', 'The head shares it with a zone.', library.addShare, {
          body: { zoneId: one.id, itemId: guide.id, reason: '协作区共享' },
        }),
      );
    }
    expect((await seen('dispatched', guide.id)).status).toBe(200);
    for (const share of shares) {
      await story.must('head', 'And ends it.', library.endShare, {
        params: { id: share.id },
        body: { version: share.version },
      });
    }
    expect((await seen('dispatched', guide.id)).status).toBe(404);
  });

  it('[S4.29] three stores: integrity archives from dossiers, regulations, cases; each with its own sight', async () => {
    const { story } = tale;
    story.chapter('Three stores');
    const { stores } = await story.must('officer', 'The stores.', library.listStores);
    expect(stores.map((one) => one.code)).toEqual(
      expect.arrayContaining(['archives', 'regulations', 'cases']),
    );
    const { items: persons } = await (await tale.aside('officer')).must(listPersons, { query: { limit: 5 } });
    const subjectId = persons[2]!.id;
    const refused = await story.call('court', 'Another body extracts nothing.', extractArchive, {
      params: { subjectId },
    });
    expect(refused.status).toBe(403);
    const extract = await story.must('officer', 'An extract of a dossier.', extractArchive, {
      params: { subjectId },
    });
    await publish(extract, '廉政档案');
    const entry = (await seen('officer', extract.id)).body;
    expect(entry).toMatchObject({ holds: 'archive', subject: { id: subjectId } });
    expect(entry.parts.some((part) => part.kind === 'heading')).toBe(true);
    expect((await seen('court', extract.id)).status).toBe(404);
    expect((await seen('unit', extract.id)).status).toBe(404);
    const { items: zones } = await (await tale.aside('officer')).must(listZones, { query: {} });
    for (const zone of zones.filter(({ kind }) => kind === 'zone')) {
      await (await tale.aside('head')).must(library.addShare, {
        body: { organId: entry.organ.id, zoneId: zone.id, store: 'archives', reason: '协作区共享' },
      });
    }
    expect((await seen('dispatched', extract.id)).status).toBe(200);
    expect((await seen('court', extract.id)).status).toBe(404);
  });
});
