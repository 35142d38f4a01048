import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkPack } from '../check/check-pack.ts';
import type { Pack } from '../pack/pack.schema.ts';
import { copyOf, defaultPack } from '../testing/default-pack.ts';
import { openTemplate, tagsOf } from './read-template.ts';
import { compareTags } from './sources.ts';
import { TemplateRefused } from './template-faults.ts';

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
    ['template.no-docx', rewrite(BODY, /<w:body>/, `<w:body>${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}`)],
    ['template.no-docx', rewrite(BODY, /<w:document/, '<!DOCTYPE x [<!ENTITY a "b">]><w:document')],
  ])('%s', (code, bytes) => {
    expect(() => openTemplate(bytes)).toThrow(expect.objectContaining({ code }));
  });

  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
  const wide = (name: string, xml: string, big = false) =>
    changed((parts) => {
      const text = Buffer.from(`\ufeff${xml || strFromU8(parts[name]!)}`, 'utf16le');
      parts[name] = new Uint8Array(big ? text.swap16() : text);
    });
  const inBody = (xml: string) => rewrite(BODY, '</w:body>', `${xml}</w:body>`);
  const run = (xml: string) => `<w:p><w:r>${xml}</w:r></w:p>`;
  const char = (kind: string) => `<w:fldChar w:fldCharType="${kind}"/>`;
  const code = (text: string) => `<w:instrText>${text}</w:instrText>`;
  const field = (codes: string) => run(char('begin') + codes + char('separate') + char('end'));

  it.each<[string, string, Uint8Array]>([
    [
      'a character reference',
      'template.outside-link',
      rewrite(RELS, '</Relationships>', link('&#69;xternal')),
    ],
    ['a part in UTF-16LE', 'template.no-docx', wide(RELS, '')],
    ['a part in UTF-16BE', 'template.no-docx', wide(RELS, '', true)],
    ['a declared encoding', 'template.no-docx', rewrite(RELS, 'UTF-8', 'UTF-16')],
    ['bytes that are no UTF-8', 'template.no-docx', added('word/x.xml', new Uint8Array([60, 0xff, 62]))],
    [
      'another prefix',
      'template.macros',
      added('word/x.xml', strToU8(`<q ${W.replace(':w', ':y')}><y:altChunk/></q>`)),
    ],
    [
      'a name that is none of a part',
      'template.outside-link',
      added('word/a.dat', strToU8(`<a>${link('External').replace('</Relationships>', '</a>')}`)),
    ],
    [
      'a picture declared as text',
      'template.no-docx',
      rewrite(
        '[Content_Types].xml',
        '</Types>',
        '<Override PartName="/word/a.png" ContentType="application/xml"/></Types>',
      ),
    ],
    ['names that differ by case', 'template.no-docx', added('word/_rels/Document.xml.rels', strToU8('<a/>'))],
    [
      'an address without a mode',
      'template.outside-link',
      rewrite(RELS, '</Relationships>', link('Internal')),
    ],
    [
      'an object by its relation',
      'template.macros',
      rewrite(
        RELS,
        '</Relationships>',
        '<Relationship Id="r9" Type="http://x/2006/relationships/oleObject" Target="a.xml"/></Relationships>',
      ),
    ],
    [
      'an attribute said twice',
      'template.no-docx',
      rewrite(
        RELS,
        '</Relationships>',
        '<Relationship Id="r9" Type="x" x:TargetMode="Internal" TargetMode="External" xmlns:x="x" Target="a"/></Relationships>',
      ),
    ],
    [
      'a simple field',
      'template.outside-link',
      inBody('<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;c:\\x&quot;"/></w:p>'),
    ],
    [
      'a simple field in single quotes',
      'template.outside-link',
      inBody("<w:p><w:fldSimple w:instr='DDEAUTO cmd'/></w:p>"),
    ],
    ['a code by references', 'template.outside-link', inBody(field(code('&#x44;DEAUTO cmd')))],
    [
      'a code split over runs',
      'template.outside-link',
      inBody(field(`${code('DDE')}</w:r><w:r>${code('AUTO cmd')}`)),
    ],
    [
      'a code behind another',
      'template.outside-link',
      inBody(field(code('PAGE')) + field(code('DATABASE x'))),
    ],
    [
      'a code within a code',
      'template.outside-link',
      inBody(field(`${code('IF ')}${char('begin')}${code('DATABASE x')}${char('end')}`)),
    ],
    [
      'a code made by another',
      'template.outside-link',
      inBody(field(`${char('begin')}${code('QUOTE DDE')}${char('end')}${code(' cmd')}`)),
    ],
    [
      'an alternative before the code',
      'template.outside-link',
      inBody(
        field(
          `<mc:AlternateContent ${MC}><mc:Choice Requires="w">${code('PAGE ')}</mc:Choice></mc:AlternateContent>${code('DDE cmd')}`,
        ),
      ),
    ],
    [
      'a result that only we would see begin',
      'template.outside-link',
      inBody(field(`${code('PAGE ')}<x:y xmlns:x="x">${char('separate')}</x:y>${code('DDE cmd')}`)),
    ],
    ['a field that never ends', 'template.outside-link', inBody(run(char('begin') + code('DDE cmd')))],
    [
      'a link to another place',
      'template.outside-link',
      inBody(field(code('HYPERLINK "https://example.org"'))),
    ],
    [
      'a merge with outside data',
      'template.outside-link',
      added('word/y.xml', strToU8(`<w:settings ${W}><w:mailMerge/></w:settings>`)),
    ],
    [
      'a drawing of a file elsewhere',
      'template.outside-link',
      inBody(run('<v:imagedata xmlns:v="v" src="\\\\host\\a.png"/>')),
    ],
  ])('though hidden by %s', (_, expected, bytes) => {
    expect(() => openTemplate(bytes)).toThrow(expect.objectContaining({ code: expected }));
  });

  it('but not for fields that stay within the document', () => {
    const fields = [
      field(code(' PAGE  \\* MERGEFORMAT ')),
      field(code('= 2 + 3')),
      field(code('HYPERLINK \\l "_Toc1" \\h')),
    ];
    expect(openTemplate(inBody(fields.join('')))).toHaveProperty([BODY]);
  });

  it('and shows a tag that is written by references', () => {
    const tags = tagsOf(openTemplate(inBody(run('<w:t>&#123;sub</w:t><w:t>ject&#x7d;</w:t>'))));
    expect(tags).toContainEqual({ name: 'subject', kind: 'value' });
  });

  it('with a brace left open', () => {
    expect(() => tagsOf(openTemplate(rewrite(BODY, '{problems}', '{problems')))).toThrow(TemplateRefused);
  });

  it('whose parts are larger than they say: nothing beyond the declared size is inflated', () => {
    const bytes = zipSync({ 'a.png': strToU8('x'.repeat(100_000)), ...unzipSync(letter) });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < bytes.length - 30; i++)
      if (view.getUint32(i, true) === 0x02014b50 && view.getUint32(i + 24, true) === 100_000)
        view.setUint32(i + 24, 10, true);
    expect(openTemplate(bytes)['a.png']).toHaveLength(10);
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
      ...whole.filter((tag) => tag.name !== 'place' && tag.name !== 'sex'),
      value('shoe-size'),
    ]);
    expect({ unknown, missing: missing.sort(), missingRequired }).toEqual({
      unknown: ['shoe-size'],
      missing: ['place', 'sex'],
      missingRequired: ['place'],
    });
  });

  it('may stand under their Chinese titles', () => {
    expect(
      compareTags(template, [...whole.filter((tag) => tag.name !== 'place'), value('谈话地点')]).missing,
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
        { name: 'place', kind: 'close' },
      ],
    ],
    ['a plain field opened as a list', [{ name: 'place', kind: 'open' }]],
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
  const answers = (from: string, ...columns: string[]) => ({
    ...first(pack).fields[3]!,
    code: 'answers',
    title: { zh: '逐项', en: 'Answers' },
    kind: 'list' as const,
    from,
    columns: columns.map((code) => ({ code, title: { zh: code, en: code }, sample: '' })),
  });
  const fieldsOf = (p: Pack, form: string) => p.forms[form]!.properties as Record<string, object>;

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
    ['template.source-unknown', 'party:gardener', (p) => (first(p).fields[3]!.from = 'party:gardener')],
    [
      'template.source-unknown',
      'limit:gate.inspect',
      (p) => (first(p).fields[3]!.from = 'limit:gate.inspect'),
    ],
    [
      'template.source-unknown',
      'limit:submission.due',
      (p) => (first(p).fields[3]!.from = 'limit:submission.due'),
    ],
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
    ['template.work', 'kind of work', (p) => (p.procedures.talk!.work = 'special-inspection')],
    [
      'template.rows',
      'list "answers"',
      (p) => first(p).fields.push(answers('form:problems', 'problem', 'explanation')),
    ],
    ['template.rows', 'width', (p) => first(p).fields.push(answers('form:answers', 'problem', 'width'))],
    ['template.rows', 'list "answers"', (p) => first(p).fields.push(answers('subject.name', 'problem'))],
    [
      'template.rows',
      'question, answer',
      (p) =>
        (fieldsOf(p, 'talk-record').exchanges = {
          type: 'array',
          maxItems: 5,
          items: { type: 'string', maxLength: 50 },
        }),
    ],
    ['document.field', 'signs', (p) => delete p.procedures.talk!.actions['remind-by-letter']!.form],
    ['document.field', 'recorder', (p) => delete p.procedures.talk!.parties!.recorder],
    ['document.field', 'outline', (p) => delete fieldsOf(p, 'talk-plan').outline],
    [
      'document.field',
      'exchanges',
      (p) =>
        (fieldsOf(p, 'talk-record').exchanges = {
          type: 'string',
          maxLength: 50,
        }),
    ],
  ])('finds %s and names %s', (code, named, change) => {
    const found = problems(change).filter((problem) => problem[0] === code);
    expect(
      found.some((problem) => problem[1]!.includes(named)),
      JSON.stringify(found),
    ).toBe(true);
  });

  it('takes a list from a list of objects with its columns', () => {
    const change = (p: Pack) => first(p).fields.push(answers('form:answers', 'problem', 'explanation'));
    expect(problems(change).map(([code]) => code)).not.toContain('template.rows');
  });
});
