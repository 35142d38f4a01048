// The benches, one after the other, each in a process of its own: all of them, or those named.
//
//   npm run bench [name …]        npm run bench dossier start
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../bench');
const SUFFIX = '.bench.ts';
const known = readdirSync(folder)
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length))
  .sort();
const wanted = process.argv.slice(2).length ? process.argv.slice(2) : known;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${known.join(', ')}\n`);
  process.exit(2);
}

const [cpu] = cpus();
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model ?? 'processor'}, ` +
    `${Math.round(totalmem() / 1024 ** 3)} GB, ${process.platform} ${release()}, Node ${process.versions.node}\n`,
);
const failed = wanted.filter((name) => {
  const { status } = spawnSync(process.execPath, [path.join(folder, name + SUFFIX)], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length) process.stderr.write(`These benches failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length ? 1 : 0;
