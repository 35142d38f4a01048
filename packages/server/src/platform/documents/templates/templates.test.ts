import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Templates } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { PAGE } from '../gbt9704.ts';
import { templatesOfPack } from './default-templates.ts';
import { viewDocx } from './docx-view.ts';
import { Filler, fillDocx, stopFilling } from './fill.ts';
import {
  blankIn,
  type FieldValues,
  joinValues,
  longDay,
  namesIn,
  sampleValues,
  tagValues,
} from './values.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../../packs/cn-discipline');
const { pack } = await loadPack(FOLDER);
const { templates } = pack!.templates;
const fileOf = (code: string) => readFile(path.join(FOLDER, 'templates', `${code}.docx`));
const template = (code: string) => templates.find((one) => one.code === code)!;
const bodyOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['word/document.xml']!);
const textOf = (value: unknown): string =>
  JSON.stringify(value)
    .match(/"text":"((?:[^"\\]|\\.)*)"/g)
    ?.map((m) => JSON.parse(`{${m}}`).text)
    .join('') ?? '';

afterAll(stopFilling);

describe('the default templates', () => {
  it('are the .docx that their sources give, byte by byte', async () => {
    const made = await templatesOfPack(FOLDER);
    expect([...made.keys()].sort()).toEqual(templates.map((one) => one.code).sort());
    for (const [code, bytes] of made)
      expect(Buffer.compare(Buffer.from(bytes), await fileOf(code)), code).toBe(0);
  });

  it.each(templates.map((one) => [one.code]))(
    '%s has the page of GB/T 9704-2012 and the grid of lines',
    async (code) => {
      const xml = bodyOf(await fileOf(code));
      expect(xml).toContain(`w:top="${PAGE.top}"`);
      expect(xml).toContain(`w:left="${PAGE.left}"`);
      expect(xml).toMatch(/<w:docGrid[^>]*w:type="linesAndChars"/);
      expect(xml).toContain('方正小标宋简体');
    },
  );

  it('letters have the red head and the red line, and every document a page number', async () => {
    for (const one of templates) {
      const parts = unzipSync(await fileOf(one.code));
      const body = strFromU8(parts['word/document.xml']!);
      expect(body.includes('FF0000'), one.code).toBe(one.layout === 'letter');
      const footers = Object.keys(parts).filter((name) => /footer\d+\.xml$/.test(name));
      expect(footers.some((name) => strFromU8(parts[name]!).includes('PAGE'))).toBe(true);
    }
  });

  it('form a set for each of the five kinds of work', () => {
    for (const kind of pack!.workKinds)
      expect(
        templates.filter((one) => one.work.includes(kind.code)).length,
        kind.code,
      ).toBeGreaterThanOrEqual(3);
    expect(pack!.workKinds).toHaveLength(5);
  });
});

describe('filling', () => {
  it.each(templates.map((one) => [one.code]))(
    '%s takes its sample values and leaves no tag behind',
    async (code) => {
      const one = template(code);
      const filled = await fillDocx(await fileOf(code), tagValues(one, sampleValues(one)), namesIn(one));
      const text = textOf(viewDocx(filled).blocks);
      expect(text).not.toMatch(/[{}]/);
      for (const field of one.fields)
        for (const piece of typeof field.sample === 'string'
          ? field.sample.split('\n')
          : field.sample.flatMap((row) => Object.values(row)))
          expect(text, field.code).toContain(field.kind === 'day' ? longDay(piece, one.language) : piece);
    },
  );

  it('gives each question and each answer of a record a paragraph of its own', async () => {
    const one = template('talk-record');
    const filled = await fillDocx(await fileOf(one.code), tagValues(one, sampleValues(one)), namesIn(one));
    const lines = viewDocx(filled).blocks.map(textOf);
    const questions = lines.filter((line) => line.startsWith('问：') && !line.includes('答：'));
    expect(questions).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('答：') && !line.includes('问：'))).toHaveLength(2);
  });

  it('leaves out the paragraphs whose fields were all left empty, with their labels', async () => {
    const one = template('inquiry-letter');
    const fill = async (change: FieldValues) => {
      const values = { ...sampleValues(one), ...change };
      const file = await fillDocx(
        await fileOf(one.code),
        tagValues(one, values),
        namesIn(one),
        blankIn(one, values),
      );
      return textOf(viewDocx(file).blocks);
    };
    const whole = await fill({});
    for (const label of ['联系人及电话：', '抄送：', '事项编号：']) expect(whole).toContain(label);
    const bare = await fill({ contact: '', copies: '', matter: '' });
    for (const label of ['联系人及电话', '抄送', '事项编号']) expect(bare).not.toContain(label);
    expect(bare).toContain('书面回复');
    // A letter of inquiry need not rest on a report of somebody.
    expect(whole).not.toContain('收到反映');
  });

  it('refuses a tag that is not among the names, and names it', async () => {
    const one = template('reminder-letter');
    const names = namesIn(one).filter((name) => name !== 'signs');
    await expect(fillDocx(await fileOf('reminder-letter'), {}, names)).rejects.toMatchObject({
      code: 'fill.unknown-fields',
      fields: ['signs'],
    });
  });

  it('writes what looks like markup as text', async () => {
    const one = template('reminder-letter');
    const evil = '<script>alert(1)</script>]]>&amp;{number}';
    const values = { ...sampleValues(one), signs: evil };
    const filled = await fillDocx(await fileOf(one.code), tagValues(one, values), namesIn(one));
    expect(textOf(viewDocx(filled).blocks)).toContain(evil);
  });

  it('ends what takes too long, and fills the next', async () => {
    const one = template('reminder-letter');
    const filler = new Filler({ timeoutMs: 1 });
    const values = tagValues(one, sampleValues(one));
    await expect(filler.fill(await fileOf(one.code), values, namesIn(one))).rejects.toMatchObject({
      code: 'fill.timeout',
    });
    await filler.close();
    expect(await fillDocx(await fileOf(one.code), values, namesIn(one))).toBeInstanceOf(Uint8Array);
  });

  it('says that a file is damaged instead of failing', async () => {
    await expect(fillDocx(strToU8('no zip'), {}, [])).rejects.toMatchObject({ code: 'fill.damaged' });
  });
});

describe('values', () => {
  const one = template('inquiry-letter');

  it('names every missing, unknown, fixed and misshapen field at once', () => {
    const { faults } = joinValues(
      one,
      { organ: '机关', date: '2026-04-06' },
      { shoe: '42', number: '1号', copies: [{ a: 'b' }] },
    );
    expect(faults).toEqual(
      [
        { field: 'shoe', code: 'field-unknown' },
        { field: 'number', code: 'field-fixed' },
        { field: 'copies', code: 'field-shape' },
        ...['name', 'problems', 'reply-days'].map((field) => ({ field, code: 'field-missing' })),
      ].sort((a, b) => order(a) - order(b)),
    );
    function order(fault: { field: string }): number {
      const fields = ['shoe', 'number', 'copies', ...one.fields.map((field) => field.code)];
      return fields.indexOf(fault.field);
    }
  });

  it.each([
    ['2026-04-06', 'zh', '2026年4月6日'],
    ['2026-04-06', 'en', '6 April 2026'],
    ['六月底', 'zh', '六月底'],
    ['', 'zh', ''],
  ] as const)('writes the day %s in %s as %s', (day, language, text) => {
    expect(longDay(day, language)).toBe(text);
  });

  it('has a schema whose defaults are an empty library', () => {
    expect(Templates.parse(undefined)).toEqual({ replacement: { secondPerson: true }, templates: [] });
  });
});
