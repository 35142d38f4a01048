import * as clue from '@plumbline/contract/clue';
import * as coverage from '@plumbline/contract/coverage';
import * as desk from '@plumbline/contract/desk';
import * as material from '@plumbline/contract/material';
import { excludeRows } from '@plumbline/contract/submission-rows';
import { describe, expect, it } from 'vitest';
import { itemOf, readDossier } from './entries.ts';
import { about, accepted, type Named, peopleInOffice, rowsOf, uploaded, withoutNamesakes } from './sheets.ts';
import type { Tale } from './tale.ts';

const QUARTER = '2026Q2';

/** A class with its sub-types and the polarity that the pack gives each. */
interface Filed {
  row: string;
  code: string;
  title: string;
  subTypes: readonly (readonly [code: string, title: string, polarity: string])[];
}

const CLASSES: readonly Filed[] = [
  {
    row: '[S1.7] files the person’s own papers',
    code: 'personal-matter',
    title: '个人事项类',
    subTypes: [
      ['self-check', '个人对照检查材料', 'positive'],
      ['self-analysis', '自我剖析材料', 'positive'],
      ['duty-integrity-report', '述职述廉报告', 'positive'],
      ['personal-matters-report', '个人有关事项报告', 'positive'],
    ],
  },
  {
    row: '[S1.8] files examinations',
    code: 'investigation',
    title: '考察类',
    subTypes: [
      ['annual', '年度考核考察', 'positive'],
      ['daily', '日常考察', 'positive'],
      ['talk', '谈话考察', 'positive'],
      ['urgent-task', '急难险重任务表现', 'positive'],
    ],
  },
  {
    row: '[S1.9] files praise and criticism apart',
    code: 'reward-punishment',
    title: '奖惩类',
    subTypes: [
      ['commendation', '通报表扬', 'positive'],
      ['award', '表彰奖励', 'positive'],
      ['criticism', '通报批评', 'negative'],
      ['summons', '约谈', 'negative'],
      ['inquiry', '函询', 'negative'],
      ['admonition', '诫勉', 'negative'],
      ['accountability', '问责', 'negative'],
      ['discipline-case', '查处', 'negative'],
    ],
  },
  {
    row: '[S1.10] files petitions',
    code: 'petition',
    title: '信访类',
    subTypes: [
      ['verified-report', '反映查实', 'negative'],
      ['letter-handling', '来信处理', 'negative'],
      ['media-exposure', '媒体曝光', 'negative'],
    ],
  },
];

