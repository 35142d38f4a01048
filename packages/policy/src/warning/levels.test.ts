import { describe, expect, it } from 'vitest';
import type { FactKind, Gravity } from '../pack/catalogue.schema.ts';
import { defaultPack } from '../testing/default-pack.ts';
import type { Fact } from './fact.ts';
import { LEVEL_TABLE, LIST_TABLE, levelProposed, toleranceFirst, weigh } from './weigh.ts';

const pack = await defaultPack();
const table = pack.tables[LEVEL_TABLE]!;
const list = pack.tables[LIST_TABLE]!;

/** `3` minor, `2` heavier, `1` serious; a letter says what it is, `=x` that it tells of the same matter as the other x. */
function facts(written: string): Fact[] {
  const GRAVE: Record<string, Gravity> = { 3: 'minor', 2: 'heavier', 1: 'serious' };
  const KINDS: Record<string, FactKind> = { f: 'false-answer', a: 'assessment', i: 'inaction' };
  return written
    .split(' ')
    .filter(Boolean)
    .map((word, n) => {
      const [said = '', matter = `m${n}`] = word.split('=');
      return { id: `e${n}`, grave: GRAVE[said[0]!]!, kind: KINDS[said[1] ?? ''] ?? 'conduct', matter };
    });
}

type Case = [
  what: string,
  facts: string,
  around: { recurs?: true; lapse?: true },
  level: Gravity | undefined,
  row: string,
];

/** Worked by hand, level by level. The row names the rule; its source and standing stand in the table. */
const CASES: Case[] = [
  ['nothing verified', '', {}, undefined, 'nothing'],
  ['nothing verified, warned before', '', { recurs: true }, undefined, 'nothing'],
  // Level 3: minor.
  ['one minor fact', '3', {}, 'minor', 'minor'],
  ['two minor facts', '3 3', {}, 'minor', 'minor'],
  ['one minor fact told of in twenty copies', `${'3=x '.repeat(20)}`, {}, 'minor', 'minor'],
  ['two minor matters, each told of twice', '3=x 3=x 3=y 3=y', {}, 'minor', 'minor'],
  ['a poor assessment alone', '3a', {}, 'minor', 'minor-assessed'],
  ['a poor assessment and a minor fact', '3a 3', {}, 'minor', 'minor-assessed'],
  ['two poor assessments', '3a 3a', {}, 'minor', 'minor-assessed'],
  ['inaction of a minor kind', '3i', {}, 'minor', 'minor'],
  ['inaction and a minor fact', '3i 3', {}, 'minor', 'minor'],
  ['nothing but an own lapse', '', { lapse: true }, 'minor', 'lapse-alone'],
  ['an own lapse, warned before, no fact', '', { lapse: true, recurs: true }, 'minor', 'lapse-alone'],
  // Level 2: heavier.
  ['one heavier fact', '2', {}, 'heavier', 'heavier'],
  ['two heavier facts', '2 2', {}, 'heavier', 'heavier'],
  ['a heavier and a minor fact', '2 3', {}, 'heavier', 'heavier'],
  ['a heavier fact in five copies', '2=x 2=x 2=x 2=x 2=x', {}, 'heavier', 'heavier'],
  ['copies of which one calls it heavier', '3=x 2=x', {}, 'heavier', 'heavier'],
  ['heavier inaction', '2i', {}, 'heavier', 'heavier'],
  ['a heavier fact with a poor assessment', '2 3a', {}, 'heavier', 'heavier-assessed'],
  ['three minor facts', '3 3 3', {}, 'heavier', 'minor-many'],
  ['five minor facts', '3 3 3 3 3', {}, 'heavier', 'minor-many'],
  ['a minor fact again within the window', '3', { recurs: true }, 'heavier', 'minor-again'],
  ['a minor fact in copies, again', '3=x 3=x 3=x', { recurs: true }, 'heavier', 'minor-again'],
  ['a minor false answer', '3f', {}, 'heavier', 'minor-false-answer'],
  ['a minor fact and an own lapse', '3', { lapse: true }, 'heavier', 'minor-lapse'],
  ['a poor assessment together with inaction', '3a 3i', {}, 'heavier', 'minor-idle'],
  [
    'a minor false answer, again, with a lapse',
    '3f',
    { recurs: true, lapse: true },
    'heavier',
    'minor-false-answer',
  ],
  // Level 1: serious.
  ['one serious fact', '1', {}, 'serious', 'serious'],
  ['a serious fact among minor ones', '3 1 3', {}, 'serious', 'serious'],
  ['a serious fact, warned before', '1', { recurs: true }, 'serious', 'serious'],
  ['a serious false answer', '1f', {}, 'serious', 'serious'],
  ['three heavier facts', '2 2 2', {}, 'serious', 'heavier-many'],
  ['three facts, the gravest heavier', '2 3 3', {}, 'serious', 'heavier-many'],
  ['a heavier fact again within the window', '2', { recurs: true }, 'serious', 'heavier-again'],
  ['a heavier false answer', '2f', {}, 'serious', 'heavier-false-answer'],
  ['a heavier fact and an own lapse', '2', { lapse: true }, 'serious', 'heavier-lapse'],
  ['heavier inaction with a poor assessment', '2i 3a', {}, 'serious', 'heavier-idle'],
  ['three minor facts, again', '3 3 3', { recurs: true }, 'serious', 'minor-many-again'],
  ['three minor facts, one a false answer', '3 3f 3', {}, 'serious', 'minor-many-false-answer'],
  ['three minor facts and an own lapse', '3 3 3', { lapse: true }, 'serious', 'minor-many-lapse'],
];

