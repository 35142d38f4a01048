import { evaluateExpressionSync } from '@gorules/zen-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateGuard, type GuardContext } from './evaluate-guard.ts';
import { guardOf } from './guards.ts';
import { GuardError } from './syntax.ts';

const context: GuardContext = {
  data: {
    n: 5,
    s: 'abc',
    list: ['a', 'b'],
    rows: [{ k: 'x', n: 1 }, { k: 'y' }],
    empty: [],
    yes: true,
    no: false,
    none: null,
    deep: { k: 2 },
  },
  input: { n: 7, s: 'x' },
  state: 'open',
  count: { ask: 2, 'ask-again': 0 },
  subject: { kind: 'person' },
  subjects: { count: 1 },
  children: { open: 0 },
  actor: { relation: 'handler' },
};
const ask = (source: string) => evaluateGuard(guardOf(source).node, context);

describe('the subset', () => {
  test.each<[string, ReturnType<typeof evaluateGuard>]>([
    ["data.n > 3 and data.s == 'abc'", 'yes'],
    ["state in ['open', 'asked'] and not data.no", 'yes'],
    ['count["ask-again"] == 0 and count.ask >= 2', 'yes'],
    ["'c' not in data.list and len(data.list) == 2", 'yes'],
    ['data.deep.k + input.n - 1 == 8', 'yes'],
    ["startsWith(data.s, 'ab') and endsWith(data.s, 'bc') and contains(data.s, 'b')", 'yes'],
    ["data.missing == null or subject.kind == 'unit'", 'yes'],
    ["actor.relation == 'custodian' or children.open > 0", 'no'],
    ['data.missing > 3', 'failed'],
    ['data.n and true', 'failed'],
    ['data.s > 1', 'failed'],
    ["data.list == 'a'", 'failed'],
    ['data.n', 'failed'],
    ['len(data.s) == 3', 'failed'],
    ['data.constructor == null', 'yes'],
    ["some(data.rows, #.k == 'y')", 'yes'],
    ["all(data.rows, #.k != 'z' and data.n == 5)", 'yes'],
    ["all(data.rows, #.k == 'x')", 'no'],
    ['all(data.empty, false) and not some(data.empty, true)', 'yes'],
    ['some(data.rows, #.missing == null)', 'yes'],
    ['all(data.rows, #.n > 0)', 'failed'],
    ['some(data.s, true)', 'failed'],
    ['some(data.rows, #.k)', 'failed'],
  ])('%s: %s', (source, answer) => {
    expect(ask(source)).toBe(answer);
  });

  test.each<[string, ReturnType<typeof evaluateGuard>]>([
    ['data.no and input.n == 7', 'no'],
    ['data.yes and input.n == 7', 'failed'],
    ['input.missing == null', 'failed'],
    ['all(input.rows, #.n == 1)', 'failed'],
    ['data.yes or input.n == 7', 'yes'],
  ])('before anybody filled in the form, %s: %s', (source, answer) => {
    expect(evaluateGuard(guardOf(source).node, { ...context, input: undefined })).toBe(answer);
  });

  test.each([
    'len(filter([0..2000000000], # > 5)) > 0',
    "date('now') > 1",
    'rand(5) > 2',
    "d('2026-01-01').year() > 1",
    'now > 1',
    'data',
    'data.a.b.c.d.e == 1',
    'state.length > 1',
    'count.a.b == 1',
    'process.env == 1',
    '1 < 2 < 3',
    "data.s == 'it\\'s'",
    'data.n ** 2 > 1',
    'data.n * 2 > 1',
    'true ? true : false',
    '`x` == 1',
    "data.list[0] == 'a'",
    'len(data.list, 1) > 0',
    '',
    'data.n >',
    '(data.n > 1',
    'data.n > 1)',
    'data.n > 1 data.n',
    'not',
    'in',
    '#.k == 1',
    'some(data.rows)',
    'some([1, 2], # > 1)',
    'some(data.rows, all(data.list, true))',
    'some(data.rows, #.k == 1) and #.k == 1',
    'some(data.rows, #.a.b.c.d.e == 1)',
    `${'('.repeat(30)}true${')'.repeat(30)}`,
    `${'not '.repeat(30)}true`,
    'true or '.repeat(70) + 'true',
    `data.s == '${'x'.repeat(300)}'`,
  ])('refuses %s', (source) => {
    expect(() => guardOf(source)).toThrow(GuardError);
  });
});

const leaf = fc.constantFrom(
  'data.n',
  'input.n',
  'data.s',
  'data.list',
  'data.yes',
  'data.no',
  'data.none',
  'data.missing',
  'data.deep.k',
  'state',
  'count.ask',
  'count["ask-again"]',
  'subject.kind',
  'children.open',
  "'a'",
  "'abc'",
  "''",
  '0',
  '5',
  '-2',
  'true',
  'false',
  'null',
  "['a', 'x']",
  '[5, 7]',
  '[]',
);
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const pair = (join: (left: string, right: string) => string) =>
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => join(left, right));
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      pair((l, r) => `(${l}) and (${r})`),
      pair((l, r) => `(${l}) or (${r})`),
      tie('expression').map((e) => `not (${e})`),
      fc
        .tuple(leaf, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', 'not in'), leaf)
        .map((p) => p.join(' ')),
      fc
        .tuple(leaf, fc.constantFrom('+', '-'), leaf, fc.constantFrom('==', '>'), leaf)
        .map((p) => p.join(' ')),
      fc
        .tuple(leaf, fc.constantFrom('and', 'or'), leaf, fc.constantFrom('and', 'or'), leaf)
        .map((p) => p.join(' ')),
      fc
        .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), leaf, leaf)
        .map(([f, l, r]) => `${f}(${l}, ${r})`),
      leaf.map((l) => `len(${l}) > 1`),
      fc
        .tuple(
          fc.constantFrom('some', 'all'),
          fc.constantFrom('data.rows', 'data.empty', 'data.list'),
          fc.constantFrom('#.k', '#.n', '#.missing'),
          fc.constantFrom('==', '!=', '>'),
          leaf,
        )
        .map(([which, list, name, by, l]) => `${which}(${list}, ${name} ${by} ${l})`),
    ),
  };
});

test('agrees with ZEN wherever it says yes or no', () => {
  let answered = 0;
  fc.assert(
    fc.property(expression, (source) => {
      const own = ask(source);
      if (own === 'failed') return;
      answered++;
      expect(evaluateExpressionSync(source, context)).toBe(own === 'yes');
    }),
    { numRuns: 9000 },
  );
  // About one in ten is answered; so many runs that chance can't starve the comparison.
  expect(answered).toBeGreaterThan(300);
});

test('never runs long: a guard takes as many steps as it has parts', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (source) => {
      try {
        expect(['yes', 'no', 'failed']).toContain(ask(source));
      } catch (error) {
        expect(error).toBeInstanceOf(GuardError);
      }
    }),
    { numRuns: 500 },
  );
});
