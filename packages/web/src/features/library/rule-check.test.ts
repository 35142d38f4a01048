import { describe, expect, it } from 'vitest';
import { checkProcedureOf } from './rule-check.ts';

const title = { zh: '未发现', en: 'Nothing found' };
const procedure = (code: string, over: object = {}) =>
  ({
    code,
    organs: [{ id: 'organ', name: '' }],
    form: {
      properties: {
        findings: {
          items: {
            properties: {
              article: { 'x-ui': { widget: 'article' } },
              finding: { oneOf: [{ const: 'none', 'x-title': title }] },
            },
          },
        },
      },
    },
    ...over,
  }) as never;

describe('the procedure of a check against rules', () => {
  it('is found by its form', () => {
    expect(checkProcedureOf([procedure('inquiry', { form: null }), procedure('held-against')])).toEqual({
      procedure: 'held-against',
      organId: 'organ',
      findings: [{ value: 'none', title }],
    });
  });

  it('is none where the account may not begin it, or no form asks for articles', () => {
    expect(checkProcedureOf([])).toBeUndefined();
    expect(checkProcedureOf([procedure('one', { organs: [] })])).toBeUndefined();
    expect(checkProcedureOf([procedure('one', { form: { properties: { findings: {} } } })])).toBeUndefined();
  });
});
