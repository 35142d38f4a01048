#!/usr/bin/env node
// Starts the pinned Node (TypeScript runs on it directly) with the real command line, whatever Node runs this.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const main = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/cli/main.ts');
const cache = path.resolve(path.dirname(main), '../../../../node_modules/.cache/plumbline');

function pinnedNode() {
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  try {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    return path.join(folder, 'bin', 'node');
  } catch {
    process.stderr.write(
      `Plumbline needs Node 26. The package ${name} is not installed; run "npm install" or use Node 26 yourself.\n`,
    );
    process.exit(1);
  }
}

// Compiled once, kept for the next start: half of a start's work is reading some 2,000 files of code.
const env = { NODE_COMPILE_CACHE: path.resolve(cache, 'code'), ...process.env };
const child = spawn(pinnedNode(), [main, ...process.argv.slice(2)], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
