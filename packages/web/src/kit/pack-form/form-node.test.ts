import { describe, expect, it } from 'vitest';
import {
  drawable,
  drawnPath,
  type FormNode,
  hiddenFields,
  localise,
  numberNew,
  optionTitle,
  skeleton,
  statedBy,
  tidy,
  valueAt,
} from './form-node.ts';
import { uiSchemaOf } from './ui-schema.ts';

const form: FormNode = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  'x-title': { zh: '表', en: 'Form' },
  'x-sections': [{ title: { zh: '一', en: 'One' }, fields: ['part', 'name'] }],
  type: 'object',
  required: ['part', 'rows'],
  properties: {
    name: { type: 'string', 'x-title': { zh: '姓名', en: 'Name' }, 'x-note': { zh: '全名', en: 'In full' } },
    kind: {
      type: 'string',
      oneOf: [
        { const: 'a', 'x-title': { zh: '甲', en: 'A' } },
        { const: 'b', 'x-title': { zh: '乙', en: '' } },
      ],
    },
    class: { type: 'string', 'x-list': 'classes' },
    part: {
      type: 'object',
      required: ['deep'],
      properties: { on: { type: 'string', format: 'date' }, deep: { type: 'object', properties: {} } },
    },
    optional: { type: 'object', required: ['x'], properties: { x: { type: 'string' } } },
    rows: { type: 'array', items: { type: 'object', properties: { v: { type: 'string' } } }, 'x-kin': true },
    agree: { type: 'boolean', const: true },
    none: { type: 'boolean' },
    count: { type: 'integer', default: 3 },
    labels: { type: 'array', items: { type: 'string' } },
    note: { type: 'string', 'x-ui': { widget: 'textarea' } },
    id: { type: 'string', 'x-ui': { widget: 'hidden' } },
  },
};

describe('localise', () => {
  it('writes titles, notes and sections in one language and leaves the rest', () => {
    const english = localise(form, 'en');
    expect(english).toMatchObject({ title: 'Form', 'x-sections': [{ title: 'One' }] });
    expect(english.properties?.name).toMatchObject({ title: 'Name', description: 'In full' });
    expect(english).not.toHaveProperty('$schema');
    expect(english.properties?.rows?.['x-kin']).toBe(true);
    expect(localise(english, 'zh')).toEqual(english);
  });
});

describe('what is filled in', () => {
  it('starts with the required parts open, the defaults in, and nothing else chosen', () => {
    expect(skeleton(form, undefined)).toEqual({ part: { deep: {} }, count: 3 });
    expect(skeleton(form, { name: '甲', optional: {}, count: 0 })).toEqual({
      name: '甲',
      optional: {},
      part: { deep: {} },
      count: 0,
    });
  });
  it('ends without what was emptied again', () => {
    const data = {
      name: '',
      labels: [],
      optional: { x: '' },
      part: { on: undefined, deep: {} },
      rows: [],
      none: false,
    };
    expect(tidy(form, data)).toEqual({ part: { deep: {} }, rows: [], none: false });
    expect(tidy(form, { rows: [{ v: '' }, undefined, { v: 'x' }] })).toEqual({ rows: [{}, {}, { v: 'x' }] });
    expect(tidy(form, { count: 0 })).toEqual({ count: 0 });
  });
  it('is found by its path', () => {
    expect(valueAt({ rows: [{ class: 'a' }] }, ['rows', '0', 'class'])).toBe('a');
    expect(valueAt({ rows: [] }, ['rows', 0, 'class'])).toBeUndefined();
  });
});

it('draws no choice between parts, at any depth, and keeps choices of values', () => {
  const rule = [{ required: ['a'] }, { required: ['b'] }];
  const nested: FormNode = {
    properties: { part: { properties: {}, anyOf: rule }, kind: form.properties!.kind! },
    anyOf: rule,
  };
  expect(drawable(nested)).toEqual({ properties: { part: { properties: {} }, kind: form.properties!.kind } });
});

it('knows the fields that the page fills in', () => {
  expect([...hiddenFields(form)]).toEqual([['id', 'id']]);
});

