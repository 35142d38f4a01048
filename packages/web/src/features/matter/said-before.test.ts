import { expect, it } from 'vitest';
import { partsOf } from './said-before.ts';

it('lays beside a step what was said of its fields, form by form, and nothing else', () => {
  const form = (...names: string[]) => ({
    'x-title': { zh: '表', en: 'Form' },
    'x-sections': [],
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });
  const matter = {
    forms: [form('problems', 'contact'), form('opinion'), form('problems')],
    said: [
      { problems: '一、住房情况。', contact: '罗志远' },
      { opinion: '属实' },
      { problems: '二、车辆情况。' },
    ],
  };
  const parts = partsOf(matter as never, ['problems']);
  expect(parts.map(({ data }) => data)).toEqual([
    { problems: '一、住房情况。' },
    { problems: '二、车辆情况。' },
  ]);
  expect(parts.map(({ form }) => Object.keys((form as { properties: object }).properties))).toEqual([
    ['problems'],
    ['problems'],
  ]);
  expect(partsOf(matter as never, [])).toEqual([]);
});
