import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../../../platform/packs/read-packs.ts';
import { overlap } from '../ranges.ts';
import {
  conflictOf,
  type Held,
  leavesNobody,
  placeFaults,
  type RoleFacts,
  roleFacts,
} from './grant.rules.ts';

let roles: Map<string, RoleFacts>;
beforeAll(async () => {
  const packs = await readPacks();
  roles = roleFacts(packs.find((pack) => pack.head.code === 'cn-discipline')!);
});

const held = (over: Partial<Held>): Held => ({
  accountId: 'a',
  role: 'reviewer',
  organId: 'o1',
  unitId: null,
  from: '2026-01-01',
  to: null,
  ...over,
});
const ADMINISTRATORS = ['system-administrator', 'security-administrator', 'security-auditor'];

describe('the roles of the default pack', () => {
  it.each(ADMINISTRATORS)('%s sees no content', (code) => {
    expect(roles.get(code)).toMatchObject({ administrator: true, content: false });
  });
  it('let the security administrator alone grant', () => {
    expect([...roles.values()].filter((role) => role.grants).map((role) => role.code)).toEqual([
      'security-administrator',
    ]);
  });
});

describe('conflictOf', () => {
  it.each<[string, Partial<Held>, Partial<Held>, string | undefined]>([
    ['two administrators', { role: 'security-auditor' }, { role: 'system-administrator' }, 'exclusive-role'],
    [
      'two administrators by two accounts',
      { role: 'security-auditor' },
      { role: 'system-administrator', accountId: 'b', organId: 'o2' },
      'exclusive-role',
    ],
    [
      'an administrator and a content role',
      { role: 'system-administrator' },
      { role: 'reviewer' },
      'administrator-with-content',
    ],
    [
      'a content role and an administrator',
      { role: 'reviewer' },
      { role: 'security-auditor', accountId: 'b' },
      'administrator-with-content',
    ],
    [
      'a role held in a unit beside an administrator',
      { role: 'unit-liaison', organId: null, unitId: 'u' },
      { role: 'system-administrator' },
      'administrator-with-content',
    ],
    ['the same role in the same place', {}, {}, 'duplicate'],
    ['the same role elsewhere', {}, { organId: 'o2' }, undefined],
    ['the same role of another account of the person', {}, { accountId: 'b' }, undefined],
    ['two content roles', {}, { role: 'dossier-officer' }, undefined],
    [
      'one after the other',
      { role: 'security-auditor', from: '2026-03-01' },
      { role: 'system-administrator', to: '2026-02-28' },
      undefined,
    ],
    [
      'on one day together',
      { role: 'security-auditor', from: '2026-02-28' },
      { role: 'system-administrator', to: '2026-02-28' },
      'exclusive-role',
    ],
    [
      'a future one that begins before the wanted one ends',
      { role: 'security-auditor', to: '2026-12-31' },
      { role: 'system-administrator', from: '2026-12-31' },
      'exclusive-role',
    ],
    [
      'one withdrawn before it began',
      { role: 'security-auditor' },
      { role: 'system-administrator', from: '2026-06-01', to: '2026-05-31' },
      undefined,
    ],
    ['a role that the pack no longer has', {}, { role: 'gone' }, undefined],
  ])('%s', (_, wanted, other, code) => {
    expect(conflictOf(held(wanted), [held(other)], roles)?.code).toBe(code);
  });

  it('never lets one person be two of the three, in whatever order and days they are granted', () => {
    const day = fc.integer({ min: 1, max: 20 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`);
    const grant = fc.record({
      accountId: fc.constantFrom('a', 'b'),
      role: fc.constantFrom(...ADMINISTRATORS, 'reviewer', 'member-liaison'),
      organId: fc.constantFrom('o1', 'o2'),
      unitId: fc.constant(null),
      from: day,
      to: fc.option(day),
    });
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 12 }), (wanted) => {
        const kept: Held[] = [];
        for (const one of wanted) if (!conflictOf(one, kept, roles)) kept.push(one);
        for (const a of kept) {
          for (const b of kept) {
            if (a === b || a.role === b.role || !overlap(a, b)) continue;
            expect(roles.get(a.role)!.administrator || roles.get(b.role)!.administrator).toBe(false);
          }
        }
      }),
    );
  });

  it('does not depend on which of the two came first', () => {
    const some = fc.constantFrom(...ADMINISTRATORS, 'reviewer', 'unit-liaison');
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, two] = [held({ role: a }), held({ role: b, accountId: 'b' })];
        expect(conflictOf(one, [two], roles)?.code).toBe(conflictOf(two, [one], roles)?.code);
      }),
    );
  });
});

describe('placeFaults', () => {
  const organ = { kind: 'commission', activeFrom: '2020-01-01', activeTo: null };
  const place = { organ, unit: null, accountUnitId: null };
  const days = { from: '2026-05-01', to: null };

  it.each<[string, string, object, object, string[]]>([
    ['an organ of a fitting kind', 'reviewer', {}, {}, []],
    [
      'an organ of another kind',
      'reviewer',
      { organ: { ...organ, kind: 'court' } },
      {},
      ['/organId role-not-in-this-organ'],
    ],
    ['no place', 'reviewer', { organ: null }, {}, ['/organId role-held-in-organ']],
    ['a unit for a role of organs', 'reviewer', { unit: { id: 'u' } }, {}, ['/unitId role-held-in-organ']],
    [
      'an organ for a role of units',
      'unit-liaison',
      {},
      {},
      ['/organId role-held-in-unit', '/unitId role-held-in-unit'],
    ],
    [
      'the unit of the account',
      'unit-liaison',
      { organ: null, unit: { id: 'u' }, accountUnitId: 'u' },
      {},
      [],
    ],
    [
      'another unit',
      'unit-liaison',
      { organ: null, unit: { id: 'u' }, accountUnitId: 'v' },
      {},
      ['/unitId unit-of-account'],
    ],
    ['an end before the beginning', 'reviewer', {}, { to: '2026-04-30' }, ['/to ends-before-it-begins']],
    ['before the organ was there', 'reviewer', {}, { from: '2019-12-31' }, ['/from organ-not-open']],
    [
      'beyond the end of the organ',
      'reviewer',
      { organ: { ...organ, activeTo: '2026-06-30' } },
      {},
      ['/to organ-closes'],
    ],
    [
      'up to the end of the organ',
      'reviewer',
      { organ: { ...organ, activeTo: '2026-06-30' } },
      { to: '2026-06-30' },
      [],
    ],
    ['an unknown role', 'king', {}, {}, ['/role unknown-code']],
  ])('%s', (_, role, over, when, expected) => {
    const faults = placeFaults(roles.get(role), { ...place, ...over }, { ...days, ...when });
    expect(faults.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual(expected);
  });
});

describe('leavesNobody', () => {
  const today = '2026-04-06';
  const always = { from: '2020-01-01', to: null };
  it.each([
    ['the only one goes', [always], [{ ...always, to: '2026-04-05' }], true],
    ['the only one goes later', [always], [{ ...always, to: '2026-12-31' }], true],
    ['another one stays', [always, always], [always, { ...always, to: '2026-04-05' }], false],
    [
      'a successor begins on the next day',
      [always, { from: '2027-01-01', to: null }],
      [
        { ...always, to: '2026-12-31' },
        { from: '2027-01-01', to: null },
      ],
      false,
    ],
    [
      'a successor begins a day too late',
      [always, { from: '2027-01-02', to: null }],
      [
        { ...always, to: '2026-12-31' },
        { from: '2027-01-02', to: null },
      ],
      true,
    ],
    [
      'there was a gap already, and it stays as it was',
      [
        { ...always, to: '2026-05-31' },
        { from: '2026-01-01', to: '2026-04-30' },
      ],
      [{ ...always, to: '2026-05-31' }],
      false,
    ],
    ['the gap comes earlier', [{ ...always, to: '2026-05-31' }], [{ ...always, to: '2026-05-30' }], true],
  ])('%s', (_, before, after, expected) => {
    expect(leavesNobody(before, after, today)).toBe(expected);
  });
});
