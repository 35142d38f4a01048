import { describe, expect, it } from 'vitest';
import { faultsByRow, faultsOf, placeOf } from './import.format.ts';

describe('faults of a workbook of accounts', () => {
  const faults = faultsByRow([
    { sheet: '账号', row: 2, column: 'A', code: 'required', detail: '必填。' },
    { sheet: '账号', row: 2, column: 'B', code: 'required', detail: '必填。' },
    { sheet: '备份', row: 2, column: 'A', code: 'username-taken', detail: '已有人使用。' },
    { code: 'no-rows', detail: '没有任何一行。' },
  ]);

  it('stand beside the row of their sheet', () => {
    expect(faultsOf(faults, { sheet: '账号', row: 2 }).map((fault) => fault.column)).toEqual(['A', 'B']);
    expect(faultsOf(faults, { sheet: '备份', row: 2 }).map((fault) => fault.code)).toEqual([
      'username-taken',
    ]);
    expect(faultsOf(faults, { sheet: '账号', row: 3 })).toEqual([]);
  });

  it('leave the place of a role as the workbook wrote it', () => {
    expect(placeOf({ organ: '县法院', unit: null })).toBe('县法院');
    expect(placeOf({ organ: '县纪委', unit: '县财政局' })).toBe('县纪委 · 县财政局');
    expect(placeOf({ organ: null, unit: null })).toBe('');
  });
});
