import type { Procedure } from './matter.api.ts';

export interface Placed {
  code: string;
  title: string;
  column: number;
  row: number;
  final: boolean;
}

export interface Edge {
  from: string;
  to: string;
  /** Titles of the steps that lead from one to the other. */
  titles: string[];
}

export interface Layout {
  nodes: Placed[];
  edges: Edge[];
  columns: number;
  rows: number;
}

/**
 * Places states left to right by the fewest steps from the start; states that no step reaches stand last. Steps
 * between the same two states share one edge, and a step that stays has none.
 */
export function layOut({
  initial,
  states,
  actions,
}: Pick<Procedure, 'initial' | 'states' | 'actions'>): Layout {
  const known = new Set(states.map((state) => state.code));
  const byEnds = new Map<string, Edge>();
  for (const action of actions) {
    for (const from of action.from) {
      for (const to of action.to.filter((one) => one !== from && known.has(one))) {
        const key = `${from}\n${to}`;
        const edge = byEnds.get(key) ?? { from, to, titles: [] };
        if (!edge.titles.includes(action.title)) edge.titles.push(action.title);
        byEnds.set(key, edge);
      }
    }
  }
  const edges = [...byEnds.values()];
  const depth = new Map([[initial, 0]]);
  for (let queue = [initial]; queue.length > 0; ) {
    const next: string[] = [];
    for (const code of queue) {
      for (const { to } of edges.filter((edge) => edge.from === code)) {
        if (depth.has(to)) continue;
        depth.set(to, depth.get(code)! + 1);
        next.push(to);
      }
    }
    queue = next;
  }
  const last = Math.max(...depth.values());
  const filled = new Map<number, number>();
  const nodes = states.map(({ code, title, final }): Placed => {
    const column = depth.get(code) ?? last + 1;
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { code, title, final, column, row };
  });
  return {
    nodes,
    edges,
    columns: Math.max(0, ...nodes.map((node) => node.column + 1)),
    rows: Math.max(0, ...filled.values()),
  };
}
