import { expect, it } from 'vitest';
import type { Row } from './submission.api.ts';
import { fittingOptions, sameAs } from './submission.format.ts';

it('offers of the sub-types only those of the class that was chosen, all of them while none is', () => {
  const option = (code: string, parent: string | null = null) => ({ code, title: `t ${code}`, parent });
  const cls = { code: 'class', options: [option('petition'), option('audit')] };
  const sub = { code: 'subType', options: [option('letter', 'petition'), option('finding', 'audit')] };
  const offered = (written: Record<string, string>) =>
    fittingOptions([cls, sub], sub, written).map(({ code }) => code);
  expect(offered({ class: 't audit' })).toEqual(['finding']);
  expect(offered({ class: 't petition' })).toEqual(['letter']);
  expect(offered({})).toEqual(['letter', 'finding']);
  expect(offered({ class: 'written wrongly' })).toEqual(['letter', 'finding']);
  expect(fittingOptions([cls, sub], cls, { class: 't audit' })).toHaveLength(2);
});

it('names of what says the same what was taken in before what still waits, and nothing that is only alike', () => {
  const twin = (where: 'sheet' | 'earlier' | 'file', over: object = {}) =>
    ({ where, identical: true, accepted: where === 'file', similarity: 1, ...over }) as Row['twins'][number];
  const [sheet, waits, row, file] = [
    twin('sheet'),
    twin('earlier'),
    twin('earlier', { accepted: true }),
    twin('file'),
  ];
  expect(sameAs({ twins: [sheet, waits, row, file] })).toBe(file);
  expect(sameAs({ twins: [sheet, waits, row] })).toBe(row);
  expect(sameAs({ twins: [sheet, waits] })).toBe(sheet);
  expect(sameAs({ twins: [twin('file', { identical: false })] })).toBeUndefined();
});
