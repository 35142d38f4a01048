import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../lib/problem.ts';
import { fieldErrors, markedBy, pathOfPointer, showFieldErrors } from './field-errors.ts';
import { Select } from './Select.tsx';
import { toneOf } from './StatusTag.tsx';
import { type Column, keepColumns, visibleColumns } from './table/columns.ts';

describe('the kit', () => {
  it('alone draws a choice from a list, so that the opened list has a name for screen readers', () => {
    const source = path.resolve(import.meta.dirname, '..');
    const raw = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx') && name !== path.join('kit', 'Select.tsx'))
      .filter((name) =>
        /import \{[^}]*\bSelect\b[^}]*\} from 'antd'/.test(readFileSync(path.join(source, name), 'utf8')),
      );
    expect(raw).toEqual([]);
  });

  it('names the button that clears a choice in the language shown', () => {
    const html = renderToStaticMarkup(
      createElement(Select, { allowClear: true, value: 'a', options: [{ value: 'a', label: '甲' }] }),
    );
    expect(html).toContain('aria-label="清除"');
    expect(html).not.toContain('aria-label="Clear"');
  });
});

describe('faults beside their fields', () => {
  it.each([
    ['/name', ['name']],
    ['/rows/0/id', ['rows', 0, 'id']],
    ['/a~1b/c~0d', ['a/b', 'c~d']],
    ['/', []],
    ['', []],
    ['/2026Q1/007', ['2026Q1', '007']],
  ])('%s', (pointer, path) => expect(pathOfPointer(pointer)).toEqual(path));

  const problem = new ProblemError({
    type: '',
    status: 400,
    code: 'invalid',
    title: '',
    faults: [
      { pointer: '/name', code: 'a', detail: '太短。' },
      { pointer: '/name', code: 'b', detail: '有空格。' },
      { pointer: '/', code: 'c', detail: '整体不对。' },
      { parameter: 'id', code: 'd', detail: '没有。' },
    ],
  });
  it('are joined per field; what belongs to none is left to the alert', () => {
    expect(fieldErrors(problem)).toEqual([{ name: ['name'], errors: ['太短。', '有空格。'] }]);
    expect(problem.faults.map(markedBy('name'))).toEqual([true, true, false, false]);
    expect(fieldErrors(new Error('x'))).toEqual([]);
  });
  it('reach the form', () => {
    const set: unknown[] = [];
    showFieldErrors({ setFields: (fields) => set.push(...fields) }, problem);
    expect(set).toEqual([{ name: ['name'], errors: ['太短。', '有空格。'] }]);
  });
});

describe('columns of a table', () => {
  const column = (key: string, more: Partial<Column<string>> = {}): Column<string> => ({
    key,
    title: key,
    render: (row) => row,
    ...more,
  });
  const columns = [
    column('id'),
    column('name'),
    column('note', { hidden: true }),
    column('state', { fixed: true }),
  ];
  it.each([
    [undefined, ['id', 'name', 'state']],
    ['id,note', ['id', 'note', 'state']],
    ['', ['id', 'state']],
    ['gone', ['id', 'state']],
  ])('kept as %j', (kept, keys) => {
    expect(visibleColumns(columns, kept).map((c) => c.key)).toEqual(keys);
  });
  it('are kept as they were chosen', () => {
    expect(visibleColumns(columns, keepColumns(['note', 'id'])).map((c) => c.key)).toEqual([
      'id',
      'note',
      'state',
    ]);
  });
});

it.each([
  [true, true, 'live'],
  [true, false, 'care'],
  [false, true, 'done'],
  [false, false, 'quiet'],
] as const)('a status live %s and factual %s is %s, never late by itself', (live, factual, tone) => {
  expect(toneOf({ live, factual })).toBe(tone);
});
