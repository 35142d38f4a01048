import { expect, it } from 'vitest';
import { fittingOptions } from './submission.format.ts';

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
