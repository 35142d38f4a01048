import { describe, expect, it } from 'vitest';
import {
  concludedRows,
  firstDrafts,
  type SheetRow,
  shownRows,
  signedRows,
  signsTold,
} from './sheet.rules.ts';

const row = (no: number, more: Partial<SheetRow> = {}): SheetRow => ({
  no,
  personId: `p${no}`,
  name: `n${no}`,
  unit: '',
  post: '',
  registered: { name: `n${no}`, unit: '', post: '', birth: null },
  near: false,
  measures: [],
  signs: [],
  proposed: { conclusion: 'clear', grounds: [] },
  conclusion: null,
  grounds: [],
  told: '',
  remark: '',
  ...more,
});
const bar = {
  key: 'm',
  title: '影响期',
  told: '影响期（至2026年10月6日）',
  from: '2026-04-06',
  until: '2026-10-06',
  stands: true,
};
const barred = row(2, { measures: [bar], proposed: { conclusion: 'wait', grounds: ['m'] } });

describe('the working sheet', () => {
  it('signs the names that have a result, never one that is near', () => {
    const drafts = {
      1: { value: 'clear', grounds: ['m'] },
      2: { value: 'problem', grounds: ['m'], words: ' 在效 ' },
      3: { value: 'clear' },
    };
    expect(signedRows([row(1), barred, row(3, { near: true }), row(4)], drafts)).toEqual([
      { no: 1, result: 'clear' },
      { no: 2, result: 'problem', grounds: ['m'], note: '在效' },
    ]);
  });

  it('concludes as proposed unless told, and tells what a conclusion rests on and nothing else', () => {
    const rows = [row(1), barred];
    const ground = new Set(['wait']);
    expect(concludedRows(rows, firstDrafts(rows), ground)).toEqual([
      { no: 1, name: 'n1', conclusion: 'clear' },
      { no: 2, name: 'n2', conclusion: 'wait', grounds: ['m'], told: bar.told },
    ]);
    const changed = { ...firstDrafts(rows), 2: { value: 'clear', grounds: ['m'], words: '已撤销' } };
    expect(concludedRows(rows, changed, ground)[1]).toEqual({
      no: 2,
      name: 'n2',
      conclusion: 'clear',
      remark: '已撤销',
    });
    const before = row(1, { conclusion: 'wait', grounds: ['x'], remark: 'r' });
    expect(firstDrafts([before])[1]).toEqual({ value: 'wait', grounds: ['x'], words: 'r' });
  });

  it('is narrowed by what is in force, what is not signed, and by words', () => {
    const signed = row(3, {
      signs: [{ place: 'x', result: 'clear', grounds: [], note: '', account: 'a', at: '', standing: true }],
    });
    const rows = [row(1), barred, signed];
    const by = (show: 'all' | 'measures' | 'unsigned', words = '') =>
      shownRows(rows, { show, words, places: ['x'] }).map(({ no }) => no);
    expect(by('measures')).toEqual([2]);
    expect(by('unsigned')).toEqual([1, 2]);
    expect(by('all', 'n3')).toEqual([3]);
  });

  it('tells signatures by department, and together those that found nothing and say no more', () => {
    const sign = (place: string, more: object = {}) => ({
      place,
      result: 'clear' as const,
      grounds: [],
      note: '',
      account: place,
      at: '2026-04-06T01:00:00.000Z',
      standing: true,
      ...more,
    });
    const { clear, others } = signsTold(
      [sign('d'), sign('c', { note: '补充' }), sign('a', { standing: false }), sign('b'), sign('a')],
      ['a', 'b', 'c', 'd'],
    );
    expect(clear.map(({ place }) => place)).toEqual(['a', 'b', 'd']);
    expect(others.map(({ place, standing }) => [place, standing])).toEqual([
      ['a', false],
      ['c', true],
    ]);
  });
});
