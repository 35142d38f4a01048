import { describe, expect, it } from 'vitest';
import { BOX, layOut, left, linesOf, pathOf, sizeOf, top } from './diagram.rules.ts';

const state = (code: string, final = false) => ({ code, title: code, final, phase: 'during' as const });
const action = (code: string, from: string[], to: string[]) => ({
  code,
  title: code,
  from,
  to,
  by: [],
  approval: null,
  document: null,
});

describe('the picture of a procedure', () => {
  const layout = layOut({
    initial: 'a',
    states: [state('a'), state('c', true), state('b'), state('lost')],
    actions: [
      action('go', ['a'], ['b']),
      action('run', ['a'], ['b']),
      action('note', ['a', 'b'], []),
      action('stay', ['b'], ['b']),
      action('end', ['a', 'b'], ['c', 'gone']),
    ],
  });

  it('places states by the fewest steps from the start, unreachable ones last', () => {
    expect(layout.nodes.map(({ code, column, row }) => [code, column, row])).toEqual([
      ['a', 0, 0],
      ['c', 1, 0],
      ['b', 1, 1],
      ['lost', 2, 0],
    ]);
    expect([layout.columns, layout.rows]).toEqual([3, 2]);
  });

  it('joins the steps between the same states and leaves out those that stay or lead nowhere', () => {
    expect(layout.edges).toEqual([
      { from: 'a', to: 'b', titles: ['go', 'run'] },
      { from: 'a', to: 'c', titles: ['end'] },
      { from: 'b', to: 'c', titles: ['end'] },
    ]);
  });
});

type Point = readonly [number, number];
const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** Many points on a path of M, L and C. */
function pointsOf(path: string): Point[] {
  const points: Point[] = [];
  for (const [, letter, rest] of path.matchAll(/([MLC])([^MLC]*)/g)) {
    const numbers = rest!.trim().split(' ').map(Number);
    const ends = Array.from(
      { length: numbers.length / 2 },
      (_, i): Point => [numbers[2 * i]!, numbers[2 * i + 1]!],
    );
    const start = points.at(-1) ?? ends[0]!;
    for (let t = 0; t <= 1.001; t += 0.02) {
      if (letter !== 'C') points.push(mix(start, ends[0]!, t));
      else {
        const [a, b, c] = ends as [Point, Point, Point];
        const [p, q, r] = [mix(start, a, t), mix(a, b, t), mix(b, c, t)];
        points.push(mix(mix(p, q, t), mix(q, r, t), t));
      }
    }
  }
  return points;
}

describe('the lines of the picture', () => {
  const places = [0, 1, 2, 3].flatMap((column) => [0, 1, 2].map((row) => ({ column, row })));
  const within = (box: (typeof places)[number], [x, y]: Point) =>
    x > left(box) && x < left(box) + BOX.width && y > top(box) && y < top(box) + BOX.height;

  it('run behind no box, wherever they begin and end, and stop short of the one they point to', () => {
    const hidden = places.flatMap((from) =>
      places
        .filter((to) => to !== from)
        .filter((to) => pointsOf(pathOf(from, to)).some((point) => places.some((box) => within(box, point))))
        .map((to) => [from, to]),
    );
    expect(hidden).toEqual([]);
  });

  it('stay inside the picture', () => {
    const { width, height } = sizeOf({ columns: 4, rows: 3 });
    const outside = places.flatMap((from) =>
      places
        .filter((to) => to !== from)
        .flatMap((to) => pointsOf(pathOf(from, to)))
        .filter(([x, y]) => x < 0 || y < 0 || x > width || y > height),
    );
    expect(outside).toEqual([]);
  });
});

it('breaks a long title into two lines instead of cutting it', () => {
  expect(linesOf('待签发')).toEqual(['待签发']);
  expect(linesOf('Issued, to be delivered')).toEqual(['Issued, to be', 'delivered']);
  expect(linesOf('已签发，等待送达被函询人')).toEqual(['已签发，等待送达被', '函询人']);
  expect(linesOf(`Waits ${'long '.repeat(20)}`)[1]).toMatch(/…$/);
});
