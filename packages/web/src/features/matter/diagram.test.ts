import { describe, expect, it } from 'vitest';
import { layOut } from './diagram.rules.ts';

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
