import * as clue from '@plumbline/contract/clue';
import * as coverage from '@plumbline/contract/coverage';
import * as registry from '@plumbline/contract/registry';
import * as submission from '@plumbline/contract/submission';
import * as periods from '@plumbline/contract/submission-periods';
import * as rows from '@plumbline/contract/submission-rows';
import { describe, expect, it } from 'vitest';
import { organNamed } from './find.ts';
import { about, accepted, peopleInOffice, rowsOf, SIGN, uploaded, withoutNamesakes } from './sheets.ts';
import type { Tale } from './tale.ts';

const QUARTER = '2026Q2';

/** The leading group, its quarterly sheets and who is late. */
export function sheetChapter(tale: Tale): void {
  const bodyIn = async (who: string, period: string, name: string) => {
    const seen = await (await tale.aside(who)).must(periods.getPeriod, { params: { period } });
    return seen.items.find((entry) => entry.organName === name);
  };

  describe('the leading group and its sheets', () => {
    it('[S1.3] shows the leading group led by the Organisation Department: six kinds of member, others added, its meetings', async () => {
      const { story } = tale;
      story.chapter('The leading group');
      const look = () => story.must('orgdept', 'Bodies, people and meetings.', registry.getLeadingGroup);
      const page = await look();
      const lead = page.bodies.filter((body) => body.role === 'lead-body');
      expect(lead.map((body) => body.organKind)).toEqual(['organisation-department']);
      expect(page.bodies.map((body) => body.organKind)).toEqual(
        expect.arrayContaining([
          'organisation-department',
          'commission',
          'publicity',
          'court',
          'procuratorate',
          'petitions-bureau',
        ]),
      );
      expect(page.missingKinds).toEqual([]);
      const court = page.bodies.find((body) => body.organKind === 'court')!;
      expect(court.people.map((person) => person.name)).toEqual(['沈若兰']);
      expect(page.meetings.length).toBeGreaterThan(0);
      const inspection = await organNamed(tale, '县委巡察办');
      const member = { role: 'member-body', holderId: inspection.id, from: '2026-04-06' };
      const at = { params: { id: page.group!.id }, body: member };
      const refused = await story.call(
        'officer',
        'The group is kept by who serves it.',
        registry.addZoneMember,
        at,
      );
      expect(refused.status).toBe(403);
      await story.must('orgdept', 'The inspection office joins.', registry.addZoneMember, at);
      await story.must('orgdept', 'The group has met.', registry.createMeeting, {
        params: { id: page.group!.id },
        body: {
          title: '领导小组第五次会议',
          heldOn: '2026-04-03',
          attendees: ['苏婉清', '方正平'],
          minutes: '研究一季度报送。',
        },
      });
      const after = await look();
      expect(after.bodies.map((body) => body.organKind)).toContain('inspection-office');
      expect(after.meetings[0]).toMatchObject({ title: '领导小组第五次会议', heldOn: '2026-04-03' });
      for (const who of ['unit', 'subject', 'dispatched', 'auditor']) {
        const outside = await story.call(who, 'Not of the group.', registry.getLeadingGroup);
        expect(outside.status, who).toBe(403);
      }
    });

    it('[S1.4] takes the quarter’s sheet to the receiving organ: template, every row checked, fixed, signed, returned, accepted', async () => {
      const { story } = tale;
      story.chapter('A quarterly sheet');
      await tale.server.laterBy(90);
      const people = withoutNamesakes(await peopleInOffice(tale));
      const [first, second, third] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
      const template = await story.call(
        'court',
        'The template of the quarter.',
        submission.submissionTemplate,
        {
          query: { period: QUARTER },
        },
      );
      expect(template.raw.subarray(0, 2).toString()).toBe('PK');
      const sheet = await uploaded(tale, 'court', QUARTER, [
        about(first, { 线索类别: '信访类', 具体类型: '来信处理', 线索摘要: '反映其分包工程' }),
        about(second, {
          线索类别: '信访类',
          具体类型: '媒体曝光',
          线索摘要: '窗口服务差',
          发生日期: '2026-06-31',
        }),
        about(third, { 线索类别: '奖惩类', 具体类型: '表彰奖励', 线索摘要: '抢险先进个人' }),
      ]);
      expect(sheet).toMatchObject({ dueOn: '2026-07-10', receiverOrganName: '县委组织部干部监督科' });
      const at = { params: { id: sheet.id } };
      const [, wrong] = await rowsOf(tale, 'court', sheet.id);
      expect(wrong).toMatchObject({ state: 'wrong', sourceRow: 4 });
      expect(wrong!.faults[0]).toMatchObject({ row: 4, code: 'day.impossible' });
      const early = await story.call('court', 'Nothing goes out with a wrong row.', submission.submitSheet, {
        ...at,
        body: SIGN,
      });
      expect(early.status).toBe(400);
      await story.must('court', 'The impossible day is put right on the page.', rows.fixRow, {
        params: { id: sheet.id, row: '2' },
        body: { cells: { occurredOn: '2026年6月30日' } },
      });
      const hidden = await story.call('orgdept', 'A draft is the body’s own.', submission.getSubmission, at);
      expect(hidden.status).toBe(404);
      await story.must('court', 'Signed and handed in.', submission.submitSheet, { ...at, body: SIGN });
      const own = await story.call('court', 'Nobody accepts what they handed in.', submission.acceptSheet, {
        ...at,
        body: {},
      });
      expect(own.status).toBe(403);
      await story.must('orgdept', 'One row comes back with a reason.', rows.returnRows, {
        ...at,
        body: { rows: [2], reason: '请附媒体名称和网址' },
      });
      await story.must('orgdept', 'The rest is accepted.', submission.acceptSheet, { ...at, body: {} });
      await tale.server.work();
      const outcome = await story.must(
        'court',
        'What became of each row; never how it is judged.',
        rows.listRows,
        at,
      );
      expect(outcome.items.map((row) => [row.state, row.returnReason])).toEqual([
        ['accepted', null],
        ['returned', '请附媒体名称和网址'],
        ['accepted', null],
      ]);
      const clueId = (await rowsOf(tale, 'orgdept', sheet.id))[0]!.clueId!;
      const judged = await story.call('court', 'The file itself is not the body’s to see.', clue.getClue, {
        params: { id: clueId },
      });
      expect(judged.status).toBe(403);
      const proof = await story.call('court', 'The proof of submission.', submission.submissionProof, at);
      expect(proof.raw.subarray(0, 2).toString()).toBe('PK');
      const other = await story.call(
        'procuratorate',
        'Another body sees none of it.',
        submission.getSubmission,
        at,
      );
      expect(other.status).toBe(404);
    });

    it('[S1.4] takes a signed nil return, keeps the overdue list, reminds, and tells late and supplementary sheets apart', async () => {
      const { story } = tale;
      story.chapter('Nil, late, missing');
      const nil = await story.must('audit', 'Nothing to report.', submission.beginSubmission, {
        body: { period: QUARTER },
      });
      const unsigned = await story.call('audit', 'A nil return is signed too.', submission.signNil, {
        params: { id: nil.id },
        body: {},
      });
      expect(unsigned.status).toBe(400);
      const signed = await story.must('audit', 'Signed.', submission.signNil, {
        params: { id: nil.id },
        body: { ...SIGN, signedBy: '陆思源' },
      });
      expect(signed).toMatchObject({ kind: 'nil', nilText: expect.stringContaining(QUARTER) });
      expect(await bodyIn('orgdept', QUARTER, '县审计局')).toMatchObject({ handing: 'nil' });
      expect(await bodyIn('orgdept', QUARTER, '县委宣传部')).toMatchObject({
        handing: expect.stringMatching(/not-due/),
      });
      const more = await story.must(
        'court',
        'The court adds to what it handed in.',
        submission.beginSubmission,
        {
          body: { period: QUARTER },
        },
      );
      expect(more.kind).toBe('supplement');
      const publicity = await organNamed(tale, '县委宣传部');
      await tale.server.laterBy(6);
      const overdue = await story.must('orgdept', 'The day has passed: who is missing?', periods.getPeriod, {
        params: { period: QUARTER },
      });
      expect(overdue).toMatchObject({ dueOn: '2026-07-10', overdue: true });
      expect(overdue.missing).toBeGreaterThan(0);
      expect(await bodyIn('orgdept', QUARTER, '县委宣传部')).toMatchObject({ handing: 'missing' });
      const remind = { params: { period: QUARTER }, body: { organId: publicity.id } };
      const refused = await story.call('court', 'Bodies remind nobody.', periods.remindBody, remind);
      expect(refused.status).toBe(403);
      await story.must('orgdept', 'A reminder.', periods.remindBody, remind);
      expect((await bodyIn('orgdept', QUARTER, '县委宣传部'))?.reminders).toContain('2026-07-11');
      const [person] = withoutNamesakes(await peopleInOffice(tale));
      const late = await uploaded(tale, 'publicity', QUARTER, [
        about(person!, {
          线索类别: '信访类',
          具体类型: '媒体曝光',
          线索来源: '媒体舆情',
          线索摘要: '网络反映办事慢',
        }),
      ]);
      expect(late).toMatchObject({ kind: 'late', late: true });
      await accepted(tale, 'publicity', late.id);
      expect(await bodyIn('orgdept', QUARTER, '县委宣传部')).toMatchObject({ handing: 'late' });
    });

    it('[S1.11] counts the share of section-level officials with a file, and it grows with a first entry', async () => {
      const { story } = tale;
      story.chapter('Full coverage');
      const look = () => story.must('orgdept', 'Who has a file?', coverage.getCoverage);
      const before = await look();
      expect(before.total.covered).toBeLessThan(before.total.officials);
      const gap = before.units.find((unit) => unit.covered < unit.officials)!;
      const open = async () =>
        (
          await story.must('orgdept', 'Who has none yet?', coverage.listUncovered, {
            query: { unitId: gap.unitId },
          })
        ).items;
      const [person] = await open();
      await story.must('orgdept', 'The first entry of a file.', clue.registerClue, {
        body: {
          class: 'investigation',
          subType: 'daily',
          source: 'organisation-assessment',
          occurredOn: '2026-03-12',
          title: '日常考察：分管工作推进有力',
          subjectKind: 'person',
          subjectId: person!.personId,
        },
      });
      const after = await look();
      expect(after.total).toEqual({ officials: before.total.officials, covered: before.total.covered + 1 });
      expect((await open()).map((entry) => entry.personId)).not.toContain(person!.personId);
      const refused = await story.call('court', 'Not for the bodies.', coverage.getCoverage);
      expect(refused.status).toBe(403);
    });
  });
}
