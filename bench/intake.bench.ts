// Taking in a workbook of 100,000 rows: parsing beside a bare yauzl + saxes pass over the same file; staging as a
// share of COPY's speed into the same table with the same indexes, by a role that bypasses row-level security,
// in the same database; and the whole way, from the upload to accepted clue files in their dossiers.
//
//   npx node bench/intake.bench.ts [rows=100000] [persons=6000]
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import * as contract from '@plumbline/contract/submission';
import { insertRows, type NewRow } from '@plumbline/server/modules/clue/row.store';
import { checkRow } from '@plumbline/server/modules/clue/sheet/check-row';
import { readSheets } from '@plumbline/server/modules/clue/sheet/read-sheets';
import { sheetSpec } from '@plumbline/server/modules/clue/sheet/sheet-spec';
import { readWorkbookBatches } from '@plumbline/server/platform/workbook/reader';
import { writeWorkbook } from '@plumbline/server/platform/workbook/writer';
import { startTestServer, type TestServer } from '@plumbline/server/testing';
import startCluster from '@plumbline/server/testing/global-setup';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { addPersons, sheetRows } from './intake-world.ts';

const rows = Number(process.argv[2] ?? 100_000);
const persons = Number(process.argv[3] ?? 6000);

async function timed<T>(name: string, work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  console.log(`${name.padEnd(46)}${Math.round(ms).toLocaleString('en').padStart(9)} ms`);
  return { ms, value };
}

function bareSax(file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let tags = 0;
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(tags));
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!/worksheets\/|sharedStrings/.test(entry.fileName)) return zip.readEntry();
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const decoder = new StringDecoder('utf8');
          const parser = new SaxesParser({ xmlns: false, position: false });
          parser.on('opentag', () => tags++);
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
}

async function parse(file: string): Promise<number> {
  let cells = 0;
  for await (const batch of readWorkbookBatches({ path: file }))
    for (const event of batch) if (event.type === 'row') cells += event.cells.length;
  return cells;
}

async function check(server: TestServer, file: string): Promise<number> {
  const pack = server.services.packs.of(1);
  const read = { notes: [], sheets: [], rows: 0 };
  let right = 0;
  for await (const batch of readSheets({ path: file }, sheetSpec(pack), read)) {
    for (const row of batch) {
      const checked = checkRow((code) => row.cells.get(code), { pack, today: '2026-04-06', date1904: false });
      if (!checked.faults.length) right++;
    }
  }
  return right;
}

const COLUMNS = [
  'submission_id',
  'row_no',
  'organ_id',
  'sheet',
  'source_row',
  'state',
  'cells',
  'entry',
  'faults',
  'candidates',
  'subject_kind',
  'subject_id',
  'certainty',
  'reasons',
  'picked_by',
  'bands',
  'twin_key',
  'return_reason',
  'clue_id',
  'edited_by',
  'id_sealed',
] as const;

/** Copies the staged rows out, and in again by COPY: what nothing that checks, matches and obeys can beat. */
async function copySpeed(server: TestServer, submissionId: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    await client.query('set row_security = off');
    await client.query(
      `create temp table kept as select * from submission_row where submission_id = '${submissionId}'`,
    );
    const { rows: lines } = await client.query<{ line: string }>(`select
      concat_ws(E'\\t', jurisdiction_id, ${COLUMNS.map((c) => `coalesce(replace(replace(${c}::text, E'\\\\', E'\\\\\\\\'), E'\\n', E'\\\\n'), E'\\\\N')`).join(', ')}) as line
      from kept order by row_no`);
    const out = createWriteStream(file);
    for (const { line } of lines) out.write(`${line}\n`);
    out.end();
    await new Promise((resolve) => out.once('finish', resolve));
    await client.query(`delete from submission_row where submission_id = '${submissionId}'`);
    await client.query('vacuum submission_row');
    const { ms } = await timed('COPY into the same table, no RLS', () =>
      pipeline(
        createReadStream(file),
        client.query(copyFrom(`copy submission_row (jurisdiction_id, ${COLUMNS.join(', ')}) from stdin`)),
      ),
    );
    return ms;
  } finally {
    await client.end();
  }
}

