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

export const BOX = { width: 128, height: 40 };
const GAP = { x: 72, y: 30 };
const PAD = 16;

export const left = (node: Pick<Placed, 'column'>) => PAD + node.column * (BOX.width + GAP.x);
export const top = (node: Pick<Placed, 'row'>) => PAD + node.row * (BOX.height + GAP.y);

/** Widths of letters and signs that fit into a line of a box; a Chinese character takes two. */
const ROOM = 18;
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);

/** A title in at most two lines, cut only where even these are too short for it. */
export function linesOf(title: string): string[] {
  if (widthOf(title) <= ROOM) return [title];
  const pieces = title.match(/[^\s\u2e80-\uffff]+\s*|[\u2e80-\uffff]|\s+/g) ?? [];
  const lines = [''];
  for (const piece of pieces) {
    if (lines.length === 1 && lines[0] && widthOf((lines[0] + piece).trimEnd()) > ROOM) lines.push('');
    lines[lines.length - 1] += piece;
  }
  const [first = '', second] = lines.map((line) => line.trim());
  if (second === undefined) return [first];
  if (widthOf(second) <= ROOM + 2) return [first, second];
  let cut = second;
  while (widthOf(cut) > ROOM) cut = cut.slice(0, -1);
  return [first, `${cut}…`];
}

/** Room for all boxes and for the lines round the last column and below the last row. */
export const sizeOf = ({ columns, rows }: Pick<Layout, 'columns' | 'rows'>) => ({
  width: PAD * 2 + columns * (BOX.width + GAP.x) - GAP.x / 2,
  height: PAD * 2 + rows * (BOX.height + GAP.y),
});

/** Between the tip of an arrow and the box to which it points. */
const TIP = 2;
const TURN = 36;

type Place = Pick<Placed, 'column' | 'row'>;

/**
 * The line from one state to another, as an SVG path of curves and straight runs. It keeps to the gaps between
 * columns and rows, so it never runs behind a box: to the next column it goes straight over, further on along
 * the gap beside the target's row, backwards along the gap below its own row, within a column round the right.
 */
export function pathOf(from: Place, to: Place): string {
  const right = left(from) + BOX.width;
  const y1 = top(from) + BOX.height / 2;
  const y2 = top(to) + BOX.height / 2;
  if (to.column === from.column) {
    const end = left(to) + BOX.width + TIP;
    return `M${right} ${y1}C${right + TURN} ${y1} ${end + TURN} ${y2} ${end} ${y2}`;
  }
  if (to.column > from.column) {
    const end = left(to) - TIP;
    if (to.column === from.column + 1) {
      const middle = (right + end) / 2;
      return `M${right} ${y1}C${middle} ${y1} ${middle} ${y2} ${end} ${y2}`;
    }
    const lane = to.row > from.row ? top(to) - GAP.y / 2 : top(to) + BOX.height + GAP.y / 2;
    const [away, near] = [right + TURN, end - TURN];
    return (
      `M${right} ${y1}C${right + TURN / 2} ${y1} ${right + TURN / 2} ${lane} ${away} ${lane}` +
      `L${near} ${lane}C${end - TURN / 2} ${lane} ${end - TURN / 2} ${y2} ${end} ${y2}`
    );
  }
  const start = left(from) + BOX.width / 2;
  const below = top(from) + BOX.height;
  const lane = below + GAP.y / 2;
  const end = left(to) + BOX.width + TIP;
  return (
    `M${start} ${below}C${start} ${lane} ${start} ${lane} ${start - TURN} ${lane}` +
    `L${end + TURN} ${lane}C${end + TURN / 2} ${lane} ${end + TURN / 2} ${y2} ${end} ${y2}`
  );
}