it('names coded values by the form, then by the list, then by themselves', () => {
  const say = (text: string | { zh: string; en: string }) => (typeof text === 'string' ? text : text.zh);
  const lists = { classes: [{ code: 'petition', title: { zh: '信访', en: 'Petition' } }] };
  const { kind, class: list } = form.properties!;
  expect(optionTitle(kind!, 'b', lists, say)).toBe('乙');
  expect(optionTitle(localise(kind!, 'zh'), 'a', lists, say)).toBe('甲');
  expect(optionTitle(list!, 'petition', lists, say)).toBe('信访');
  expect(optionTitle(list!, 'gone', lists, say)).toBe('gone');
});

it('draws each field as its form hints', () => {
  const ui = uiSchemaOf(form);
  const widgets = Object.keys(form.properties!).map((name) => [name, ui[name]['ui:widget']]);
  expect(Object.fromEntries(widgets)).toEqual({
    name: undefined,
    kind: 'choice',
    class: 'list',
    part: undefined,
    optional: undefined,
    rows: undefined,
    agree: 'checkbox',
    none: 'yesno',
    count: 'number',
    labels: 'words',
    note: 'textarea',
    id: 'hidden',
  });
  expect(ui.part.on['ui:widget']).toBe('day');
  expect(ui['ui:order']).toEqual(['part', 'name', '*']);
  expect(ui.rows['ui:options'].kin).toBe(true);
  // The mark stands once, on the list; not again on each field of each entry.
  expect(ui.rows.items.v['ui:options'].kin).toBe(false);
});

describe('what a form states of its entry', () => {
  it('is what it always asks for', () => {
    const stating: FormNode = {
      required: ['title'],
      properties: {
        title: { type: 'string', 'x-leaf': 'title' },
        date: { type: 'string', 'x-leaf': 'day' },
        other: { type: 'string' },
      },
    };
    expect([...statedBy(stating)]).toEqual(['title']);
    expect([...statedBy({ ...stating, required: ['title', 'date', 'other'] })]).toEqual(['title', 'day']);
    expect(statedBy({}).size).toBe(0);
  });
});

it('a field that names an article is chosen from the library, inside the rows of a list too', () => {
  const article: FormNode = { type: 'string', format: 'uuid', 'x-ui': { widget: 'article' } };
  const ui = uiSchemaOf({
    type: 'object',
    properties: { findings: { type: 'array', items: { type: 'object', properties: { article } } } },
  });
  expect(ui.findings.items.article).toMatchObject({
    'ui:widget': 'ref',
    'ui:options': { ref: 'article', many: false },
  });
});

describe('serial numbers', () => {
  const form: FormNode = {
    properties: { points: { items: { properties: { no: { 'x-ui': { serial: true } }, what: {} } } } },
  };
  it('are given to new entries alone, after the highest that is there', () => {
    const points = [{ no: 4, what: 'a' }, { what: 'b' }, {}];
    expect(numberNew(form, { points })).toEqual({
      points: [{ no: 4, what: 'a' }, { no: 5, what: 'b' }, { no: 6 }],
    });
    const whole = { points: [{ no: 1 }] };
    expect(numberNew(form, whole)).toBe(whole);
    expect(numberNew(form, {})).toEqual({});
  });
});

describe('where a fault is shown', () => {
  const shape: FormNode = {
    type: 'object',
    properties: {
      facts: { type: 'array', items: { type: 'string' } },
      rows: {
        type: 'array',
        items: { type: 'object', properties: { facts: { type: 'array', items: {} }, no: {} } },
      },
    },
  };
  it.each([
    [['facts', 0], ['facts']],
    [
      ['rows', 1, 'no'],
      ['rows', 1, 'no'],
    ],
    [
      ['rows', 1, 'facts', 2],
      ['rows', 1, 'facts'],
    ],
    [
      ['rows', 1],
      ['rows', 1],
    ],
    [
      ['elsewhere', 3],
      ['elsewhere', 3],
    ],
  ])('%j is shown at %j', (path, shown) => {
    expect(drawnPath(shape, path)).toEqual(shown);
  });
});
