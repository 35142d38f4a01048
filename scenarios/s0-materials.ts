import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import { describe, expect, it } from 'vitest';
import { act, fileEntry, itemOf, readDossier, saidOf } from './entries.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

interface Paper {
  rows: string;
  of: 'person' | 'unit';
  item: string;
  why: string;
  day: string;
  form: Record<string, unknown>;
  /** What the form asks for in vain when these are left out: the pointers of the faults. */
  without: string[];
  /** What the portrait then says. */
  says: Record<string, string[]>;
}

const PAPERS: readonly Paper[] = [
  {
    rows: '[S0.19] democratic-life-meeting speech',
    of: 'person',
    item: 'democratic-life-speech',
    why: 'What he said of himself at the democratic life meeting.',
    day: '2025-12-18',
    form: {
      meetingDate: '2025-12-18',
      theme: '严守纪律规矩，勇于担当作为',
      kind: 'democratic-life',
      selfCheck: '理论学习不够系统，对分管项目监管不细。',
      problems: ['理论学习不够系统', '项目监管不细'],
      rectification: [{ measure: '每月到工地不少于四天', state: 'open' }],
    },
    without: ['meetingDate', 'selfCheck'],
    says: { 会议日期: ['2025-12-18'], 查摆问题数: ['2'], 整改措施数: ['1'] },
  },
  {
    rows: '[S0.20] annual assessment',
    of: 'person',
    item: 'annual-assessment',
    why: 'The result of the year, with its votes.',
    day: '2026-02-12',
    form: {
      year: 2025,
      grade: 'excellent',
      organ: '县委组织部',
      decidedOn: '2026-02-12',
      votes: { given: 80, valid: 79, excellent: 52, competent: 27 },
    },
    without: ['grade'],
    says: { 考核年度: ['2025'], 等次: ['优秀'] },
  },
  {
    rows: '[S0.22] notes of daily supervision',
    of: 'person',
    item: 'supervision-notes',
    why: 'Seen on a building site.',
    day: '2026-04-03',
    form: {
      date: '2026-04-03',
      kind: 'visit',
      officers: ['罗志远', '邓家宁'],
      topic: '走访保障房工地',
      content: '现场安全员在岗，工程变更签证滞后。',
      problems: ['工程变更签证滞后'],
    },
    without: ['topic'],
    says: { 最近监督日期: ['2026-04-03'], 主题: ['走访保障房工地'], 发现问题数: ['1'] },
  },
  {
    rows: '[S0.23] media reports on a person',
    of: 'person',
    item: 'media-person',
    why: 'A clipping, compared with the paper.',
    day: '2026-03-15',
    form: {
      date: '2026-03-15',
      medium: '澄溪融媒',
      title: '把危房改造办到群众心坎上',
      tone: 'praise',
      summary: '报道介绍危房改造进展。',
      checked: true,
    },
    without: ['medium', 'tone'],
    says: { 发布日期: ['2026-03-15'], 标题: ['把危房改造办到群众心坎上'], 倾向: ['正面宣传'] },
  },
  {
    rows: '[S0.27] party-group democratic meeting',
    of: 'unit',
    item: 'team-meeting',
    why: 'Papers of the leadership team’s meeting.',
    day: '2026-01-20',
    form: {
      date: '2026-01-20',
      kind: 'democratic-life',
      theme: '以案促改专题民主生活会',
      due: 6,
      attended: 5,
      absent: ['出差一人'],
      selfCheck: '项目监管存在盲区。',
      rectification: [{ problem: '项目监管存在盲区', measure: '在建项目全面自查', state: 'open' }],
    },
    without: ['due', 'attended'],
    says: { 日期: ['2026-01-20'], 主题: ['以案促改专题民主生活会'], 实到: ['5'], 应到: ['6'] },
  },
  {
    rows: '[S0.28] daily investigation of a unit',
    of: 'unit',
    item: 'unit-research',
    why: 'What a visit to the bureau found.',
    day: '2026-03-30',
    form: {
      date: '2026-03-30',
      kind: 'visit',
      officers: ['罗志远'],
      topic: '保障房资金拨付',
      content: '查阅拨付凭证和会议记录。',
      problems: [{ problem: '两笔拨付未及时上会', suggestion: '限期补报' }],
    },
    without: ['topic', 'content'],
    says: { 最近调研: ['2026-03-30'], 主题: ['保障房资金拨付'], 发现问题数: ['1'] },
  },
  {
    rows: '[S0.29] unit profile',
    of: 'unit',
    item: 'unit-profile',
    why: 'What the bureau is, its staff, money and powers.',
    day: '2026-04-01',
    form: {
      asOf: '2026-04-01',
      name: '澄溪县住房和城乡建设局',
      duties: '住房保障、建筑市场监管。',
      staff: 86,
      leaders: 6,
      budget: 3200,
      powers: [
        { kind: 'approval', matter: '施工许可' },
        { kind: 'money', matter: '保障房补助' },
      ],
    },
    without: ['duties', 'staff'],
    says: { 在职人数: ['86'], 班子职数: ['6'], 权力事项: ['2'] },
  },
  {
    rows: '[S0.30] media reports on a unit',
    of: 'unit',
    item: 'media-unit',
    why: 'A clipping on the bureau.',
    day: '2026-04-02',
    form: {
      date: '2026-04-02',
      medium: '澄溪融媒',
      title: '老旧小区改造进度公示',
      tone: 'neutral',
      summary: '公示三个小区改造进度。',
    },
    without: ['title'],
    says: { 发布日期: ['2026-04-02'], 标题: ['老旧小区改造进度公示'], 倾向: ['客观报道'] },
  },
];

