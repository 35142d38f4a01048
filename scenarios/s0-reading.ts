import * as desk from '@plumbline/contract/desk';
import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import * as matter from '@plumbline/contract/matter';
import * as reading from '@plumbline/contract/reading';
import * as search from '@plumbline/contract/search';
import { describe, expect, it } from 'vitest';
import { act, fileEntry, fileVerified, itemOf, readDossier, saidOf, sectionOf } from './entries.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

const NONE = { none: true };
/** The fourteen items: marriage, passports, permits, three of kin abroad, two of kin at work, six of income and assets. */
export const DECLARATION = {
  kind: 'yearly',
  year: 2026,
  declaredOn: '2026-01-20',
  name: '闻清源',
  birthMonth: '1979-04',
  post: '澄溪县住房和城乡建设局总工程师',
  marriage: { status: 'married', spouseName: '卞听雪', spouseEmployer: '县第一中学' },
  passports: NONE,
  permits: NONE,
  childrenForeignMarriage: NONE,
  childrenRegionMarriage: NONE,
  relativesAbroad: NONE,
  relativesEmployment: {
    none: false,
    entries: [{ name: '卞听雪', relation: 'spouse', employer: '县第一中学' }],
  },
  relativesCriminal: NONE,
  income: { salary: 96_000, total: 96_000 },
  labourIncome: NONE,
  housing: {
    none: false,
    entries: [
      { holder: 'self', source: 'purchase', address: '澄溪县柳汀路8号', area: 112, use: 'residence' },
      { holder: 'spouse', source: 'inherited', address: '澄溪县南塘街3号', area: 76, use: 'residence' },
    ],
  },
  securities: NONE,
  business: NONE,
  overseasAssets: NONE,
  truthful: true,
  signedBy: '闻清源',
};

