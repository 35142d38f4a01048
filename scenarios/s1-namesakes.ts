import * as clue from '@plumbline/contract/clue';
import * as desk from '@plumbline/contract/desk';
import * as match from '@plumbline/contract/match';
import * as matter from '@plumbline/contract/matter';
import * as submission from '@plumbline/contract/submission';
import { describe, expect, it } from 'vitest';
import { itemOf, readDossier } from './entries.ts';
import { about, accepted, type Named, peopleInOffice, rowsOf, SIGN, uploaded } from './sheets.ts';
import type { Tale } from './tale.ts';

const QUARTER = '2026Q2';
const READERS = ['orgdept', 'head', 'officer', 'reviewer', 'casemgmt'];

/** Two who bear one name and serve in two units. */
async function twins(tale: Tale): Promise<[Named, Named]> {
  for (const group of Map.groupBy(await peopleInOffice(tale), (one) => one.name).values()) {
    const [one, other] = group;
    if (one && other && one.unitId !== other.unitId) return [one, other];
  }
  throw new Error('The sample county has no namesakes');
}

const ENTRY = Buffer.from('PK\x01\x02', 'latin1');

/** Names and checksums of a package's content; word processor files differ by their stamps only. */
function contentOf(zip: Buffer): Record<string, number> {
  const content: Record<string, number> = {};
  for (let at = zip.indexOf(ENTRY); at >= 0; at = zip.indexOf(ENTRY, at + 4)) {
    const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString();
    if (name.includes('/data/') && !name.endsWith('.docx')) content[name] = zip.readUInt32LE(at + 16);
  }
  return content;
}

/** All that anybody is told of a person. */
async function everythingAbout(tale: Tale, person: Named): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const who of READERS) {
    const client = await tale.aside(who);
    for (const path of [
      `/api/dossiers/${person.id}`,
      `/api/dossiers/${person.id}/materials`,
      `/api/gaps?subjectId=${person.id}`,
      `/api/clues?subjectId=${person.id}`,
      `/api/matters?subjectId=${person.id}`,
      `/api/search?q=${encodeURIComponent(person.name)}&subjectId=${person.id}`,
      `/api/persons/${person.id}`,
      '/api/matches',
    ]) {
      const reply = await client.send('GET', path);
      seen[`${who} ${path}`] = [reply.status, reply.body];
    }
    const path = `/api/dossiers/${person.id}/export?purpose=test`;
    const exported = await client.send('GET', path);
    seen[`${who} export`] = [exported.status, exported.status === 200 ? contentOf(exported.raw) : null];
    const coverage = await client.send<{ units?: { unitId: string }[] }>('GET', '/api/special-file/coverage');
    seen[`${who} coverage`] = coverage.body.units?.find((unit) => unit.unitId === person.unitId);
  }
  return seen;
}

const told = { 线索类别: '信访类', 具体类型: '来信处理' };

/** A name is not a person (protection P1). */
export function namesakesChapter(tale: Tale): void {
  describe('namesakes', () => {
    it('[P1] lets a match that is less than certain wait for a second person; until then nobody’s dossier knows of it', async () => {
      const { story } = tale;
      story.chapter('Two of one name');
      const [person] = await twins(tale);
      const before = await everythingAbout(tale, person);
      const line = about(person, { ...told, 职务: '', 线索摘要: '反映其违规兼职取酬' });
      const sheet = await uploaded(tale, 'procuratorate', QUARTER, [line]);
      expect(sheet.counts).toMatchObject({ ready: 1, uncertain: 1 });
      await accepted(tale, 'procuratorate', sheet.id);
      const waiting = await story.must('orgdept', 'Who accepted has proposed.', match.listMatches, {
        query: { submissionId: sheet.id },
      });
      const [open] = waiting.items;
      expect(open).toMatchObject({ proposed: { id: person.id }, clue: { number: null, subject: null } });
      expect(open!.actions.map((action) => action.effect)).not.toContain('confirm');
      const now = await everythingAbout(tale, person);
      for (const key of Object.keys(before).filter((entry) => !entry.includes('/api/matches')))
        expect(now[key], key).toEqual(before[key]);
      const confirm = (who: string, why: string) =>
        story.call(who, why, matter.actOnMatter, { params: { id: open!.id, action: 'confirm' }, body: {} });
      const own = await confirm('orgdept', 'Nobody confirms an own proposal.');
      expect(own.status).toBe(403);
      const done = await confirm('orgdept2', 'A second person has compared unit and number.');
      expect(done.status).toBe(200);
      const file = await story.must('orgdept', 'Now it is filed and numbered.', clue.getClue, {
        params: { id: open!.clue.id },
      });
      expect(file).toMatchObject({ subject: { id: person.id }, number: expect.stringMatching(/线〔2026〕/) });
    });

    it('[P1] moves what was filed to the wrong person with one action; the innocent is then as one who never had it', async () => {
      const { story } = tale;
      story.chapter('Filed to the wrong person');
      const [guilty, innocent] = await twins(tale);
      const before = await everythingAbout(tale, innocent);
      const sheet = await uploaded(tale, 'petitions', QUARTER, [
        about(innocent, {
          ...told,
          线索摘要: '反映其收受礼金',
          具体内容: '来信反映其节日期间收受服务对象礼金。',
        }),
      ]);
      await story.must('petitions', 'Signed and handed in.', submission.submitSheet, {
        params: { id: sheet.id },
        body: SIGN,
      });
      await story.must('orgdept', 'Accepted.', submission.acceptSheet, {
        params: { id: sheet.id },
        body: {},
      });
      await tale.server.work();
      const [row] = await rowsOf(tale, 'orgdept', sheet.id);
      const at = { params: { id: row!.clueId! } };
      expect(before['head export']).toEqual([200, expect.objectContaining({})]);
      expect(await everythingAbout(tale, innocent)).not.toEqual(before);
      const to = {
        subjectKind: 'person' as const,
        subjectId: guilty.id,
        how: '按姓名填报，未核对身份证号',
        reason: '同名，核对身份证号后更正',
      };
      for (const who of ['intake', 'head']) {
        const refused = await story.call(who, 'Not everybody moves files.', clue.moveClue, {
          ...at,
          body: to,
        });
        expect(refused.status, who).toBe(403);
      }
      const moved = await story.must('orgdept', 'One action puts it right.', clue.moveClue, {
        ...at,
        body: to,
      });
      expect(moved).toMatchObject({ subject: { id: guilty.id }, number: row!.number });
      await tale.server.work();
      const now = await everythingAbout(tale, innocent);
      for (const key of Object.keys(before)) expect(now[key], key).toEqual(before[key]);
      const right = itemOf(await readDossier(tale, 'head', guilty.id), 'special-file');
      expect(right.materials.map((entry) => entry.id)).toContain(moved.materialId);
      const [shown] = await rowsOf(tale, 'petitions', sheet.id);
      expect(JSON.stringify(shown)).not.toContain(innocent.id);
      const ledger = await story.must(
        'auditor',
        'Only the ledger’s readers see what happened.',
        desk.listEvents,
        {
          query: { entityId: at.params.id },
        },
      );
      expect(ledger.items.map((event) => event.type)).toContain('clue.moved');
      const closed = await story.call('orgdept', 'The ledger is the auditor’s.', desk.listEvents, {
        query: { entityId: at.params.id },
      });
      expect(closed.status).toBe(403);
    });
  });
}
