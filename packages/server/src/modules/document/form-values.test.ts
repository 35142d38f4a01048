import type { Pack, TemplateField } from '@plumbline/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../../platform/packs/read-packs.ts';
import { formsOf, valueFromForms } from './form-values.ts';

const options = (a: string, b: string) => [
  { const: 'a', 'x-title': { zh: a, en: `${a} (en)` } },
  { const: 'b', 'x-title': { zh: b, en: `${b} (en)` } },
];
const form = (properties: object) => ({ type: 'object', properties });

let pack: Pack;
beforeAll(async () => {
  const [shipped] = await readPacks();
  pack = structuredClone(shipped!);
  const talk = pack.procedures.talk!;
  pack.procedures = {
    talk: {
      ...talk,
      begin: { ...talk.begin, form: 'z-first' },
      actions: {
        record: { ...Object.values(talk.actions)[0]!, form: 'z-record' },
        other: { ...Object.values(talk.actions)[0]!, form: 'z-other' },
      },
    },
  };
  Object.assign(pack.forms, {
    // In the pack before every form of the procedure, and no part of it.
    'a-stranger': form({ fund: { type: 'string', oneOf: options('生', '熟') } }),
    'z-first': form({
      fund: { type: 'string', oneOf: options('财政资金', '自筹资金') },
      agreed: { type: 'boolean' },
      seen: { type: 'string', format: 'date' },
      source: { type: 'string', 'x-list': 'sources' },
      means: { type: 'array', items: { type: 'string', oneOf: options('电话', '信函') } },
      goods: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            what: { type: 'string' },
            count: { type: 'integer' },
            fund: { type: 'string', oneOf: options('财政', '自筹') },
          },
        },
      },
    }),
    'z-record': form({ fund: { type: 'string', oneOf: options('第二次甲', '第二次乙') } }),
    'z-other': form({ fund: { type: 'string', oneOf: options('未填', '未填') } }),
  });
});

const begun = (data: object) => ({ type: 'begun', data }) as never;
const acted = (action: string, data: object) => ({ type: 'acted', action, data }) as never;
const line = (extra: object = {}) => ({ kind: 'line', ...extra }) as TemplateField;
const read = (path: string, data: Record<string, unknown>, field = line(), language: 'zh' | 'en' = 'zh') =>
  valueFromForms(pack, formsOf(pack, 'talk', [begun(data)]), data, path, field, language);

describe('a field of a document that is read from a form', () => {
  it('says the title of a code as the form of its own procedure calls it, the latest filled one first', () => {
    expect(read('fund', { fund: 'a' })).toBe('财政资金');
    expect(read('fund', { fund: 'a' }, line(), 'en')).toBe('财政资金 (en)');
    const steps = [begun({ fund: 'a' }), acted('record', { fund: 'b' })];
    const forms = formsOf(pack, 'talk', steps);
    expect(valueFromForms(pack, forms, { fund: 'b' }, 'fund', line(), 'zh')).toBe('第二次乙');
    const issuing = formsOf(pack, 'talk', steps, { form: 'z-other', data: { fund: 'a' } });
    expect(valueFromForms(pack, issuing, { fund: 'a' }, 'fund', line(), 'zh')).toBe('未填');
  });

  it('says what is chosen of several, of a list of the pack, of yes and no, and a day in words', () => {
    expect(read('means', { means: ['a', 'b'] })).toBe('电话、信函');
    const source = pack.sources[0]!;
    expect(read('source', { source: source.code })).toBe(source.title.zh);
    expect(read('agreed', { agreed: false })).toBe('否');
    expect(read('agreed', { agreed: true }, line(), 'en')).toBe('Yes');
    expect(read('seen', { seen: '2026-04-06' })).toBe('2026年4月6日');
    expect(read('seen', { seen: '2026-04-06' }, line({ kind: 'day' }))).toBe('2026-04-06');
    expect(read('seen', {})).toBe('');
  });

  it('keeps the rows of a list, its columns by name and its codes by title', () => {
    const field = line({ kind: 'list', columns: [{ code: 'what' }, { code: 'count' }, { code: 'fund' }] });
    const goods = [
      { what: '电脑', count: 2, fund: 'a', hidden: 'x' },
      { what: '车', fund: 'b' },
    ];
    expect(read('goods', { goods }, field)).toEqual([
      { what: '电脑', count: '2', fund: '财政' },
      { what: '车', count: '', fund: '自筹' },
    ]);
    expect(read('goods', { goods: goods.slice(1) }, field)).toHaveLength(1);
    expect(read('goods', {}, field)).toEqual([]);
  });
});
