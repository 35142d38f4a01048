import type { Text } from '@plumbline/contract/route';
import pg from 'pg';
import { OperatorError } from '../errors/operator-error.ts';

const OLDEST = 150_000;

/** A server that does not answer by then is not there. */
const PATIENCE_MS = 15_000;

/** The database server can't be reached or lacks what the product needs. */
export class ServerUnsuitable extends OperatorError {}

const REASONS: Record<string, Text> = {
  ECONNREFUSED: { zh: '连接被拒绝', en: 'connection refused' },
  ENOTFOUND: { zh: '找不到主机', en: 'no such host' },
  ENOENT: { zh: '没有这个套接字', en: 'no such socket' },
  '28P01': { zh: '口令不对', en: 'wrong password' },
  '28000': { zh: '账号不被接受', en: 'account not accepted' },
  '3D000': { zh: '没有这个数据库', en: 'no such database' },
  '53300': { zh: '连接数已满', en: 'no connection left' },
};

/** Never quotes the address: it holds a password. */
function unreachable(error: unknown): ServerUnsuitable {
  const { code } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''] ?? { zh: code ?? '没有应答', en: code ?? 'no answer' };
  return new ServerUnsuitable({
    zh: `无法连接 PostgreSQL（${reason.zh}）。请检查 DATABASE_URL。`,
    en: `PostgreSQL can't be reached (${reason.en}). Check DATABASE_URL.`,
  });
}

async function connect(url: string): Promise<pg.Client> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
    await client.connect();
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    throw unreachable(error);
  }
}

/**
 * Checks what the product needs of a PostgreSQL server before anything is written to it.
 * @throws {ServerUnsuitable} saying what is missing and how to get it
 */
export async function checkServer(ownerUrl: string): Promise<void> {
  const client = await connect(ownerUrl);
  try {
    const { rows } = await client.query<{
      version: number;
      encoding: string;
      icu: boolean;
      ctype: string;
      word: boolean;
    }>(
      `select current_setting('server_version_num')::int as version,
              pg_encoding_to_char(encoding) as encoding, datctype as ctype,
              exists (select from pg_collation where collname = 'zh-Hans-CN-x-icu') as icu,
              (to_tsvector('simple', '纪检 监察') @@ to_tsquery('simple', '监察')) as word
         from pg_database where datname = current_database()`,
    );
    const found = rows[0]!;
    if (found.version < OLDEST)
      throw new ServerUnsuitable({
        zh: '需要 PostgreSQL 15 或更新版本。',
        en: 'PostgreSQL 15 or newer is needed.',
      });
    if (found.encoding !== 'UTF8')
      throw new ServerUnsuitable({
        zh: `数据库的编码是 ${found.encoding}，请用 UTF8 编码创建数据库。`,
        en: `The database has encoding ${found.encoding}; create it with encoding UTF8.`,
      });
    if (!found.icu)
      throw new ServerUnsuitable({
        zh: 'PostgreSQL 编译时没有 ICU，无法按拼音排序姓名。',
        en: 'PostgreSQL was built without ICU, which sorting Chinese names needs.',
      });
    if (!found.word)
      throw new ServerUnsuitable({
        zh: `在 LC_CTYPE ${found.ctype} 下全文检索认不出中文词，请用 LC_CTYPE C.UTF-8 创建数据库。`,
        en: `Full text search does not see Chinese words under LC_CTYPE ${found.ctype}; create the database with LC_CTYPE C.UTF-8.`,
      });
  } finally {
    await client.end();
  }
}
