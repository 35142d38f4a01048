import { describe, expect, it } from 'vitest';
import { newId } from './id.ts';

describe('newId', () => {
  it('makes version 7 UUIDs that sort in the order they were made, also within one moment', () => {
    const moment = Date.parse('2099-01-01T00:00:00Z');
    const ids = Array.from({ length: 10_000 }, () => newId(moment));
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never goes back when the clock does', () => {
    const later = newId(Date.parse('2099-06-01T00:00:00Z'));
    expect(newId(Date.parse('2001-01-01T00:00:00Z')) > later).toBe(true);
  });
});
