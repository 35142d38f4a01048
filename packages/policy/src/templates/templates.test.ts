import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../check/check-pack.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { copyOf, defaultPack } from '../testing/default-pack.ts';
import { openTemplate, TemplateRefused, tagsOf } from './read-template.ts';
import { compareTags } from './sources.ts';

const pack = await defaultPack();
const bytesOf = (p: Pack, code: string) => new Uint8Array(Buffer.from(p.templateFiles[code]!, 'base64'));
const letter = bytesOf(pack, 'inquiry-letter');

/** The letter with some of its parts changed or added. */
function changed(change: (parts: Record<string, Uint8Array>) => void): Uint8Array {
  const parts = unzipSync(letter);
  change(parts);
  return zipSync(parts);
}
const added = (name: string, part: Uint8Array) =>
  changed((parts) => {
    parts[name] = part;
  });
const rewrite = (name: string, from: string | RegExp, to: string) =>
  changed((parts) => {
    const xml = strFromU8(parts[name]!);
    const after = xml.replace(from, to);
    expect(after).not.toBe(xml);
    parts[name] = strToU8(after);
  });
const BODY = 'word/document.xml';
const RELS = 'word/_rels/document.xml.rels';
const link = (mode: string) =>
  `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://example.org/t.dotm" TargetMode="${mode}"/></Relationships>`;

describe('a hostile template is refused', () => {
  it.each<[string, Uint8Array]>([
    ['template.no-docx', new Uint8Array([1, 2, 3])],
    ['template.no-docx', zipSync({ 'a.txt': strToU8('x') })],
    ['template.too-large', new Uint8Array(2 * 1024 * 1024 + 1)],
    ['template.too-large', added('word/media/big.xml', new Uint8Array(17 * 1024 * 1024))],
    ['template.macros', added('word/vbaProject.bin', strToU8('x'))],
    [
      'template.macros',
      rewrite('[Content_Types].xml', 'wordprocessingml.document.main', 'macroEnabled.main'),
    ],
    ['template.macros', added('word/embeddings/oleObject1.xml', strToU8('<x/>'))],
    ['template.macros', rewrite(BODY, '</w:body>', '<w:altChunk r:id="rId9"/></w:body>')],
    ['template.outside-link', rewrite(RELS, '</Relationships>', link('External'))],
    ['template.outside-link', rewrite(RELS, '</Relationships>', link(' External'))],
    [
      'template.outside-link',
      rewrite(
        BODY,
        '</w:body>',
        '<w:p><w:r><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT "c:\\x"</w:instrText></w:r></w:p></w:body>',
      ),
    ],
    ['template.no-docx', rewrite(BODY, /<w:document/, '<!DOCTYPE x [<!ENTITY a "b">]><w:document')],
  ])('%s', (code, bytes) => {
    expect(() => openTemplate(bytes)).toThrow(expect.objectContaining({ code }));
  });

  it('with a brace left open', () => {
    expect(() => tagsOf(openTemplate(rewrite(BODY, '{problems}', '{problems')))).toThrow(TemplateRefused);
  });

  it('whose parts are larger than they say: nothing beyond the declared size is inflated', () => {
    const bytes = zipSync({ 'a.xml': strToU8('x'.repeat(100_000)), ...unzipSync(letter) });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < bytes.length - 30; i++)
      if (view.getUint32(i, true) === 0x02014b50 && view.getUint32(i + 24, true) === 100_000)
        view.setUint32(i + 24, 10, true);
    expect(openTemplate(bytes)['a.xml']).toHaveLength(10);
  });
});

