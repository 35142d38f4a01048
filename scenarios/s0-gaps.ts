import * as collection from '@plumbline/contract/collection';
import * as desk from '@plumbline/contract/desk';
import * as material from '@plumbline/contract/material';
import * as matter from '@plumbline/contract/matter';
import { describe, expect, it } from 'vitest';
import { act, itemOf, readDossier } from './entries.ts';
import { all } from './find.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

/** Gaps are named, asked for, supplied, reminded of; age is counted by the day. */
export function gapsChapter(tale: Tale, subjects: Subjects): void {
  let taskId = '';

  describe('gaps', () => {
    it('[S0.4] reports what a dossier lacks: why its post needs it, who owes it, since when', async () => {
      const { story } = tale;
      story.chapter('The gap report');
      const { personId, unitId } = subjects;
      const report = await story.must('officer', 'What does this dossier lack?', collection.listGaps, {
        query: { subjectId: personId, limit: 200 },
      });
      const page = await readDossier(tale, 'officer', personId);
      const counted = page.counts.missing + page.counts.stale;
      expect(report.items.length).toBe(counted);
      expect(report.items.map((gap) => gap.item)).toContain('integrity-binder');
      for (const gap of report.items) {
        expect(gap.why, gap.item).not.toBe('');
        expect(gap.owedBy.length, gap.item).toBeGreaterThan(0);
        expect(gap.since <= '2026-04-06', gap.item).toBe(true);
      }
      const binder = report.items.find((gap) => gap.item === 'integrity-binder')!;
      expect(binder).toMatchObject({ gap: 'missing', last: null, why: '因其属于：乡科级副职' });
      expect(page.portrait.silences).toContainEqual(
        expect.objectContaining({ item: 'integrity-binder', text: '没有廉情活页夹' }),
      );
      const whole = await story.must('officer', 'And the whole bureau?', collection.listGaps, {
        query: { unitId, limit: 200 },
      });
      expect(new Set(whole.items.map((gap) => gap.subjectId)).size).toBeGreaterThan(1);
      const outside = await story.call('court', 'A member body has no such report.', collection.listGaps, {
        query: { unitId },
      });
      expect(outside.status).toBe(403);
      const foreign = await (await tale.aside('dispatched2')).must(collection.listGaps, {
        query: { unitId },
      });
      expect(foreign.items).toEqual([]);
    });

    it('[S0.6] asks who owes an item, who supplies it, and the custodian takes it in: roles, tasks, duties', async () => {
      const { story } = tale;
      story.chapter('A collection task');
      const { unitId } = subjects;
      const wanted = {
        subjects: [{ kind: 'unit' as const, id: unitId }],
        items: ['unit-profile'],
        contributor: { kind: 'unit' as const, id: unitId },
        note: '请按最新编制填写',
      };
      const refused = await story.call('reviewer', 'A reviewer asks for nothing.', collection.askCollection, {
        body: wanted,
      });
      expect(refused.status).toBe(403);
      const asked = await story.must(
        'officer',
        'The bureau is asked for its profile.',
        collection.askCollection,
        {
          body: wanted,
        },
      );
      expect(asked).toMatchObject({ asked: 1, skipped: [] });
      const twice = await story.must('officer', 'Nobody is asked twice.', collection.askCollection, {
        body: wanted,
      });
      expect(twice.asked).toBe(0);
      expect(twice.skipped.map((entry) => entry.reason)).toEqual(['已下达，尚未办结']);
      [taskId = ''] = asked.taskIds;
      await tale.server.work();
      const notices = await story.must('unit', 'The liaison is told.', desk.listNotices, {
        query: { unread: 'true' },
      });
      expect(notices.items.length).toBeGreaterThan(0);
      const owed = await story.must('unit', 'What do we owe?', collection.listCollectionTasks, {
        query: { scope: 'owed' },
      });
      expect(owed.items.map((task) => [task.id, task.maySupply])).toContainEqual([taskId, true]);
      const task = await story.must('unit', 'The form to fill in.', collection.getCollectionTask, {
        params: { id: taskId },
      });
      expect(task.dueOn).toBe('2026-04-20');
      const stranger = await story.call('dispatched2', 'Not their task.', collection.getCollectionTask, {
        params: { id: taskId },
      });
      expect(stranger.status).toBe(404);
      const form = {
        asOf: '2026-04-06',
        name: '澄溪县住房和城乡建设局',
        duties: '住房保障、建筑市场监管。',
        staff: 88,
      };
      await story.must('unit', 'Supplied.', collection.supplyCollection, {
        params: { id: taskId },
        body: { form, occurredOn: '2026-04-06' },
      });
      const queue = await all(async (cursor) =>
        (await tale.aside('reviewer')).must(material.listVerificationQueue, {
          query: { limit: 200, ...(cursor && { cursor }) },
        }),
      );
      const draft = queue.findLast((entry) => entry.subjectId === unitId && entry.item === 'unit-profile')!;
      expect(draft.status).toBe('draft');
      const seen = await story.call(
        'unit',
        'What was handed in is out of the unit’s sight.',
        material.getMaterial,
        {
          params: { id: draft.id },
        },
      );
      expect(seen.status).toBe(403);
      await act(tale, ['reviewer', 'Compared with the establishment.'], draft.id, 'verify');
      await tale.server.work();
      const done = await story.must('officer', 'The task is done.', matter.getMatter, {
        params: { id: taskId },
      });
      expect(done.status).toBe('done');
      expect(itemOf(await readDossier(tale, 'officer', unitId), 'unit-profile').materials[0]?.id).toBe(
        draft.id,
      );
    });
  });
}