/** Every row of a sheet becomes one file: in its class, with its number, in the dossier of its person. */
export function filesChapter(tale: Tale): void {
  let person: Named;
  let sheetId = '';

  describe('filing', () => {
    it('[S1.6] files a sheet under the four classes and refuses what belongs to none', async () => {
      const { story } = tale;
      story.chapter('Filed in four classes');
      person = withoutNamesakes(await peopleInOffice(tale)).find((one) => one.level === 'section-chief')!;
      const lines = CLASSES.flatMap(({ title, subTypes }) =>
        subTypes.map(([, subType]) =>
          about(person, {
            线索类别: title,
            具体类型: subType,
            线索摘要: `${subType}：${person.name}`,
            具体内容: `${title}之${subType}。`,
          }),
        ),
      );
      const sheet = await uploaded(tale, 'orgliaison', QUARTER, [
        ...lines,
        about(person, { 线索类别: '考察类', 具体类型: '来信处理', 线索摘要: '类别与类型不符' }),
        about(person, { 线索类别: '闲谈类', 具体类型: '来信处理', 线索摘要: '没有这一类' }),
      ]);
      sheetId = sheet.id;
      const [strange, unknown] = (await rowsOf(tale, 'orgliaison', sheet.id)).slice(-2);
      expect([strange!.state, unknown!.state]).toEqual(['wrong', 'wrong']);
      expect(strange!.faults.length + unknown!.faults.length).toBeGreaterThan(1);
      await excludeWrong();
      await accepted(tale, 'orgliaison', sheet.id);
      const pack = await story.must('orgdept', 'The class tree.', desk.getPack);
      expect(pack.classes.map((entry) => entry.code)).toEqual(CLASSES.map((entry) => entry.code));
      const filed = await story.must('orgdept', 'All files of the sheet.', clue.listClues, {
        query: { submissionId: sheet.id, limit: 200 },
      });
      expect(filed.items).toHaveLength(lines.length);
      expect(new Set(filed.items.map((entry) => entry.number)).size).toBe(lines.length);
      for (const { code, subTypes } of CLASSES)
        expect(filed.items.filter((entry) => entry.class === code)).toHaveLength(subTypes.length);
    });

    const excludeWrong = async () => {
      const body = await tale.aside('orgliaison');
      await body.must(excludeRows, { params: { id: sheetId }, body: { state: 'wrong' } });
    };

    it.each(CLASSES)('$row', async ({ code, subTypes }) => {
      const { story } = tale;
      const seen = await story.must('orgdept', 'The files of one class.', clue.listClues, {
        query: { submissionId: sheetId, class: code, limit: 200 },
      });
      expect(seen.items.map((entry) => [entry.subType, entry.subTypeTitle, entry.polarity]).sort()).toEqual(
        subTypes.map((entry) => [...entry]).sort(),
      );
      for (const entry of seen.items) {
        expect(entry).toMatchObject({ subject: { id: person.id }, class: code, occurredOn: '2026-05-05' });
        const one = await (await tale.aside('orgdept')).must(clue.listClues, {
          query: { submissionId: sheetId, subType: entry.subType },
        });
        expect(one.items.map((found) => found.id)).toEqual([entry.id]);
      }
      const outside = await story.call('orgliaison', 'Who sent it in reads no file.', clue.listClues, {
        query: { class: code },
      });
      expect(outside.status).toBe(403);
    });

    it('[S1.12] keeps positive entries and problem clues apart: by number, by filter, by volume', async () => {
      const { story } = tale;
      story.chapter('Positive and negative');
      for (const polarity of ['positive', 'negative'] as const) {
        const seen = await story.must('orgdept', `The ${polarity} ones.`, clue.listClues, {
          query: { submissionId: sheetId, polarity, limit: 200 },
        });
        expect(seen.items).toHaveLength(
          CLASSES.flatMap((entry) => entry.subTypes).filter((entry) => entry[2] === polarity).length,
        );
        const mark = polarity === 'positive' ? '正' : '线';
        const numbers = seen.items.map((entry) => entry.number!);
        for (const number of numbers) expect(number).toMatch(new RegExp(`${mark}〔2026〕\\d{5}号$`));
        const ordered = numbers.map((number) => Number(/(\d{5})号$/.exec(number)![1])).sort((a, b) => a - b);
        expect(ordered.at(-1)! - ordered[0]!).toBe(ordered.length - 1);
      }
      const volumes = await story.must('orgdept', 'Volumes and entries.', coverage.listVolumes, {
        query: { from: QUARTER, to: QUARTER },
      });
      const ours = volumes.items.filter(
        (volume) => volume.organName === '县委组织部' && volume.class === 'reward-punishment',
      );
      expect(ours.map((volume) => [volume.polarity, volume.entries, volume.subjects]).sort()).toEqual([
        ['negative', 6, 1],
        ['positive', 2, 1],
      ]);
      const refused = await story.call('dispatched', 'Volumes are the group’s.', coverage.listVolumes, {
        query: { from: QUARTER, to: QUARTER },
      });
      expect(refused.status).toBe(403);
    });

    it('[S1.1] keeps the special supervision file in the dossier: an entry waits, is established by a second person, then stands as fact', async () => {
      const { story } = tale;
      story.chapter('The special supervision file');
      const { items } = await (await tale.aside('orgdept')).must(clue.listClues, {
        query: { submissionId: sheetId, subType: 'award' },
      });
      const [award] = items;
      const file = await story.must('orgdept', 'One clue, one file.', clue.getClue, {
        params: { id: award!.id },
      });
      expect(file).toMatchObject({
        status: 'unverified',
        submission: { id: sheetId, period: QUARTER, organName: '县委组织部' },
        materialId: expect.any(String),
      });
      const entries = async (who: string) =>
        itemOf(await readDossier(tale, who, person.id), 'special-file').materials.map((entry) => entry.id);
      expect(await entries('head')).toContain(file.materialId);
      expect(await entries('officer')).not.toContain(file.materialId);
      const stated = async () =>
        (await readDossier(tale, 'head', person.id)).timeLine.map((line) => line.refId);
      expect(await stated()).not.toContain(file.materialId);
      const basis = { basis: '澄组发〔2026〕9号', date: '2026-05-05', issuer: '县委组织部' };
      const step = (who: string, why: string) =>
        story.call(who, why, clue.actOnClue, {
          params: { id: file.id, action: 'establish' },
          body: { data: basis },
        });
      const own = await step('orgdept', 'Who accepted it establishes nothing.');
      expect(own.status).toBe(403);
      const done = await step('reviewer2', 'A second person has seen the decision.');
      expect(done.body).toMatchObject({ status: 'verified' });
      expect(await stated()).toContain(file.materialId);
      expect(await entries('officer')).toContain(file.materialId);
      const entry = await story.must('officer', 'The entry in the dossier.', material.getMaterial, {
        params: { id: file.materialId! },
      });
      expect(entry).toMatchObject({ item: 'special-file', factual: true, subject: { id: person.id } });
      const sealed = await story.call('unit', 'No unit reads it.', clue.getClue, { params: { id: file.id } });
      expect(sealed.status).toBe(403);
    });
  });
}