/** What is restricted opens with a reading slip only, and kin stay out of sight. */
export function readingChapter(tale: Tale, subjects: Subjects): void {
  let declared = '';
  let slipId = '';
  const step = async (who: string, why: string, action: string, more: object = {}) =>
    tale.story.call(who, why, matter.actOnMatter, { params: { id: slipId, action }, body: more });

  describe('restricted papers', () => {
    it('[S0.21] takes the report of personal matters with all fourteen items, and says of it only what is asked for', async () => {
      const { story } = tale;
      story.chapter('The report of personal matters');
      const { personId } = subjects;
      for (const left of ['housing', 'relativesAbroad', 'income'] as const) {
        const { [left]: _, ...rest } = DECLARATION;
        const refused = await (await tale.aside('officer')).call(material.addMaterial, {
          params: { subjectId: personId },
          body: { item: 'personal-matters', form: rest },
        });
        expect(refused.status, left).toBe(400);
      }
      expect(itemOf(await readDossier(tale, 'officer', personId), 'personal-matters').gap).toBe('missing');
      const filed = await fileEntry(
        tale,
        ['officer', 'The yearly report, as he signed it.'],
        personId,
        'personal-matters',
        DECLARATION,
        { occurredOn: '2026-01-20', source: 'self-declared' },
      );
      declared = filed.id;
      const done = await act(tale, ['reviewer', 'All fourteen items are there.'], declared, 'verify');
      expect(done.body.status).toBe('verified');
      const page = await readDossier(tale, 'head', personId);
      expect(itemOf(page, 'personal-matters')).toMatchObject({
        classification: 2,
        gap: null,
        freshness: { last: '2026-01-20' },
      });
    });

    it('[S0.7] opens restricted papers with a reading slip only: purpose, approval by another, return, ledger', async () => {
      const { story } = tale;
      story.chapter('A reading slip');
      const { personId } = subjects;
      const closed = await story.must(
        'officer',
        'Without a slip: no more than that it exists.',
        material.getMaterial,
        {
          params: { id: declared },
        },
      );
      expect(closed).toMatchObject({ withheld: true, form: null, title: null, attachments: [] });
      expect(sectionOf(await readDossier(tale, 'officer', personId), 'personal-matters')).toMatchObject({
        withheld: true,
        values: [],
      });
      const ask = { purpose: 'appointment', explanation: '干部选拔任用核查', items: ['personal-matters'] };
      const long = await story.call('officer', 'Longer than the term allows.', reading.requestReading, {
        params: { subjectId: personId },
        body: { ...ask, until: '2026-12-31' },
      });
      expect(long.status).toBe(400);
      const asked = await story.must('officer', 'For an appointment, until Friday.', reading.requestReading, {
        params: { subjectId: personId },
        body: { ...ask, until: '2026-04-10' },
      });
      slipId = asked.matterId;
      expect(asked.number).toMatch(/阅〔2026〕\d{4}号/);
      const own = await step('officer', 'Nobody approves an own request.', 'approve');
      expect(own.status).toBe(403);
      const approve = await step('head', 'Approved by another.', 'approve');
      expect(approve.status).toBe(200);
      await step('officer', 'Reading begins.', 'open');
      const open = await story.must('officer', 'Now it reads.', material.getMaterial, {
        params: { id: declared },
      });
      expect(open).toMatchObject({ withheld: false, form: { housing: DECLARATION.housing } });
      expect(saidOf(await readDossier(tale, 'officer', personId), 'personal-matters')).toMatchObject({
        报告年度: ['2026'],
        '房产（处）': ['2'],
      });
      const other = await (await tale.aside('officer2')).call(material.getMaterial, {
        params: { id: declared },
      });
      expect([404, 200]).toContain(other.status);
      if (other.status === 200) expect(other.body.withheld).toBe(true);
      const back = await step('officer', 'Returned, nothing copied.', 'return', {
        data: { noCopies: true, result: '已核对' },
      });
      expect(back.status).toBe(200);
      const again = await story.must(
        'officer',
        'After the return it is closed again.',
        material.getMaterial,
        {
          params: { id: declared },
        },
      );
      expect(again).toMatchObject({ withheld: true, form: null });
      const ledger = await story.must('casemgmt', 'The reading ledger.', reading.listReadingSlips, {
        query: { scope: 'ledger', subjectId: personId },
      });
      expect(ledger.items).toContainEqual(
        expect.objectContaining({
          reader: '罗志远',
          purpose: 'appointment',
          grantedBy: '方正平',
          inForce: false,
          number: asked.number,
        }),
      );
      const closedLedger = await story.call(
        'officer',
        'The ledger is not for readers.',
        reading.listReadingSlips,
        {
          query: { scope: 'ledger', subjectId: personId },
        },
      );
      expect(closedLedger.status).toBe(403);
      const opened = await story.must('auditor', 'Every reading stands in the ledger.', desk.listEvents, {
        query: { kind: 'open', subjectId: personId, type: 'material.opened' },
      });
      expect(opened.items.map((event) => event.accountName)).toContain('罗志远');
    });

    it('[P12] masks kin and third persons of a declaration and keeps them out of search', async () => {
      const { story } = tale;
      story.chapter('Kin in declarations');
      const { personId } = subjects;
      for (const who of ['officer', 'reviewer', 'head', 'orgdept', 'casemgmt']) {
        const found = await story.must(who, 'Nobody finds the wife.', search.search, {
          query: { q: '卞听雪' },
        });
        expect(found.items, who).toEqual([]);
        expect(found.total.count, who).toBe(0);
      }
      const { birthMonth, name } = DECLARATION;
      const id = await fileVerified(tale, personId, 'appointment-form', {
        name,
        gender: 'male',
        birthMonth,
        ethnicity: '汉族',
        startedWork: '2001-07',
        currentPost: DECLARATION.post,
        career: [{ from: '2026-03', post: DECLARATION.post }],
        family: [{ relation: 'spouse', name: '卞听雪', employer: '县第一中学' }],
      });
      const own = await readDossier(tale, 'officer', personId);
      expect(own.subject.kin).toContainEqual(
        expect.objectContaining({ name: '卞听雪', masked: false, materialId: id }),
      );
      const masked = await story.must('orgdept', 'Who may read, but not of kin.', dossier.getDossier, {
        params: { subjectId: personId },
      });
      expect(masked.subject.kin.map((kin) => kin.masked)).toEqual([true]);
      expect(JSON.stringify(masked)).not.toContain('卞听雪');
      expect(JSON.stringify(masked)).not.toContain('县第一中学');
      const form = await story.must('orgdept', 'The form itself, masked alike.', material.getMaterial, {
        params: { id },
      });
      expect(form.masked).toBe(true);
      expect(JSON.stringify(form.form)).not.toContain('卞听雪');
      expect(JSON.stringify(form.form)).toContain(DECLARATION.post);
      await act(tale, ['head', 'The form was another’s.'], id, 'revoke', { reason: '表格有误' });
      const erased = await readDossier(tale, 'officer', personId);
      expect(erased.subject.kin).toEqual([]);
      expect(JSON.stringify(erased)).not.toContain('卞听雪');
    });
  });
}
