// Types, lint and format, imports, dead code, packs. Runs everything, then says what failed.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

const CHECKS: [string, string, string[]][] = [
  // Several checkers of one program work the same types out again and again.
  ['types', bin('tsc'), ['-p', 'tsconfig.json', '--checkers', '1']],
  ['types of the web client', bin('tsc'), ['-p', 'packages/web/tsconfig.json', '--checkers', '1']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  [
    'imports',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', 'packages', 'samples', 'scenarios', 'e2e'],
  ],
  ['dead code', bin('knip'), ['--no-progress']],
  ['links in the documents', process.execPath, ['scripts/check-links.ts']],
  ['default pack', bin('plumbline'), ['pack', 'check', 'packs/cn-discipline']],
  ['second pack', bin('plumbline'), ['pack', 'check', 'packs/inspectorate']],
];

const failed: string[] = [];

/** Runs one check to its end, in silence but for what it found. */
function run([name, command, args]: (typeof CHECKS)[number]): Promise<void> {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(piece));
    child.on('error', (error) => said.push(Buffer.from(error.message)));
    child.on('close', (status) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
      if (status !== 0) {
        failed.push(name);
        process.stdout.write(`${Buffer.concat(said).toString()}\n`);
      }
      done();
    });
  });
}

// As many side by side as there are processors; the longest begin first.
const waiting = [...CHECKS];
const lane = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(next);
};
await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane));
if (failed.length) {
  process.stdout.write(`Checks failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
