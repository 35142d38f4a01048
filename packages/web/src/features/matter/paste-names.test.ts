import type { NamedPerson } from '@plumbline/contract/registry-persons';
import { describe, expect, it } from 'vitest';
import { linesOf, resolvedOf } from './paste-names.ts';

describe('a pasted list', () => {
  it.each([
    ['张三\n\n 李四 \r\n', ['张三', '李四']],
    ['1. 张三\n2、李四\n（3）王五', ['张三', '李四', '（3）王五']],
    ['110105194912310021', ['110105194912310021']],
    ['', []],
  ])('%j', (text, lines) => expect(linesOf(text)).toEqual(lines));

  const person = (id: string) => ({ id, name: `名${id}`, about: null });
  const line = (found: NamedPerson['found'], ...ids: string[]): NamedPerson => ({
    text: ids.join(),
    found,
    persons: ids.map(person),
  });

  it('asks for nothing that is clear, and counts whoever is named twice once', () => {
    const items = [line('one', 'a'), line('repeated', 'a'), line('several', 'b', 'c'), line('none')];
    expect(resolvedOf(items, {})).toMatchObject({ persons: [{ id: 'a' }], open: 2 });
    expect(resolvedOf(items, { 2: 'c' })).toMatchObject({ persons: [{ id: 'a' }, { id: 'c' }], open: 1 });
    expect(resolvedOf(items, { 2: 'z' }).open).toBe(2);
    expect(resolvedOf([line('not-a-number')], {})).toEqual({ persons: [], open: 1 });
  });
});
