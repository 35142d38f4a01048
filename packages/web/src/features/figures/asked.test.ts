import { expect, test } from 'vitest';
import { askedBy, cellBy, linkTo } from './asked.ts';

test.each([
  [{}, { every: 'month', by: 'period' }],
  [
    { every: 'quarter', on: '2026-05-01', by: 'unit' },
    { every: 'quarter', on: '2026-05-01', by: 'unit' },
  ],
  [
    { every: 'week', on: 'yesterday', by: 'person' },
    { every: 'month', by: 'period' },
  ],
])('the address %j asks for %j', (url, asked) => {
  expect(askedBy(url)).toMatchObject({ on: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/), ...asked });
});

test('the link of a cell asks for what the cell counts', () => {
  const asked = { every: 'year', on: '2026-01-01', by: 'unit' } as const;
  const link = linkTo('talks-held', asked, { key: 'none', part: 'reminder' });
  const [path, search] = link.split('?');
  expect(path).toBe('/figures/talks-held');
  expect(cellBy(Object.fromEntries(new URLSearchParams(search)))).toEqual({
    ...asked,
    key: 'none',
    part: 'reminder',
  });
});