/** Told last: the days that pass here make everything before it older. */
export function timeChapter(tale: Tale, subjects: Subjects): void {
  describe('time passes', () => {
    it('[S0.8] keeps dossiers alive: clocks of freshness run, who owes is reminded, and the silence is named', async () => {
      const { story } = tale;
      story.chapter('Dynamic update');
      const { personId, unitId } = subjects;
      const before = itemOf(await readDossier(tale, 'officer', unitId), 'unit-profile');
      expect(before.freshness).toMatchObject({ state: 'fresh', last: '2026-04-06' });
      const asked = await story.must('officer', 'Asked for what is missing.', collection.askCollection, {
        body: {
          subjects: [{ kind: 'person', id: personId }],
          items: ['annual-assessment'],
          contributor: { kind: 'unit', id: unitId },
        },
      });
      const [taskId = ''] = asked.taskIds;
      const task = async (who: string) =>
        (await tale.aside(who)).must(collection.getCollectionTask, { params: { id: taskId } });
      expect((await task('unit')).remindedOn).toBeNull();
      await tale.server.laterBy(12);
      expect((await task('unit')).remindedOn).toBe('2026-04-18');
      await tale.server.laterBy(5);
      const late = await story.must('officer', 'It is overdue.', collection.listCollectionTasks, {
        query: { scope: 'overdue', subjectId: personId },
      });
      expect(late.items.map((entry) => [entry.id, entry.overdue])).toContainEqual([taskId, true]);
      await tale.server.laterBy(283);
      const ageing = itemOf(await readDossier(tale, 'officer', unitId), 'unit-profile');
      expect(ageing.freshness.state).toBe('ageing');
      expect(ageing.gap).toBeNull();
      await tale.server.laterBy(80);
      const page = await readDossier(tale, 'officer', unitId);
      const stale = itemOf(page, 'unit-profile');
      expect(stale).toMatchObject({ gap: 'stale', freshness: { state: 'stale', last: '2026-04-06' } });
      expect(page.portrait.silences).toContainEqual(
        expect.objectContaining({ item: 'unit-profile', text: '2026年以后没有新的单位概况' }),
      );
      const report = await story.must('officer', 'The report of gaps a year later.', collection.listGaps, {
        query: { subjectId: unitId, gap: 'stale' },
      });
      expect(report.items.map((gap) => gap.item)).toContain('unit-profile');
    });
  });
}