/** One entry of each kind that people write: its form asks, a second person verifies, the portrait says it. */
export function materialsChapter(tale: Tale, subjects: Subjects): void {
  describe('what a dossier holds', () => {
    it.each(PAPERS)(
      '$rows: refused when incomplete, silent as a draft, stated once verified',
      async (paper) => {
        const { story } = tale;
        const subjectId = paper.of === 'person' ? subjects.personId : subjects.unitId;
        const incomplete = Object.fromEntries(
          Object.entries(paper.form).filter(([key]) => !paper.without.includes(key)),
        );
        const officer = await tale.aside('officer');
        const refused = await officer.call(material.addMaterial, {
          params: { subjectId },
          body: { item: paper.item, form: incomplete },
        });
        expect(refused.status).toBe(400);
        const { faults } = refused.body as unknown as { faults: { pointer: string }[] };
        expect(faults.map((fault) => fault.pointer).sort()).toEqual(
          paper.without.map((key) => `/form/${key}`).sort(),
        );
        const beyond = await (await tale.aside('dispatched2')).call(material.addMaterial, {
          params: { subjectId },
          body: { item: paper.item, form: paper.form },
        });
        expect(beyond.status).toBe(404);
        const before = saidOf(await readDossier(tale, 'officer', subjectId), paper.item);
        story.chapter(paper.rows.replace(/^\[.*?\] /, ''));
        const { id } = await fileEntry(tale, ['officer', paper.why], subjectId, paper.item, paper.form, {
          occurredOn: paper.day,
        });
        const draft = await readDossier(tale, 'officer', subjectId);
        expect(saidOf(draft, paper.item)).toEqual(before);
        expect(itemOf(draft, paper.item).materials.map((entry) => entry.id)).toContain(id);
        await act(tale, ['reviewer', 'Compared with the original.'], id, 'verify');
        const page = await story.must('head', 'The dossier now says so.', dossier.getDossier, {
          params: { subjectId },
        });
        expect(saidOf(page, paper.item)).toMatchObject(paper.says);
        expect(itemOf(page, paper.item)).toMatchObject({ gap: null, freshness: { last: paper.day } });
        expect(page.timeLine).toContainEqual(expect.objectContaining({ refId: id, day: paper.day }));
        const kept = await officer.must(material.getMaterial, { params: { id } });
        expect(kept).toMatchObject({ form: paper.form, factual: true, verifiedBy: '严守诚' });
      },
    );

    it('[S0.26] keeps the problems of an inspection with their rectification: one after another is done', async () => {
      const { story } = tale;
      story.chapter('Inspection feedback and rectification');
      const { unitId } = subjects;
      const problems = [
        {
          number: '1',
          problem: '议事规则不健全',
          measure: '修订议事规则',
          deadline: '2026-06-30',
          state: 'open',
        },
        {
          number: '2',
          problem: '专项资金拨付滞后',
          measure: '建立台账',
          deadline: '2026-05-31',
          state: 'open',
        },
      ];
      const form = {
        level: 'county',
        round: '县委第十三轮巡察',
        kind: 'regular',
        feedbackOn: '2026-03-25',
        problems,
      };
      const first = await fileEntry(
        tale,
        ['officer', 'What the inspection told the bureau.'],
        unitId,
        'inspection-feedback',
        form,
        { occurredOn: '2026-03-25' },
      );
      await act(tale, ['reviewer', 'As in the written feedback.'], first.id, 'verify');
      expect(saidOf(await readDossier(tale, 'head', unitId), 'inspection-feedback')).toMatchObject({
        反馈问题数: ['2'],
        未完成: ['2'],
      });
      const next = await fileEntry(
        tale,
        ['officer', 'The first problem is solved; the record of the feedback goes on.'],
        unitId,
        'inspection-feedback',
        { ...form, problems: [{ ...problems[0], state: 'done' }, problems[1]] },
        { occurredOn: '2026-03-25', supersedesId: first.id },
      );
      expect(saidOf(await readDossier(tale, 'head', unitId), 'inspection-feedback')).toMatchObject({
        未完成: ['2'],
      });
      await act(tale, ['reviewer', 'The new rules were seen.'], next.id, 'verify');
      expect(saidOf(await readDossier(tale, 'head', unitId), 'inspection-feedback')).toMatchObject({
        反馈问题数: ['2'],
        未完成: ['1'],
      });
      const bare = await (await tale.aside('officer')).call(material.addMaterial, {
        params: { subjectId: unitId },
        body: { item: 'inspection-feedback', form: { ...form, problems: [{ problem: '没有整改状态' }] } },
      });
      expect(bare.status).toBe(400);
    });

    it('[S0.31] takes other useful information in a free category, for persons and units alike', async () => {
      const { story } = tale;
      story.chapter('Other useful information');
      for (const [subjectId, item, wrong] of [
        [subjects.personId, 'other-person', 'other-unit'],
        [subjects.unitId, 'other-unit', 'other-person'],
      ] as const) {
        const form = {
          title: '走访中了解的情况',
          date: '2026-04-04',
          content: '单位食堂承包到期，拟重新招标。',
        };
        const misfit = await story.call('officer', 'Not an item of this dossier.', material.addMaterial, {
          params: { subjectId },
          body: { item: wrong, form },
        });
        expect(misfit.status).toBe(400);
        const { id } = await fileEntry(tale, ['officer', 'Fits nowhere else.'], subjectId, item, form, {
          occurredOn: '2026-04-04',
        });
        await act(tale, ['reviewer', 'Asked, and confirmed.'], id, 'verify');
        const list = await story.must('head', 'What else is known?', material.listMaterials, {
          params: { subjectId },
          query: { item },
        });
        expect(list.items.map((entry) => [entry.id, entry.factual])).toContainEqual([id, true]);
      }
    });
  });
}
