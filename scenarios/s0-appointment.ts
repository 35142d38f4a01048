import * as form from '@plumbline/contract/form-file';
import * as material from '@plumbline/contract/material';
import { describe, expect, it } from 'vitest';
import { act } from './entries.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';
import { upload } from './upload.ts';

const ITEM = 'appointment-form';

/** As an organisation department's program writes it. */
const file = (name: string) => `<?xml version="1.0" encoding="utf-8"?>
<Person>
  <XingMing>${name}</XingMing>
  <XingBie>男</XingBie>
  <ChuShengNianYue>197904</ChuShengNianYue>
  <MinZu>汉族</MinZu>
  <CanJiaGongZuoShiJian>200107</CanJiaGongZuoShiJian>
  <XianRenZhiWu>县住房和城乡建设局总工程师</XianRenZhiWu>
  <JianLi>2001.07--2026.03  县建筑设计院工程师
2026.03--         县住房和城乡建设局总工程师</JianLi>
  <NianDuKaoHeJieGuo>2023年称职；2024、2025年优秀</NianDuKaoHeJieGuo>
  <JiaTingChengYuan>
    <Item><ChengWei>妻子</ChengWei><XingMing>方若兰</XingMing><GongZuoDanWeiJiZhiWu>县人民医院</GongZuoDanWeiJiZhiWu></Item>
  </JiaTingChengYuan>
</Person>`;

/** The appointment form comes from the organisation department's program, and goes back to it. */
export function appointmentChapter(tale: Tale, subjects: Subjects): void {
  describe('the appointment form', () => {
    it('[S0.13] is imported beside the registry, verified by a second person, printed and given back', async () => {
      const { story } = tale;
      story.chapter('The appointment form');
      const params = { subjectId: subjects.personId };
      const other = await upload(tale, 'officer', 'form.lrmx', file('闻清远'));
      const doubted = await story.must('officer', 'A file of another name.', form.readFormFile, {
        params,
        body: { item: ITEM, fileId: other },
      });
      expect(doubted.mismatch).toBe(true);
      const refused = await story.call('officer', 'It is not filed to a namesake.', form.importFormFile, {
        params,
        body: { item: ITEM, fileId: other, form: doubted.form },
      });
      expect(refused.status).toBe(400);

      const fileId = await upload(tale, 'officer', 'form.lrmx', file('闻清源'));
      const read = await story.must('officer', 'The right file, beside the registry.', form.readFormFile, {
        params,
        body: { item: ITEM, fileId },
      });
      expect([read.mismatch, read.notes, read.faults]).toEqual([false, [], []]);
      const { id } = await story.must('officer', 'Filed as a draft.', form.importFormFile, {
        params,
        body: { item: ITEM, fileId, form: read.form },
      });
      const early = await story.call('officer', 'A draft leaves for nobody.', form.downloadFormFile, {
        params: { id },
      });
      expect(early.status).toBe(409);
      const done = await act(tale, ['reviewer', 'A second person has compared it.'], id, 'verify');
      expect(done.body.status).toBe('verified');
      const paper = await story.must('officer', 'Two pages to print.', form.getMaterialPaper, {
        params: { id },
      });
      expect([paper.pages.length, paper.mark]).toEqual([2, null]);
      const given = await story.call('officer', 'Given back to the program.', form.downloadFormFile, {
        params: { id },
      });
      const again = await upload(tale, 'officer', 'form.lrmx', given.raw.toString('utf8'));
      const client = await tale.aside('officer');
      const back = await client.must(form.readFormFile, { params, body: { item: ITEM, fileId: again } });
      const filed = await client.must(material.getMaterial, { params: { id } });
      expect(back.form).toEqual(filed.form);
    });
  });
}
