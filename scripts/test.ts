// The test command: installs Chromium with apt where it is missing, runs every test (or those below one
// folder) and closes with one line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RESULTS } from './results.ts';

const root = path.resolve(import.meta.dirname, '..');
const only = process.argv.slice(2);
const CHROMIUM = '/usr/bin/chromium';
const FONTS = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

function run(
  command: string,
  args: string[],
  options: { quiet?: boolean; env?: NodeJS.ProcessEnv } = {},
): number {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: options.quiet ? 'ignore' : 'inherit',
    env: { ...process.env, ...options.env },
  });
  return status ?? 1;
}

function installBrowser(): void {
  if (existsSync(CHROMIUM) && existsSync(FONTS)) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stdout.write(
      'The browser tests need Chromium and Chinese fonts: apt-get install chromium fonts-noto-cjk\n',
    );
    process.exit(1);
  }
  process.stdout.write('Installing Chromium and Chinese fonts for the browser tests …\n');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { quiet: true, env });
  if (run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { quiet: true, env }) !== 0) {
    process.stdout.write('Chromium could not be installed with apt-get.\n');
    process.exit(1);
  }
}

const needsBrowser = only.length === 0 || only.some((name) => name.startsWith('e2e'));
if (needsBrowser) {
  installBrowser();
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stdout.write(`${built.stdout}${built.stderr}\nThe web client could not be built.\n`);
    process.exit(1);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-results-'));
const report = path.join(folder, 'results.json');
const status = run(
  path.join(root, 'node_modules/.bin/vitest'),
  [
    'run',
    '--reporter=default',
    '--slowTestThreshold=120000',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...only,
  ],
  {
    env: {
      // Node's own localStorage would print a warning in every worker that looks whether there is one.
      NODE_OPTIONS: '--no-experimental-webstorage',
      // Colours are for a screen; a log that a file or a pipe takes has none.
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }),
    },
  },
);
if (existsSync(report) && only.length === 0) {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  copyFileSync(report, RESULTS);
}
const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
rmSync(folder, { recursive: true, force: true });
if (!results) {
  process.stdout.write('The test runner gave no results.\n');
  process.exit(1);
}
const failed: number =
  results.numFailedTests + (results.numFailedTestSuites > 0 && results.numFailedTests === 0 ? 1 : 0);
process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
process.exitCode = status !== 0 || failed > 0 ? 1 : 0;
