// Reading a workbook of 100,000 rows × 12 columns, beside a bare yauzl + saxes pass over the same file and
// exceljs's stream reader; writing it, beside exceljs's stream writer. Every run is a process of its own,
// candidates take turns, medians are given.
//
//   npx node bench/workbook.bench.ts [rows=100000] [rounds=5]
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { WriteRow } from '@plumbline/server/platform/workbook/writer-types';

const COLUMNS = [
  '线索编号',
  '姓名',
  '单位',
  '身份证号',
  '发生日期',
  '金额',
  '性质',
  '来源',
  '内容',
  '核验',
  '序号',
  '备注',
];

interface Run {
  /** From the call to the last row, without loading the program. */
  ms: number;
  /** Highest resident memory of the process, in MB, and what it was before the call. */
  peak: number;
  before: number;
  /** Cells or tags seen, to prove that the work was done. */
  count: number;
}

const CANDIDATES: Record<string, (path: string, rows: number) => Promise<() => Promise<number>>> = {
  async 'read: bare yauzl + saxes'(path) {
    const { default: yauzl } = await import('yauzl');
    const { SaxesParser } = await import('saxes');
    return () =>
      new Promise((resolve, reject) => {
        let tags = 0;
        yauzl.open(path, { lazyEntries: true }, (error, zip) => {
          if (error) return reject(error);
          zip.on('error', reject);
          zip.on('end', () => resolve(tags));
          zip.on('entry', (entry) => {
            if (!/worksheets\/|sharedStrings/.test(entry.fileName)) return zip.readEntry();
            zip.openReadStream(entry, (failed, stream) => {
              if (failed) return reject(failed);
              const decoder = new StringDecoder('utf8');
              const parser = new SaxesParser({ xmlns: false, position: false });
              parser.on('opentag', () => tags++);
              parser.on('closetag', () => {});
              parser.on('text', () => {});
              stream.on('data', (chunk: Buffer) => parser.write(decoder.write(chunk)));
              stream.on('end', () => {
                parser.close();
                zip.readEntry();
              });
            });
          });
          zip.readEntry();
        });
      });
  },
  async 'read: plumbline'(path) {
    const { readWorkbookBatches } = await import('@plumbline/server/platform/workbook/reader');
    return async () => {
      let cells = 0;
      for await (const batch of readWorkbookBatches({ path })) {
        for (const event of batch) if (event.type === 'row') cells += event.cells.length;
      }
      return cells;
    };
  },
  async 'read: exceljs stream'(path) {
    const { default: ExcelJS } = await import('exceljs');
    return async () => {
      let cells = 0;
      const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
        sharedStrings: 'cache',
        styles: 'cache',
        worksheets: 'emit',
        entries: 'emit',
        hyperlinks: 'ignore',
      });
      for await (const sheet of reader) {
        for await (const row of sheet) cells += row.cellCount;
      }
      return cells;
    };
  },
  async 'write: plumbline'(path, rows) {
    const { writeWorkbook } = await import('@plumbline/server/platform/workbook/writer');
    const columns = COLUMNS.map((header, i) => ({ key: `c${i}`, header, kind: KINDS[i] ?? 'text' }) as const);
    return async () => {
      const sheets = [{ name: '问题线索', columns, rows: sampleRows(rows) }];
      await writeWorkbook(createWriteStream(`${path}.out`), { sheets });
      return rows * columns.length;
    };
  },
  async 'write: exceljs stream'(path, rows) {
    return async () => writeWithExceljs(`${path}.out`, rows, false);
  },
};

const KINDS: Record<number, 'number' | 'date'> = { 4: 'date', 5: 'number', 10: 'number' };

function* sampleRows(rows: number): Generator<WriteRow> {
  for (let i = 1; i <= rows; i++) {
    yield {
      c0: `办〔2026〕${i}号`,
      c1: `张${i % 977}`,
      c2: `某县住房和城乡建设局${i % 60}`,
      c3: `110101199003${String(i).padStart(6, '0')}`,
      c4: `2026-0${1 + (i % 9)}-1${i % 10}`,
      c5: i * 1.5,
      c6: i % 3 === 0 ? '正面' : '负面',
      c7: '审计',
      c8: `反映其在工程项目中违规插手招投标${i}`,
      c9: i % 2 === 0 ? '是' : '否',
      c10: i,
      c11: i % 4 === 0 ? null : `备注${i}`,
    };
  }
}

async function writeWithExceljs(filename: string, rows: number, useSharedStrings: boolean): Promise<number> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename, useStyles: true, useSharedStrings });
  const sheet = workbook.addWorksheet('问题线索');
  sheet.columns = COLUMNS.map((header, i) => ({ header, key: `c${i}` }));
  let taken = 0;
  for (const row of sampleRows(rows)) {
    sheet.addRow({ ...row, c4: new Date(`${row.c4}T00:00:00Z`) }).commit();
    if (++taken % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
  return rows * COLUMNS.length;
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

async function runOne(name: string, path: string, rows: number): Promise<Run> {
  const work = await CANDIDATES[name]!(path, rows);
  const before = megabytes(process.memoryUsage.rss());
  const start = performance.now();
  const count = await work();
  const ms = performance.now() - start;
  return { ms, peak: megabytes(process.resourceUsage().maxRSS * 1024), before, count };
}

async function inChild(name: string, path: string, rows: number): Promise<Run> {
  const args = [fileURLToPath(import.meta.url), '--one', name, path, String(rows)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Run;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function compare(
  title: string,
  names: string[],
  path: string,
  rows: number,
  rounds: number,
): Promise<void> {
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) runs.get(name)!.push(await inChild(name, path, rows));
  }
  console.log(`\n${title}`);
  const figures = names.map((name) => {
    const all = runs.get(name)!;
    return {
      name,
      ms: Math.round(median(all.map((run) => run.ms))),
      'peak MB': median(all.map((run) => run.peak)),
      'of that before': median(all.map((run) => run.before)),
      count: all[0]!.count,
    };
  });
  const base = figures[0]!;
  console.table(
    figures.map((figure) => ({
      ...figure,
      'time ratio': Number((figure.ms / base.ms).toFixed(2)),
      'memory ratio': Number((figure['peak MB'] / base['peak MB']).toFixed(2)),
    })),
  );
}

async function main(rows: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-bench-'));
  try {
    const files: [string, boolean][] = [
      ['texts in the cells', false],
      ['texts in the shared table, as Excel saves', true],
    ];
    const readers = Object.keys(CANDIDATES).filter((name) => name.startsWith('read'));
    for (const [title, shared] of files) {
      const path = join(folder, `${shared ? 'shared' : 'inline'}.xlsx`);
      await writeWithExceljs(path, rows, shared);
      const { size } = await stat(path);
      await compare(
        `Reading ${rows} × ${COLUMNS.length}, ${title} (${megabytes(size)} MB)`,
        readers,
        path,
        rows,
        rounds,
      );
    }
    const writers = Object.keys(CANDIDATES).filter((name) => name.startsWith('write'));
    await compare(
      `Writing ${rows} × ${COLUMNS.length}`,
      writers.reverse(),
      join(folder, 'written'),
      rows,
      rounds,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const [mode, name, path, rows] = process.argv.slice(2);
if (mode === '--one') console.log(JSON.stringify(await runOne(name!, path!, Number(rows))));
else await main(Number(mode ?? 100_000), Number(name ?? 5));