/** The staged rows written again by the statement that staging uses, as the body's liaison under RLS. */
async function insertSpeed(server: TestServer, submissionId: string): Promise<number> {
  const organ = server.world.organs.court;
  const account = server.world.accounts.court!;
  const settings = { jurisdiction: 1, account, clearance: 1, reach: [organ], principals: [account, organ] };
  const kept = await server.services.db.transaction(settings, (trx) =>
    trx
      .selectFrom('submission_row')
      .selectAll()
      .where('submission_id', '=', submissionId)
      .orderBy('row_no')
      .execute(),
  );
  await server.services.db.transaction(settings, (trx) =>
    trx.deleteFrom('submission_row').where('submission_id', '=', submissionId).execute(),
  );
  const ready = kept.map((row) => ({
    ...row,
    id_sealed: row.id_sealed?.toString('base64') ?? null,
  })) as unknown as NewRow[];
  const { ms } = await timed('the same rows by insert, under RLS', () =>
    server.services.db.transaction(settings, async (trx) => {
      for (let i = 0; i < ready.length; i += 1000)
        await insertRows(trx, { jurisdiction: 1, submissionId, organId: organ }, ready.slice(i, i + 1000));
    }),
  );
  return ms;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plumbline-bench-'));
  const stopCluster = await startCluster();
  const server = await startTestServer();
  const file = path.join(folder, 'sheet.xlsx');
  try {
    const people = await addPersons(server, persons);
    const columns = [...new Set([...sheetRows(people, 1)].flatMap((row) => Object.keys(row)))];
    await writeWorkbook(createWriteStream(file), {
      sheets: [
        {
          name: '季度线索报送表',
          columns: columns.map((key) => ({ key, header: key })),
          rows: sheetRows(people, rows),
        },
      ],
    });
    console.log(
      `${rows.toLocaleString('en')} rows × ${columns.length}, ${Math.round((await stat(file)).size / 1e5) / 10} MB, ${persons} persons\n`,
    );

    const bare = await timed('bare yauzl + saxes', () => bareSax(file));
    const parsed = await timed('parse into cells', () => parse(file));
    const checked = await timed('parse, find columns, check every cell', () => check(server, file));
    if (checked.value !== rows) throw new Error(`${checked.value} rows were right`);

    const court = server.as('court');
    const draft = await court.must(contract.beginSubmission, { body: { period: '2026Q1' } });
    const put = () =>
      court.send<{ jobId: string | null }>('PUT', `/api/submissions/${draft.id}/workbook`, {
        query: { name: 'sheet.xlsx' },
        body: Readable.from(createReadStream(file)),
        headers: { 'content-type': 'application/octet-stream' },
      });
    const staged = await timed('upload and stage (parse, check, match, write)', async () => {
      const reply = await put();
      if (reply.status >= 400) throw new Error(JSON.stringify(reply.body));
      await server.work();
    });
    const sheet = await court.must(contract.getSubmission, { params: { id: draft.id } });
    console.log(`  ${JSON.stringify(sheet.counts)}`);
    const inserted = await insertSpeed(server, draft.id);
    const copied = await copySpeed(server, draft.id, path.join(folder, 'rows.tsv'));

    await court.must(contract.submitSheet, {
      params: { id: draft.id },
      body: { signedBy: '李法官', confirmed: true },
    });
    const acceptedIn = await timed('accept: clues, matters, entries, search, ledger', async () => {
      await server.as('orgdept').must(contract.acceptSheet, { params: { id: draft.id }, body: {} });
      await server.work();
    });
    const done = await server.as('orgdept').must(contract.getSubmission, { params: { id: draft.id } });
    if (done.counts.accepted !== rows) throw new Error(JSON.stringify(done));

    const ratio = (value: number) => value.toFixed(2);
    console.log(`
parsing : bare yauzl + saxes            ${ratio(parsed.ms / bare.ms)}   (1 or less: no slower than the bare pass)
writing staged rows : COPY              ${ratio(copied / inserted)} of its speed
whole staging : COPY                    ${ratio(copied / staged.ms)} of its speed
whole intake and acceptance             ${((staged.ms + acceptedIn.ms) / 1000).toFixed(1)} s, ${Math.round(rows / ((staged.ms + acceptedIn.ms) / 1000)).toLocaleString('en')} rows/s`);
  } finally {
    await server.stop();
    await stopCluster();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
