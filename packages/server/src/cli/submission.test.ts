import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors/app-error.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { actAs } from './act-as.ts';
import { UsageError } from './command.ts';
import { formatReport, importSubmission, quarterBefore } from './submission.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-sheet-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const HEAD = '姓名,所在单位,线索类别,具体类型,线索来源,发生日期,线索摘要';
const GOOD = '陈立新,县住建局,奖惩类,通报表扬,司法机关移送,2026-02-03,工程款案件配合执行受到通报表扬';
const NAMELESS = '查无此人,县住建局,奖惩类,通报表扬,司法机关移送,2026年2月31日,日期有误的一行';

async function take(who: string, rows: readonly string[], period = '2026Q1') {
  const file = path.join(folder, '2026年一季度.csv');
  await writeFile(file, [HEAD, ...rows].join('\n'));
  return importSubmission(server.app.endpoints, await actAs(server.services, 1, who), { file, period });
}

describe('plumbline import submission', () => {
  it('takes the quarter that ended last', () => {
    expect(quarterBefore('2026-04-06')).toBe('2026Q1');
    expect(quarterBefore('2026-01-01')).toBe('2025Q4');
    expect(quarterBefore('2026-12-31')).toBe('2026Q3');
  });

  it('refuses who is no liaison, a quarter that is none, and a file that is not there', async () => {
    await expect(take('officer', [GOOD])).rejects.toThrow(AppError);
    await expect(take('court', [GOOD], '2026-Q1')).rejects.toThrow(UsageError);
    const court = await actAs(server.services, 1, 'court');
    const missing = { file: path.join(folder, 'none.csv'), period: '2026Q1' };
    await expect(importSubmission(server.app.endpoints, court, missing)).rejects.toThrow(UsageError);
  });

  it('reads the rows into the draft and says what is wrong where', async () => {
    const report = await take('court', [GOOD, NAMELESS]);
    expect(report).toMatchObject({ repeated: false, period: '2026Q1' });
    expect(Object.fromEntries(report.counts.map(({ state, count }) => [state, count]))).toEqual({
      ready: 1,
      wrong: 1,
    });
    const text = formatReport(report);
    expect(text).toMatch(/^ready +1$/m);
    expect(text).toMatch(/^3 wrong$/m);
    expect(text).toContain('发生日期 日历上没有');
  });

  it('takes up the same draft: the same file changes nothing, another one replaces the rows', async () => {
    const first = await take('court', [GOOD, NAMELESS]);
    expect(first.repeated).toBe(true);
    const second = await take('court', [GOOD]);
    expect(second).toMatchObject({ id: first.id, repeated: false, open: [] });
    expect(second.counts).toEqual([{ state: 'ready', count: 1 }]);
  });
});
