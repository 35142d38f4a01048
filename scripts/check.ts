// Types, lint and format, imports, dead code, packs. Runs everything, then says what failed.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

const CHECKS: [string, string, string[]][] = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the web client', bin('tsc'), ['-p', 'packages/web/tsconfig.json']],
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
for (const [name, command, args] of CHECKS) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  if (status !== 0) {
    failed.push(name);
    process.stdout.write(`${stdout}${stderr}\n`);
  }
}
if (failed.length) {
  process.stdout.write(`Checks failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}
