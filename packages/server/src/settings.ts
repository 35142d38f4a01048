import path from 'node:path';
import { OperatorError } from './platform/errors/operator-error.ts';

/** What the environment decides. Fixed names; see docs/operations.md. */
export interface Settings {
  port: number;
  host: string;
  /** Address under which browsers reach the server. */
  origin: string;
  data: string;
  keys: string;
  /** Owner's connection string of an outside PostgreSQL ≥ 15; left out: the embedded one. */
  databaseUrl: string | undefined;
  demoPassword: string | undefined;
  logLevel: string;
  tls: { cert: string; key: string } | undefined;
  /** Mail server for notices; left out: notices stay in the platform. */
  mail: { url: string; from: string } | undefined;
}

/** A variable of the environment has a value that can't be used. */
export class SettingsError extends OperatorError {}

/** Reads the environment. @throws {SettingsError} naming the variable and what it must be */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PLUMBLINE_PORT ?? 4600);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingsError({
      zh: 'PLUMBLINE_PORT 必须是端口号（0 到 65535）。',
      en: 'PLUMBLINE_PORT must be a port number (0 to 65535).',
    });
  const host = env.PLUMBLINE_HOST ?? '127.0.0.1';
  const cert = env.PLUMBLINE_TLS_CERT;
  const key = env.PLUMBLINE_TLS_KEY;
  if (Boolean(cert) !== Boolean(key))
    throw new SettingsError({
      zh: 'PLUMBLINE_TLS_CERT 和 PLUMBLINE_TLS_KEY 必须同时设置。',
      en: 'PLUMBLINE_TLS_CERT and PLUMBLINE_TLS_KEY go together.',
    });
  const smtp = env.PLUMBLINE_SMTP_URL;
  const from = env.PLUMBLINE_MAIL_FROM;
  if (Boolean(smtp) !== Boolean(from))
    throw new SettingsError({
      zh: 'PLUMBLINE_SMTP_URL 和 PLUMBLINE_MAIL_FROM 必须同时设置。',
      en: 'PLUMBLINE_SMTP_URL and PLUMBLINE_MAIL_FROM go together.',
    });
  if (smtp && !/^smtps?:\/\/./.test(smtp))
    throw new SettingsError({
      zh: 'PLUMBLINE_SMTP_URL 的写法应为 smtp://用户:口令@主机:端口。',
      en: 'PLUMBLINE_SMTP_URL must look like smtp://user:password@host:port.',
    });
  const data = path.resolve(env.PLUMBLINE_DATA ?? 'data');
  const keys = path.resolve(env.PLUMBLINE_KEYS ?? 'keys');
  if (keys === data || keys.startsWith(data + path.sep)) {
    throw new SettingsError({
      zh: 'PLUMBLINE_KEYS 必须在 PLUMBLINE_DATA 之外，以免数据副本连同密钥一起带走。',
      en: 'PLUMBLINE_KEYS must lie outside PLUMBLINE_DATA, so that a copy of the data does not hold its keys.',
    });
  }
  return {
    port,
    host,
    origin:
      env.PLUMBLINE_ORIGIN ??
      `${cert ? 'https' : 'http'}://${host === '127.0.0.1' ? 'localhost' : host}:${port}`,
    data,
    keys,
    databaseUrl: env.DATABASE_URL || undefined,
    demoPassword: env.PLUMBLINE_DEMO_PASSWORD || undefined,
    logLevel: env.PLUMBLINE_LOG ?? 'info',
    tls: cert && key ? { cert, key } : undefined,
    mail: smtp && from ? { url: smtp, from } : undefined,
  };
}
