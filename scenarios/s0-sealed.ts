import * as appraisalContract from '@plumbline/contract/appraisal';
import * as collection from '@plumbline/contract/collection';
import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import * as matter from '@plumbline/contract/matter';
import * as reading from '@plumbline/contract/reading';
import * as registry from '@plumbline/contract/registry';
import * as search from '@plumbline/contract/search';
import * as session from '@plumbline/contract/session';
import { describe, expect, it } from 'vitest';
import { act, fileEntry, itemOf, readDossier } from './entries.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

const QUESTIONS =
  'political collective powerUse personnel projects integrity family style responsibility'.split(' ');
const appraisal = (answer: string, words: string) => ({
  year: 2026,
  date: '2026-04-06',
  ratings: Object.fromEntries(QUESTIONS.map((question) => [question, answer])),
  problems: words,
});

/** What is written under seal about those who lead. */
export function sealedChapter(tale: Tale, subjects: Subjects): void {
  /** A reading slip in force for the head, approved by case supervision. */
  const slipFor = async (subjectId: string) => {
    const { matterId } = await tale.story.must('head', 'A slip for what is sealed.', reading.requestReading, {
      params: { subjectId },
      body: { purpose: 'ecology', explanation: '班子运行情况研判', until: '2026-04-10' },
    });
    await tale.story.must('casemgmt', 'Approved.', matter.actOnMatter, {
      params: { id: matterId, action: 'approve' },
      body: {},
    });
    await tale.story.must('head', 'Reading begins.', matter.actOnMatter, {
      params: { id: matterId, action: 'open' },
      body: {},
    });
  };

  describe('sealed appraisals', () => {
    it('[S0.17][S0.37] keeps the portrait by the discipline head from the person, the unit and who lacks the right', async () => {
      const { story } = tale;
      story.chapter('A portrait by the discipline head');
      const { personId } = subjects;
      const form = {
        year: 2026,
        authorPost: '派驻第一纪检监察组组长',
        date: '2026-04-05',
        political: '立场坚定。',
        duty: '熟悉业务，敢于负责。',
        powerUse: '重大变更能上会研究。',
        integrity: '未发现问题。',
        attention: [{ matter: '与施工单位往来', facts: '两次同桌用餐，自付费用。' }],
        overall: '总体较好，注意交往边界。',
      };
      const { id } = await fileEntry(
        tale,
        ['dispatched', 'Who sits with the unit draws the portrait.'],
        personId,
        'head-portrait',
        form,
        { occurredOn: '2026-04-05' },
      );
      const done = await act(tale, ['head', 'Accepted.'], id, 'verify');
      expect(done.body.status).toBe('verified');
      const plain = await story.must('officer', 'An officer sees that it exists.', material.getMaterial, {
        params: { id },
      });
      expect(plain).toMatchObject({ withheld: true, form: null, author: null });
      await slipFor(personId);
      const read = await story.must('head', 'With right and slip.', material.getMaterial, { params: { id } });
      expect(read.form).toMatchObject({ overall: form.overall, attention: form.attention });
      const page = await readDossier(tale, 'head', personId);
      expect(JSON.stringify(page.portrait)).not.toContain(form.overall);
      for (const who of ['unit', 'subject', 'member2']) {
        const refused = await story.call(who, 'Not for the unit.', material.getMaterial, { params: { id } });
        expect([403, 404], who).toContain(refused.status);
        expect(JSON.stringify(refused.body), who).not.toContain('交往');
      }
      for (const who of ['officer', 'head', 'secretary', 'dispatched']) {
        const found = await (await tale.aside(who)).must(search.search, {
          query: { q: '交往边界', subjectId: personId },
        });
        expect(found.total.count, who).toBe(0);
      }
    });

    it('[S0.18][S0.37] shows members’ appraisals of the top leader together only, without authors, from three on', async () => {
      const { story } = tale;
      story.chapter('Members on their top leader');
      const { unitId } = subjects;
      const members: string[] = [];
      for (const who of ['member2', 'member4', 'member5']) {
        const own = await (await tale.aside(who)).must(session.getSession);
        members.push(own.personId!);
      }
      const post = await story.must('officer', 'The bureau gets a party secretary.', registry.createPost, {
        body: { unitId, title: '党组书记', level: 'section-chief', tags: ['top-leader', 'leading'] },
      });
      const chief = await story.must('officer', 'Nobody has appraised him yet.', registry.createPerson, {
        body: { name: '岑致远', sex: 'male', appointment: { postId: post.id, from: '2026-04-01' } },
      });
      await story.must('officer', 'His archive is opened.', dossier.beginDossier, {
        body: { subjectKind: 'person', subjectId: chief.id },
      });
      const byHand = await story.call('officer', 'Nobody files one by hand.', material.addMaterial, {
        params: { subjectId: chief.id },
        body: { item: 'leader-appraisal', form: appraisal('good', '无') },
      });
      expect(byHand.status).toBe(400);
      const ask = (person: string) => ({
        subjects: [{ kind: 'person' as const, id: chief.id }],
        items: ['leader-appraisal'],
        contributor: { kind: 'person' as const, id: person },
      });
      const look = (why: string) =>
        story.call('head', why, appraisalContract.getAppraisals, {
          params: { subjectId: chief.id, item: 'leader-appraisal' },
        });
      const early = await look('No slip, no appraisals.');
      expect(early.status).toBe(403);
      await slipFor(chief.id);
      const answers = [
        ['member2', 'good', '抓进度多，抓廉政少'],
        ['member4', 'average', '个别事项会前沟通不够'],
        ['member5', 'poor', '一支笔审批时间偏长'],
      ] as const;
      for (const [i, [who, answer, words]] of answers.entries()) {
        const asked = await story.must(
          'officer',
          'A member of the team is asked.',
          collection.askCollection,
          {
            body: ask(members[i]!),
          },
        );
        expect(asked).toMatchObject({ asked: 0, sealed: 1, taskIds: [] });
        const owed = await (await tale.aside(who)).must(collection.listCollectionTasks, {
          query: { scope: 'owed' },
        });
        const task = owed.items.find((entry) => entry.item === 'leader-appraisal' && !entry.ended)!;
        const peeping = await (await tale.aside('head')).call(collection.getCollectionTask, {
          params: { id: task.id },
        });
        expect(peeping.status).toBe(404);
        await story.must(who, 'Written under seal.', collection.supplyCollection, {
          params: { id: task.id },
          body: { form: appraisal(answer, words) },
        });
        await tale.server.work();
        const seen = (await look(`After ${i + 1} more.`)).body;
        if (i < 2) {
          expect(seen).toMatchObject({ enough: false, authors: null, ratings: [], texts: [] });
          expect(JSON.stringify(seen)).not.toContain(words);
        }
      }
      const together = (await look('Three have written.')).body;
      expect(together).toMatchObject({ enough: true, minimum: 3 });
      expect(together.authors).toBe(3);
      const words = together.texts.flatMap((text) => text.values);
      for (const [, , said] of answers) expect(words).toContain(said);
      expect(JSON.stringify(together)).not.toMatch(new RegExp(members.join('|')));
      const page = await readDossier(tale, 'head', chief.id);
      const item = itemOf(page, 'leader-appraisal');
      expect(item).toMatchObject({ sealed: 'together', materials: [] });
      for (const who of ['officer', 'subject', 'unit', 'member2']) {
        const refused = await story.call(who, 'Not for them.', appraisalContract.getAppraisals, {
          params: { subjectId: chief.id, item: 'leader-appraisal' },
        });
        expect(refused.status, who).toBe(403);
      }
    });
  });
}
