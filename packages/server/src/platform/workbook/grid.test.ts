import { describe, expect, test } from 'vitest';
import { readSheetGrid } from './grid.ts';
import { inline, rawWorkbook } from './testing.ts';

const data = `<row r="1">${inline('A1', '姓名')}${inline('C1', '周敏')}${inline('BM1', '第65列')}</row>
<row r="2">${inline('A2', '职务')}${inline('B2', '副局长')}</row>`;
const gridOf = async (refs: readonly string[]) => {
  const list = refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const after = refs.length ? `<mergeCells count="${refs.length}">${list}</mergeCells>` : '';
  return readSheetGrid(await rawWorkbook({ sheets: [{ data, after }] }));
};

describe('a sheet as rows of texts', () => {
  test('without what merged cells cover', async () => {
    const [first, second] = await gridOf(['A1:B1', 'D2:F2']);
    expect(first!.slice(0, 2)).toEqual(['姓名', '周敏']);
    expect(first).toHaveLength(63);
    expect(second).toHaveLength(62);
  });

  test('as far as a form is wide', async () => {
    const [first] = await gridOf([]);
    expect(first).toHaveLength(64);
    expect(first).not.toContain('第65列');
  });

  // Every one of them covers the whole sheet: counted out they would be sixteen thousand million cells.
  test('with a bounded number of merged cells', async () => {
    const [first] = await gridOf(Array<string>(125_000).fill('A1:XFD1048576'));
    expect(first).toEqual(['姓名']);
  });
});
