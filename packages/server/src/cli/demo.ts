import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { accountTable } from '../demo/account-table.ts';
import { loadSample } from '../demo/load-sample.ts';
import { setSamplePasswords } from '../demo/set-passwords.ts';
import type { Services } from '../platform/context/context.ts';
import { readSettings, type Settings } from '../settings.ts';
import { type Running, start } from '../start.ts';
import type { Command } from './command.ts';
import { progressBar } from './progress-bar.ts';
import { untilStopped } from './until-stopped.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const WEB = path.join(ROOT, 'packages/web');
/** Without 0/O and 1/l/I, to be typed from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export const command: Command = {
  usage: 'plumbline demo',
  about:
    'Starts Plumbline with a fictional county. PLUMBLINE_DEMO_PASSWORD, if set, is the password of all sample accounts.',
  async run() {
    const settings = { ...readSettings(), logLevel: process.env.PLUMBLINE_LOG ?? 'warn' };
    buildClient();
    const running = await start(settings, { prepare: (parts) => prepare(parts, settings) });
    const stopped = untilStopped(running);
    process.stdout.write(`\nOpen ${running.url}   (stop with Ctrl-C)\n`);
    await stopped;
    return 0;
  },
};

/** Loads the county into empty data and says how to sign in. */
async function prepare(
  { endpoints: { services }, packs }: Pick<Running, 'endpoints' | 'packs'>,
  settings: Settings,
): Promise<void> {
  const empty = await hasNoJurisdiction(services);
  const password = settings.demoPassword ?? (empty ? randomPassword() : undefined);
  if (empty) {
    const bar = progressBar('Loading the sample county 生成示例县');
    await loadSample(services, { password: password!, onProgress: bar.update });
    bar.end();
  } else if (password) {
    await setSamplePasswords(services, packs.of(1), password);
  }
  process.stdout.write(`\n${accountTable(packs.of(1))}\n`);
  process.stdout.write(
    password
      ? `Password of all sample accounts 示例账号密码: ${password}\n`
      : '密码已在首次启动时显示；如需更换，请设置 PLUMBLINE_DEMO_PASSWORD。\nThe password is the one printed at the first start; set PLUMBLINE_DEMO_PASSWORD to choose a new one.\n',
  );
}

async function hasNoJurisdiction({ db }: Services): Promise<boolean> {
  const rows = await db.transaction({ jurisdiction: 0 }, (trx) =>
    trx.selectFrom('jurisdiction').select('id').limit(1).execute(),
  );
  return rows.length === 0;
}

const randomPassword = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/** Builds the web client when it is missing or older than its sources. */
function buildClient(): void {
  const built = path.join(WEB, 'dist/index.html');
  const sources = [
    'packages/web/src',
    'packages/contract/src',
    'packages/web/index.html',
    'packages/web/vite.config.ts',
  ];
  if (
    existsSync(built) &&
    sources.every((source) => newest(path.join(ROOT, source)) <= statSync(built).mtimeMs)
  )
    return;
  process.stdout.write('Building the web client 构建网页端 …\n');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The web client could not be built:\n${stdout}${stderr}`);
}

function newest(place: string): number {
  if (!existsSync(place)) return 0;
  const found = statSync(place);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}