const around = (of: Case[2]) => ({ recurs: of.recurs === true, lapse: of.lapse === true });

describe('[P3] the level of a warning, worked by hand', () => {
  it('in forty cases and more', () => expect(CASES.length).toBeGreaterThanOrEqual(40));

  it.each(CASES)('%s (%s, %o) is %s by row %s', (_, written, of, level, row) => {
    const weighed = weigh(table, facts(written), around(of));
    expect(weighed.fired.map((one) => one.row)).toEqual([row]);
    expect(levelProposed(weighed)).toBe(level);
    // Tolerance is considered first at level 3, and at no other.
    expect(toleranceFirst(weighed)).toBe(level === 'minor');
  });

  it('uses every row, and each row says where it comes from', () => {
    expect(new Set(CASES.map(([, , , , row]) => row))).toEqual(new Set(table.rows.map(({ id }) => id)));
    for (const { source, standing } of table.rows)
      expect([source.zh, standing]).toEqual([expect.any(String), 'default']);
  });

  it('is decided in every case, and never twice', () => {
    const { hit, inputs } = table;
    expect([hit, inputs.length]).toEqual(['unique', 7]);
  });
});

describe('the special list', () => {
  it.each<[string, string, { recurs?: true; level?: Gravity }, string[]]>([
    ['nothing', '', {}, []],
    ['warned before, but nothing verified', '', { recurs: true }, []],
    ['one minor fact', '3', {}, []],
    ['one matter in many copies', '3=x 3=x 3=x 3=x', {}, []],
    ['three matters', '3 3 3', {}, ['many-facts']],
    ['a serious fact', '1', {}, ['serious-fact']],
    ['level 3 in force', '3', { level: 'minor' }, []],
    ['level 2 in force', '2', { level: 'heavier' }, ['level-heavier']],
    ['level 1 in force', '1', { level: 'serious' }, ['level-serious', 'serious-fact']],
    ['again', '3', { recurs: true }, ['recurring']],
    ['a false answer', '3f', {}, ['false-answer']],
    ['poor assessment and inaction', '3a 3i', {}, ['poor-assessment', 'inaction']],
  ])('%s', (_, written, { recurs, level }, grounds) => {
    const weighed = weigh(list, facts(written), { recurs: recurs === true, lapse: false, level });
    expect(weighed.fired.map(({ row }) => row)).toEqual(grounds);
  });
});