describe('the tags of a file and the fields of its template', () => {
  const template = pack.templates.templates.find((one) => one.code === 'talk-record')!;
  const value = (name: string) => ({ name, kind: 'value' as const });
  const whole = tagsOf(openTemplate(bytesOf(pack, 'talk-record')));

  it('agree in every template of the default pack', () => {
    for (const one of pack.templates.templates)
      expect(compareTags(one, tagsOf(openTemplate(bytesOf(pack, one.code)))), one.code).toEqual({
        unknown: [],
        missing: [],
        missingRequired: [],
      });
  });

  it('names what is unknown and what is missing', () => {
    const { unknown, missing, missingRequired } = compareTags(template, [
      ...whole.filter((tag) => tag.name !== 'when' && tag.name !== 'sex'),
      value('shoe-size'),
    ]);
    expect({ unknown, missing: missing.sort(), missingRequired }).toEqual({
      unknown: ['shoe-size'],
      missing: ['sex', 'when'],
      missingRequired: ['when'],
    });
  });

  it('may stand under their Chinese titles', () => {
    expect(
      compareTags(template, [...whole.filter((tag) => tag.name !== 'when'), value('起止时间')]).missing,
    ).toEqual([]);
  });

  it.each<[string, { name: string; kind: 'value' | 'open' | 'close' }[]]>([
    ['a list used as a value', [value('exchanges')]],
    ['a column outside of its list', [value('question')]],
    [
      'a list within a list',
      [
        { name: 'exchanges', kind: 'open' },
        { name: 'exchanges', kind: 'open' },
      ],
    ],
    ['a list left open', [{ name: 'exchanges', kind: 'open' }]],
    [
      'a list closed by another name',
      [
        { name: 'exchanges', kind: 'open' },
        { name: 'when', kind: 'close' },
      ],
    ],
    ['a plain field opened as a list', [{ name: 'when', kind: 'open' }]],
  ])('refuses %s', (_, tags) => {
    expect(compareTags(template, tags).unknown).not.toEqual([]);
  });
});

describe('the check of a pack', () => {
  const problems = (change: (p: Pack) => unknown) => {
    const copy = copyOf(pack);
    change(copy);
    return checkPack(copy).map((problem) => [problem.code, problem.text.en]);
  };
  const first = (p: Pack) => p.templates.templates.find((one) => one.code === 'inquiry-letter')!;

  it.each<[string, string, (p: Pack) => unknown]>([
    ['template.field-unknown', 'inquiry-letter', (p) => first(p).fields.splice(3, 1)],
    [
      'template.field-missing',
      'shoe-size',
      (p) =>
        first(p).fields.push({
          ...first(p).fields[3]!,
          code: 'shoe-size',
          title: { zh: '鞋码', en: 'Shoe size' },
        }),
    ],
    ['template.source-unknown', 'inquiry-letter', (p) => (first(p).fields[3]!.from = 'subject.shoe')],
    ['template.source-unknown', 'no-such-field', (p) => (first(p).fields[3]!.from = 'form:no-such-field')],
    ['template.columns', 'name', (p) => (first(p).fields[2]!.kind = 'list')],
    ['file.missing', 'inquiry-letter', (p) => delete p.templateFiles['inquiry-letter']],
    ['template.no-docx', 'inquiry-letter', (p) => (p.templateFiles['inquiry-letter'] = btoa('x'))],
    ['template.undeclared', 'stray', (p) => (p.templateFiles.stray = btoa('x'))],
    ['code.duplicate', 'name', (p) => first(p).fields.push(first(p).fields[2]!)],
    ['code.duplicate', 'inquiry-letter', (p) => p.templates.templates.push(first(p))],
    ['work-kind.unknown', 'gardening', (p) => first(p).work.push('gardening')],
    [
      'work-kind.without-templates',
      'gardening',
      (p) => p.workKinds.push({ code: 'gardening', title: { zh: '园艺', en: 'Gardening' } }),
    ],
    [
      'template.unknown',
      'no-letter',
      (p) =>
        (p.procedures.reading!.actions[Object.keys(p.procedures.reading!.actions)[0]!]!.document =
          'no-letter'),
    ],
    [
      'effect.document',
      'document.issue',
      (p) =>
        p.procedures.reading!.actions[Object.keys(p.procedures.reading!.actions)[0]!]!.effects.push(
          'document.issue',
        ),
    ],
  ])('finds %s and names %s', (code, named, change) => {
    const found = problems(change).filter((problem) => problem[0] === code);
    expect(
      found.some((problem) => problem[1]!.includes(named)),
      JSON.stringify(found),
    ).toBe(true);
  });
});
