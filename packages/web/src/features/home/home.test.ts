import { expect, test } from 'vitest';
import { isSupervised } from './home.rules.ts';

const grant = (unitId: string | null) => ({
  role: 'r',
  roleTitle: 'R',
  organId: unitId ? null : 'o',
  organName: null,
  unitId,
  from: '2026-01-01',
  to: null,
});

test.each([
  ['a person of a supervised unit', 'p', [grant('u')], true],
  ['an officer who is a person on record', 'p', [grant(null)], false],
  ['one who also serves in an organ', 'p', [grant('u'), grant(null)], false],
  ['an account of a unit that stands for nobody', null, [grant('u')], false],
  ['whoever holds no role today', 'p', [], false],
])('%s has the own page as the first one: %s', (_, personId, grants, expected) => {
  expect(isSupervised({ personId, grants })).toBe(expected);
});
