import path from 'node:path';
import { loadPack } from '@plumbline/policy/node';
import { describe, expect, it } from 'vitest';
import { type FormNode, localise } from './form-node.ts';
import { type Cell, cellsOfRows, rowsOfCells } from './matrix-rows.ts';

const { pack } = await loadPack(path.resolve(import.meta.dirname, '../../../../../packs/cn-discipline'));
const form = localise(pack!.forms['clue-screening'] as unknown as FormNode, 'zh');
const list = form.properties!.evidence!;
const items = list.items!;
const hint = list['x-ui']!.matrix!;

const CELLS: Cell[] = [
  { no: 1, piece: '会议记录', source: '住建局', reading: 'true', bears: 'contradicts', weight: 'strong' },
  { no: 2, piece: '清单', source: '财政局', reading: 'framed', bears: 'neutral' },
  { no: 1, piece: '会议记录', source: '住建局', reading: 'untrue', bears: 'supports', weight: 'strong' },
];

describe('the table of evidence in the form', () => {
  it('puts the cells of a piece into one row, and writes the list as it was written before', () => {
    const rows = rowsOfCells(CELLS, items, hint);
    expect(rows.map(({ fields, marks }) => [fields.piece, marks])).toEqual([
      ['会议记录', { true: 'contradicts', untrue: 'supports' }],
      ['清单', { framed: 'neutral' }],
    ]);
    const written = cellsOfRows(rows, items, hint);
    expect(written).toHaveLength(CELLS.length);
    expect(written).toEqual(expect.arrayContaining(CELLS));
    expect(rowsOfCells(written, items, hint)).toEqual(rows);
  });

  it('keeps a piece that was not judged yet, and says nothing for it', () => {
    const [cell] = cellsOfRows(
      [{ fields: { no: 1, piece: '录音', source: '来信人' }, marks: { true: '' } }],
      items,
      hint,
    );
    expect(cell).toEqual({ no: 1, piece: '录音', source: '来信人', reading: 'unknown', bears: 'neutral' });
  });
});
