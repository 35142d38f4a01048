import { expect, it } from 'vitest';
import { lacksSubjects, subjectsFault, subjectsKey, withStanding } from './matter.format.ts';

it.each([
  [0, 1, 'beginSubjectsUpTo'],
  [0, 5, 'beginSubjectsUpTo'],
  [1, 1, 'beginSubjectsOne'],
  [2, 2, 'beginSubjectsExactly'],
  [1, 5, 'beginSubjectsAbout'],
])('%i to %i subjects: %s', (min, max, key) => expect(subjectsKey({ min, max })).toBe(key));

it.each([
  ['建议默认值：季度后次月10日前', '默认值', '建议默认值：季度后次月10日前'],
  ['Proposed; no rule was seen', 'proposed', 'Proposed; no rule was seen'],
  ['监督法第三十六条', '法定', '监督法第三十六条 · 法定'],
])('%s, %s', (source, standing, text) => expect(withStanding(source, standing)).toBe(text));

it('sends nothing while subjects are missing, and puts what the server says of them beside their field', () => {
  expect(lacksSubjects(0, 1)).toBe(true);
  expect(lacksSubjects(0, 0)).toBe(false);
  const fault = (pointer: string) => [
    { pointer: '/data/x', detail: 'no' },
    { pointer, detail: 'yes' },
  ];
  for (const pointer of ['/subjects', '/subjects/0/id']) expect(subjectsFault(fault(pointer))).toBe('yes');
  expect(subjectsFault(fault('/subjectsOf'))).toBeUndefined();
});
