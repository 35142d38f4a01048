import * as binderContract from '@plumbline/contract/binder';
import * as briefContract from '@plumbline/contract/brief';
import * as dossier from '@plumbline/contract/dossier';
import * as material from '@plumbline/contract/material';
import * as teamContract from '@plumbline/contract/team';
import { describe, expect, it } from 'vitest';
import { act, fileEntry, fileVerified, itemOf, readDossier, saidOf } from './entries.ts';
import { installChanged } from './install-pack.ts';
import type { Subjects } from './s0-judging.ts';
import type { Tale } from './tale.ts';

const page = (section: string, title: string, date: string, more: object = {}) => ({
  section,
  title,
  date,
  issuer: '县住建局',
  pages: 2,
  ...more,
});

/** Loose leaves, the portrait with its sources, and a catalogue that changes without rewriting what is filed. */
export function portraitChapter(tale: Tale, subjects: Subjects): void {
  describe('binder, portrait, catalogue', () => {
    it('[S0.14] keeps an integrity binder of loose leaves and prints its catalogue', async () => {
      const { story } = tale;
      story.chapter('The integrity binder');
      const { personId } = subjects;
      const leaves = [
        [
          'basic',
          '基本情况登记',
          '2026-04-04',
          { basics: { birthMonth: '1979-05', currentPost: '总工程师' } },
        ],
        ['major-matters', '子女就业报告', '2026-03-22', {}],
        ['audit', '任前审计说明', '2026-04-03', {}],
      ] as const;
      const ids: string[] = [];
      for (const [section, title, day, more] of leaves)
        ids.push(
          await fileVerified(tale, personId, 'integrity-binder', page(section, title, day, more), {
            title,
            occurredOn: day,
          }),
        );
      const binder = () =>
        story.must('officer', 'The leaves in order.', binderContract.getBinder, {
          params: { subjectId: personId },
          query: { item: 'integrity-binder' },
        });
      const before = await binder();
      expect(before.pages.map((leaf) => leaf.number)).toEqual([1, 2, 3]);
      expect(before.pages.map((leaf) => leaf.materialId).sort()).toEqual([...ids].sort());
      expect(before.pages.map((leaf) => leaf.title).sort()).toEqual(leaves.map((leaf) => leaf[1]).sort());
      await act(tale, ['head', 'A leaf is taken out.'], ids[1]!, 'revoke', { reason: '与本人无关' });
      const after = await binder();
      expect(after.pages.map((leaf) => leaf.materialId)).not.toContain(ids[1]);
      expect(after.pages.map((leaf) => leaf.number)).toEqual([1, 2]);
      const printed = await story.call(
        'officer',
        'The catalogue for print.',
        binderContract.downloadBinderCatalogue,
        {
          params: { subjectId: personId },
          query: { item: 'integrity-binder' },
        },
      );
      expect(printed.status).toBe(200);
      expect(printed.raw.subarray(0, 2).toString()).toBe('PK');
      const refused = await story.call('court', 'No binder for a member body.', binderContract.getBinder, {
        params: { subjectId: personId },
      });
      expect(refused.status).toBe(403);
    });

    it('[S0.33] draws the portrait of unit, leader and team from dated facts, each with its source, and puts contradictions side by side', async () => {
      const { story } = tale;
      story.chapter('The portrait');
      const { personId, unitId } = subjects;
      const form = await fileVerified(
        tale,
        personId,
        'appointment-form',
        {
          name: '闻清源',
          gender: 'male',
          birthMonth: '1979-04',
          ethnicity: '汉族',
          startedWork: '2001-07',
          currentPost: '澄溪县住房和城乡建设局总工程师',
          career: [{ from: '2026-03', post: '澄溪县住房和城乡建设局总工程师' }],
        },
        { occurredOn: '2026-03-01' },
      );
      const seen = await story.must('officer', 'The picture of one person.', dossier.getDossier, {
        params: { subjectId: personId },
      });
      for (const section of seen.portrait.sections) {
        const source = await (await tale.aside('officer')).must(material.getMaterial, {
          params: { id: section.materialId },
        });
        expect(source, section.item).toMatchObject({ factual: true, item: section.item, day: section.day });
      }
      const birth = seen.portrait.facts.find((fact) => fact.fact === 'birth-month')!;
      expect(birth.contradicts).toBe(true);
      expect(birth.statements.map((said) => [said.item, said.value])).toEqual(
        expect.arrayContaining([
          ['appointment-form', '1979-04'],
          ['integrity-binder', '1979-05'],
        ]),
      );
      expect(birth.statements.map((said) => said.materialId)).toContain(form);
      expect(seen.subject).toMatchObject({ keyMinority: true, post: '总工程师' });
      const unit = await readDossier(tale, 'officer', unitId);
      expect(unit.subject.team.filter((member) => member.heads).length).toBeGreaterThan(0);
      const team = await story.must('officer', 'The team side by side.', teamContract.compareTeam, {
        params: { unitId },
      });
      const column = team.members.findIndex((member) => member.personId === personId);
      const grade = team.rows.find((row) => row.item === 'annual-assessment' && row.title === '等次')!;
      expect(grade.cells[column]).toMatchObject({ values: ['优秀'], withheld: false });
      expect(grade.cells).toHaveLength(team.members.length);
      const refused = await story.call(
        'reviewer',
        'Comparing is not for everybody.',
        teamContract.compareTeam,
        {
          params: { unitId },
        },
      );
      expect(refused.status).toBe(403);
      const brief = await story.call('officer', 'Two pages for a meeting.', briefContract.downloadBrief, {
        params: { subjectId: unitId },
      });
      expect(brief.raw.subarray(0, 2).toString()).toBe('PK');
    });

    it('[S0.32] changes the catalogue in a new version of the pack, and what was filed keeps its own', async () => {
      const { story } = tale;
      story.chapter('A new version of the catalogue');
      const { personId } = subjects;
      const before = await readDossier(tale, 'officer', personId);
      const [old] = itemOf(before, 'media-person').materials;
      await installChanged(tale, (pack) => {
        pack.head.version = '1.1.0';
        const media = pack.catalogue.items.find((item) => item.code === 'media-person')!;
        media.title = { zh: '媒体与网络报道', en: 'Press and web reports' };
        pack.catalogue.items.push({
          ...media,
          code: 'study-records',
          title: { zh: '学习培训记录', en: 'Records of study' },
          required: 'always',
        });
      });
      const after = await story.must('officer', 'The catalogue has grown.', dossier.getDossier, {
        params: { subjectId: personId },
      });
      expect(after.catalogueVersion).toBe('1.1.0');
      expect(before.catalogueVersion).not.toBe('1.1.0');
      expect(itemOf(after, 'study-records')).toMatchObject({ required: true, gap: 'missing', current: true });
      expect(after.counts.missing).toBe(before.counts.missing + 1);
      const media = itemOf(after, 'media-person');
      expect(media.title).toBe('媒体与网络报道');
      expect(media.materials.find((entry) => entry.id === old!.id)).toMatchObject({
        itemTitle: '重要报道',
        packVersion: before.catalogueVersion,
      });
      const filed = await fileEntry(
        tale,
        ['officer', 'Filed under the new version.'],
        personId,
        'study-records',
        {
          date: '2026-04-05',
          medium: '县委党校',
          title: '结业',
          tone: 'neutral',
          summary: '完成主体班学习。',
        },
        { occurredOn: '2026-04-05' },
      );
      await act(tale, ['reviewer', 'The certificate was seen.'], filed.id, 'verify');
      const now = await readDossier(tale, 'officer', personId);
      expect(itemOf(now, 'study-records')).toMatchObject({ gap: null });
      expect(itemOf(now, 'study-records').materials[0]).toMatchObject({ packVersion: '1.1.0' });
      expect(saidOf(now, 'annual-assessment')).toEqual(saidOf(before, 'annual-assessment'));
    });
  });
}
