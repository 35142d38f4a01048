import { existsSync } from 'node:fs';
import path from 'node:path';
import { type App, buildApp } from '../app.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { Database } from '../platform/db/database.ts';
import { AppError } from '../platform/errors/app-error.ts';
import { OperatorError } from '../platform/errors/operator-error.ts';
import { FolderStore } from '../platform/files/folder-store.ts';
import { problemOf } from '../platform/http/problems.ts';
import { smtpMailer } from '../platform/notices/mailer.ts';
import { readPacks } from '../platform/packs/read-packs.ts';
import { Packs } from '../platform/packs/registry.ts';
import { readSettings } from '../settings.ts';
import { prepareDatabase } from '../start.ts';
import { UsageError } from './command.ts';

/**
 * Opens everything that a server has, without listening and without working off jobs, runs `work` and closes
 * it again. A server that runs on the same data goes on meanwhile: its database is joined.
 *
 * `existing`: only on data that is there already, so that a command in the wrong folder makes none.
 *
 * Gives the exit status of `work`; a refusal (wrong rights, wrong input) is printed with its faults and gives 1.
 */
export async function withServices(
  work: (app: App) => Promise<number>,
  options: { existing?: boolean } = {},
): Promise<number> {
  const settings = readSettings();
  if (options.existing && !settings.databaseUrl && !existsSync(path.join(settings.data, 'postgres')))
    throw new OperatorError({
      zh: `${settings.data} 中没有服务器的数据。请将 PLUMBLINE_DATA 和 PLUMBLINE_KEYS 设为服务器所用的目录。`,
      en: `There is no data of a server in ${settings.data}. Set PLUMBLINE_DATA and PLUMBLINE_KEYS to the folders that the server uses.`,
    });
  const { appUrl, keys, embedded } = await prepareDatabase(settings, undefined, { shared: true });
  const mailer = settings.mail && smtpMailer(settings.mail.url, settings.mail.from);
  const db = new Database({ url: appUrl, max: 4, applicationName: 'plumbline command' });
  try {
    const app = await buildApp({
      services: {
        db,
        clock: systemClock,
        keys,
        packs: await Packs.open(db, await readPacks(), systemClock.now()),
        files: new FolderStore(path.join(settings.data, 'files'), keys),
        uploads: path.join(settings.data, 'uploads'),
        origin: settings.origin,
        mailer,
      },
      databaseUrl: appUrl,
      logLevel: 'error',
    });
    try {
      return await work(app);
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      process.stderr.write(`${refusal(error)}\n`);
      return 1;
    } finally {
      await app.server.close();
    }
  } finally {
    mailer?.close();
    await db.close();
    await embedded?.stop();
  }
}

/** The refusal as text, in Chinese and English, with what is wrong where. */
function refusal(error: AppError): string {
  const [zh, en] = [problemOf(error, 'zh', ''), problemOf(error, 'en', '')];
  const faults = (en.faults ?? []).map(
    (fault) => `  ${fault.pointer ?? fault.parameter ?? ''} ${fault.detail}`,
  );
  return [`${zh.title} ${en.title}`, ...faults].join('\n');
}

/** An option that a command can't do without. @throws UsageError */
export function needOption(value: string | undefined, question: string): string {
  if (!value) throw new UsageError(question);
  return value;
}
