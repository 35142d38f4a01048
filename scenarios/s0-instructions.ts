import * as dossier from '@plumbline/contract/dossier';
import * as instruction from '@plumbline/contract/instruction';
import * as matter from '@plumbline/contract/matter';
import * as registry from '@plumbline/contract/registry';
import { describe, expect, it } from 'vitest';
import { unitNamed } from './find.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

/** Instructions on a unit or on a whole industry, each unit with a follow-up of its own. */
export function instructionsChapter(tale: Tale, subjects: Subjects): void {
  const record = (why: string, body: object) =>
    tale.story.must('officer', why, instruction.addInstruction, { body });
  const followUpOf = async (id: string, unitId: string) => {
    const { items } = await (await tale.aside('officer')).must(instruction.listInstructions, {
      query: { unitId, limit: 200 },
    });
    const found = items.find((entry) => entry.id === id);
    return found?.followUps.find((entry) => entry.unit.id === unitId);
  };
  const step = (who: string, why: string, id: string, action: string, body: object = {}) =>
    tale.story.call(who, why, matter.actOnMatter, { params: { id, action }, body });
  const report = (state: string, measures: string) => ({ data: { asOf: '2026-04-06', state, measures } });

  describe('instructions', () => {
    it('[S0.24][S0.36] lets one instruction on an industry stand in the ledger of each of its units, each with its own follow-up', async () => {
      const { story } = tale;
      story.chapter('An instruction on an industry');
      const { unitId } = subjects;
      const city = await unitNamed(tale, '县城管局');
      const water = await unitNamed(tale, '县水利局');
      expect(city.industry).toBe('construction');
      const body = {
        item: 'instructions-general-secretary',
        title: '关于燃气安全的重要指示',
        content: '要举一反三，全面排查燃气安全隐患。',
        issuer: '中央',
        issuedOn: '2026-03-28',
        requirement: '全面排查，按季度报告进展。',
        industry: 'construction',
      };
      for (const who of ['reviewer', 'unit', 'court']) {
        const refused = await story.call(who, 'Not theirs to record.', instruction.addInstruction, { body });
        expect(refused.status, who).toBe(403);
      }
      const { id, followUps } = await record('One instruction, recorded once.', body);
      expect(followUps).toBe(2);
      const ledger = await story.must('officer', 'The ledger of the bureau.', instruction.listInstructions, {
        query: { unitId },
      });
      expect(ledger.items.map((entry) => entry.id)).toContain(id);
      expect(await followUpOf(id, water.id)).toBeUndefined();
      const ours = (await followUpOf(id, unitId))!;
      const theirs = (await followUpOf(id, city.id))!;
      expect(ours.matterId).not.toBe(theirs.matterId);
      const own = await story.must('unit', 'What does it ask of us?', instruction.listMyFollowUps);
      expect(own.items).toContainEqual(
        expect.objectContaining({ matterId: ours.matterId, requirement: body.requirement }),
      );
      const page = await story.must('officer', 'It stands on the time line.', dossier.getDossier, {
        params: { subjectId: unitId },
      });
      expect(page.timeLine).toContainEqual(expect.objectContaining({ kind: 'instruction', refId: id }));
      const told = await step(
        'unit',
        'The bureau reports.',
        ours.matterId,
        'report',
        report('under-way', '已排查32个小区。'),
      );
      expect(told.status).toBe(200);
      expect(await followUpOf(id, unitId)).toMatchObject({ progress: expect.stringContaining('32个小区') });
      expect(await followUpOf(id, city.id)).toMatchObject({ progress: null });
      const elsewhere = await step(
        'unit',
        'Not for another unit.',
        theirs.matterId,
        'report',
        report('done', '代报'),
      );
      expect(elsewhere.status).toBe(404);
      const officer = await tale.aside('officer');
      await officer.must(registry.editUnit, {
        params: { id: water.id },
        body: { version: water.version, industry: 'construction' },
      });
      const joined = await story.must(
        'officer',
        'A bureau that joins the industry follows too.',
        instruction.openFollowUps,
        {
          params: { id },
        },
      );
      expect(joined.opened).toBe(1);
      expect(await followUpOf(id, water.id)).toBeDefined();
    });

    it('[S0.25] follows an instruction of superior leaders on one unit until a second person closes it', async () => {
      const { story } = tale;
      story.chapter('An instruction on one unit');
      const { unitId } = subjects;
      const body = {
        item: 'instructions-leaders',
        title: '关于保障房分配信访的批示',
        content: '请核实，推动解决。',
        issuer: '上级纪委领导',
        issuedOn: '2026-04-02',
        requirement: '一个月内报告结果。',
        due: '2026-05-06',
        unitId,
      };
      const both = await story.call(
        'officer',
        'On a unit or an industry, never both.',
        instruction.addInstruction,
        {
          body: { ...body, industry: 'construction' },
        },
      );
      expect(both.status).toBe(400);
      const { id, followUps } = await record('Recorded for the bureau alone.', body);
      expect(followUps).toBe(1);
      const { matterId } = (await followUpOf(id, unitId))!;
      const early = await step('officer', 'Nothing is closed before a report.', matterId, 'close');
      expect(early.status).toBe(409);
      await step('unit', 'Planned.', matterId, 'report', report('planned', '已成立专班。'));
      const unexplained = await step('officer', 'Sending back needs a reason.', matterId, 'send-back');
      expect(unexplained.status).toBe(400);
      await step('officer', 'A plan is no result.', matterId, 'send-back', { reason: '请报办理结果' });
      expect(await followUpOf(id, unitId)).toMatchObject({ state: 'open' });
      await step('unit', 'Done.', matterId, 'report', report('done', '三户已重新公示并分配。'));
      const self = await step('unit', 'Nobody closes an own report.', matterId, 'close');
      expect(self.status).toBe(403);
      const closed = await step('officer', 'Seen on the spot: closed.', matterId, 'close');
      expect(closed.body).toMatchObject({ status: 'done' });
      const seen = await story.must('head', 'The whole course of it.', instruction.getInstruction, {
        params: { id },
      });
      expect(seen.followUps).toEqual([
        expect.objectContaining({ state: 'closed', progress: expect.stringContaining('重新公示') }),
      ]);
    });
  });
}
