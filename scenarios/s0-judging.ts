import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import * as registry from '@plumbline/contract/registry';
import { describe, expect, it } from 'vitest';
import { act, fileEntry, fileVerified, itemOf, readDossier, saidOf, sectionOf } from './entries.ts';
import { all, unitNamed } from './find.ts';
import type { Tale } from './tale.ts';

/** What the chapters after this one work on. */
export interface Subjects {
  unitId: string;
  /** A new member of the bureau's leadership team, with nothing on file. */
  personId: string;
}

const NOTE = {
  date: '2026-03-02',
  kind: 'talk',
  officers: ['罗志远'],
  topic: '项目招投标廉政谈话',
  content: '了解保障房项目招标情况，提醒规范程序。',
};

/** A dossier begins, and nothing counts in it before a second person has looked. */
export function judgingChapter(tale: Tale, subjects: Subjects): void {
  describe('a living dossier', () => {
    it('[S0.1][S0.2] begins the integrity archive of an official: a personal part beside the part of the unit', async () => {
      const { story } = tale;
      story.chapter('A dossier begins');
      const unit = await unitNamed(tale, '县住建局');
      const post = await story.must('officer', 'The bureau gets a chief engineer.', registry.createPost, {
        body: {
          unitId: unit.id,
          title: '总工程师',
          level: 'section-deputy',
          tags: ['team-member', 'leading', 'key-things'],
        },
      });
      const person = await story.must('officer', 'Somebody is appointed.', registry.createPerson, {
        body: {
          name: '闻清源',
          sex: 'male',
          birthDate: '1979-04-12',
          appointment: { postId: post.id, from: '2026-03-01' },
        },
      });
      subjects.unitId = unit.id;
      subjects.personId = person.id;
      const begun = await story.must('officer', 'The archive is opened.', dossier.beginDossier, {
        body: { subjectKind: 'person', subjectId: person.id },
      });
      expect(begun.subjectId).toBe(person.id);
      const params = { subjectId: person.id };
      const own = await story.must('officer', 'The personal part.', dossier.getDossier, { params });
      expect(own.subject).toMatchObject({ name: '闻清源', keyMinority: true, keyPosts: ['关键岗位·管物'] });
      expect(own.custodian.name).toBe('第一监督检查室');
      expect(own.counts).toMatchObject({ present: 0 });
      expect(own.counts.missing).toBe(own.counts.required);
      const whole = await story.must('officer', 'The part of the unit.', dossier.getDossier, {
        params: { subjectId: unit.id },
      });
      expect(whole.subject.team.map((member) => member.name)).toContain('闻清源');
      const both = await story.must('officer', 'The package of the bureau.', dossier.listDossiers, {
        query: { unitId: unit.id, limit: 200 },
      });
      expect(both.items.map((entry) => entry.subjectId)).toEqual(
        expect.arrayContaining([unit.id, person.id]),
      );
      for (const [who, status] of [
        ['court', 403],
        ['unit', 403],
        ['subject', 403],
        ['sysadmin', 403],
        ['dispatched2', 404],
      ] as const) {
        const refused = await story.call(who, 'Not theirs to see.', dossier.getDossier, { params });
        expect(refused.status, who).toBe(status);
      }
    });

    it('[S0.5] collects widely and judges carefully: a draft waits for a second person, who verifies, holds or rejects', async () => {
      const { story } = tale;
      story.chapter('Collect widely, judge carefully');
      const { personId } = subjects;
      const { id } = await fileEntry(
        tale,
        ['officer', 'Notes of a talk.'],
        personId,
        'supervision-notes',
        NOTE,
        {
          occurredOn: NOTE.date,
        },
      );
      const own = await act(tale, ['officer', 'Nobody verifies an own entry.'], id, 'verify');
      expect(own.status).toBe(403);
      await story.must('reviewer', 'What waits for a second person?', material.listVerificationQueue, {
        query: { limit: 2 },
      });
      const reviewer = await tale.aside('reviewer');
      const queue = await all((cursor) =>
        reviewer.must(material.listVerificationQueue, { query: { limit: 200, ...(cursor && { cursor }) } }),
      );
      expect(queue.map((entry) => entry.id)).toContain(id);
      const held = await act(tale, ['reviewer', 'Not enough to say so yet.'], id, 'hold', {
        reason: '等待项目资料核对',
        data: {},
      });
      expect(held.body.status).toBe('held');
      const verified = await act(tale, ['reviewer', 'Compared with the papers: it holds.'], id, 'verify');
      expect(verified.body.status).toBe('verified');
      const rumour = await fileEntry(tale, ['officer', 'Heard in passing.'], personId, 'other-person', {
        title: '听闻',
        date: '2026-03-20',
        content: '听说近期购车。',
      });
      const unexplained = await act(tale, ['reviewer', 'A rejection needs a reason.'], rumour.id, 'reject');
      expect(unexplained.status).toBe(400);
      const rejected = await act(tale, ['reviewer', 'Nothing supports it.'], rumour.id, 'reject', {
        reason: '无来源、无依据',
      });
      expect(rejected.body.status).toBe('rejected');
      const page = await readDossier(tale, 'officer', personId);
      expect(itemOf(page, 'supervision-notes').materials.map((entry) => entry.id)).toEqual([id]);
      expect(itemOf(page, 'other-person').materials).toEqual([]);
    });

    it('[S0.5] never overwrites a verified entry: a newer one takes its place and the old one stays readable', async () => {
      const { story } = tale;
      const { personId } = subjects;
      const page = await readDossier(tale, 'officer', personId);
      const [first] = itemOf(page, 'supervision-notes').materials;
      const edit = await story.call('officer', 'A verified entry stays as it is.', material.editMaterial, {
        params: { id: first!.id },
        body: { version: first!.version, title: '改写' },
      });
      expect(edit.status).toBe(409);
      const newer = await fileVerified(
        tale,
        personId,
        'supervision-notes',
        { ...NOTE, date: '2026-04-01', topic: '回访谈话' },
        { occurredOn: '2026-04-01', supersedesId: first!.id },
      );
      const old = await story.must('officer', 'What was known before.', material.getMaterial, {
        params: { id: first!.id },
      });
      expect(old).toMatchObject({ status: 'superseded', form: { topic: NOTE.topic } });
      expect(old.versions.map((version) => version.id)).toEqual([newer]);
    });

    it('[P2] keeps what is unverified, held, revoked or superseded out of the portrait, its facts, gaps and time line', async () => {
      const { story } = tale;
      story.chapter('What may be stated');
      const { personId } = subjects;
      const before = await readDossier(tale, 'officer', personId);
      expect(saidOf(before, 'supervision-notes').主题).toEqual(['回访谈话']);
      const stated = (page: dossier.Dossier) => ({
        portrait: page.portrait,
        counts: page.counts,
        timeLine: page.timeLine,
      });
      const { id } = await fileEntry(
        tale,
        ['officer', 'A clipping, not yet checked.'],
        personId,
        'media-person',
        {
          date: '2026-04-02',
          medium: '某论坛',
          title: '网传传闻',
          tone: 'criticism',
          summary: '网帖反映问题。',
        },
        { occurredOn: '2026-04-02' },
      );
      expect(stated(await readDossier(tale, 'head', personId))).toEqual(
        stated(await readDossier(tale, 'officer', personId)),
      );
      expect(stated(await readDossier(tale, 'officer', personId))).toEqual(stated(before));
      await act(tale, ['reviewer', 'Held: the post may be made up.'], id, 'hold', {
        reason: '来源不明',
        data: {},
      });
      expect(stated(await readDossier(tale, 'officer', personId))).toEqual(stated(before));
      await act(tale, ['reviewer', 'The paper did print it.'], id, 'verify');
      const after = await story.must('officer', 'Verified, it may be stated.', dossier.getDossier, {
        params: { subjectId: personId },
      });
      expect(sectionOf(after, 'media-person')?.materialId).toBe(id);
      expect(after.timeLine.map((line) => line.refId)).toContain(id);
      const same = await act(tale, ['reviewer', 'Who verified does not revoke.'], id, 'revoke', {
        reason: '更正',
      });
      expect(same.status).toBe(403);
      const revoked = await act(tale, ['head', 'The paper has withdrawn it.'], id, 'revoke', {
        reason: '媒体已更正并致歉',
      });
      expect(revoked.body.status).toBe('revoked');
      expect(stated(await readDossier(tale, 'officer', personId))).toEqual(stated(before));
    });
  });
}
