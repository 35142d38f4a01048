import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as documents from '@plumbline/contract/document';
import { listDossiers } from '@plumbline/contract/dossier';
import * as templates from '@plumbline/contract/template';
import { describe, expect, it } from 'vitest';
import { organNamed } from './find.ts';
import { beginTale } from './tale.ts';

const tale = beginTale('s4-documents', 'S4 · Documents from standard templates');
const FILES = path.resolve(import.meta.dirname, '../packs/cn-discipline/templates');
const KINDS = [
  'daily-supervision',
  'special-inspection',
  'clue-handling',
  'preliminary-verification',
  'review-investigation',
];

describe('standard templates', () => {
  it('[S4.31] offers a set for each of the five kinds of work, previews each, and issues one with its number', async () => {
    const { story } = tale;
    story.chapter('A set for each kind of work');
    const outside = await story.call('unit', 'A unit’s liaison has no templates.', templates.listTemplates);
    expect(outside.status).toBe(403);
    const { workKinds } = await story.must(
      'officer',
      'Which kinds of work are there?',
      templates.listTemplates,
    );
    expect(workKinds.map(({ code }) => code)).toEqual(KINDS);
    for (const work of KINDS) {
      const { items } = await story.must('officer', `The set for ${work}.`, templates.listTemplates, {
        query: { work },
      });
      expect(items.length, work).toBeGreaterThanOrEqual(3);
      const client = await tale.aside('officer');
      for (const { code } of items) {
        const { blocks } = await client.must(templates.previewTemplate, { params: { code } });
        expect(blocks.length, code).toBeGreaterThan(3);
      }
    }

    story.chapter('A reminder is issued');
    const { items } = await (await tale.aside('officer')).must(listDossiers, {
      query: { kind: 'person', limit: 1 },
    });
    const subjectId = items[0]!.subjectId;
    const concern = { template: 'reminder-letter', subjectId };
    const values = await story.must('officer', 'What do the records give?', documents.getDocumentValues, {
      query: concern,
    });
    expect(values.fields.find(({ code }) => code === 'name')?.value).not.toBe('');
    const empty = await story.call(
      'officer',
      'What only a person knows is missing.',
      documents.issueDocument,
      {
        body: concern,
      },
    );
    expect(empty.status).toBe(400);
    const data = { signs: '近期请销假手续办理不及时。', demands: '严格执行请销假制度。' };
    const refused = await story.call('court', 'A member body issues nothing.', documents.issueDocument, {
      body: { ...concern, data },
    });
    expect(refused.status).toBe(403);
    const issue = (why: string) =>
      story.must('officer', why, documents.issueDocument, { body: { ...concern, data } });
    const first = await issue('Issued: the organ’s next number.');
    const second = await issue('And the one after it.');
    const seq = (number: string) => Number(/(\d+)号$/.exec(number)?.[1]);
    expect(seq(second.number)).toBe(seq(first.number) + 1);
    const body = await story.must(
      'officer',
      'Read in the browser; the reading is recorded.',
      documents.openDocument,
      {
        params: { id: second.id },
      },
    );
    expect(JSON.stringify(body)).toContain(second.number);
    await story.must('officer', 'The first was a mistake.', documents.voidDocument, {
      params: { id: first.id },
      body: { reason: '对象写错', version: first.version },
    });
    const third = await issue('Its number is never used again.');
    expect(seq(third.number)).toBe(seq(second.number) + 1);
    const register = await story.must(
      'officer',
      'The register keeps it, with the reason.',
      documents.listDocuments,
      {
        query: { subjectId, state: 'void' },
      },
    );
    expect(register.items[0]).toMatchObject({ number: first.number, voided: { reason: '对象写错' } });
  });

  it('[S4.31] lets an office put its own file in place, told which fields are wrong, once a second person agrees', async () => {
    const { story } = tale;
    story.chapter('An office’s own template');
    const organ = await organNamed(tale, '澄溪县纪委监委');
    const file = (name: string) => readFileSync(path.join(FILES, `${name}.docx`));
    const put = (why: string, name: string) =>
      story.call('officer', why, templates.replaceTemplate, {
        params: { code: 'reminder-letter' },
        query: { organId: organ.id, effectiveFrom: '2026-04-01', name: '提醒函.docx', note: '' },
        headers: { 'content-type': 'application/octet-stream' },
        body: file(name),
      });
    const wrong = await put('The file of another template has other fields.', 'admonition');
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain('signs');
    const proposed = await put('The right one waits for a second person.', 'reminder-letter');
    expect(proposed.body).toMatchObject({ state: 'proposed', inForce: false });
    const params = { id: proposed.body.id };
    const approved = await story.must('head', 'The head approves it.', templates.decideTemplate, {
      params,
      body: { approve: true, reason: '', version: 1 },
    });
    expect(approved).toMatchObject({ state: 'approved', inForce: true });
  });
});
