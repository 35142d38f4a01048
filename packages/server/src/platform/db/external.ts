import pg from 'pg';

const OLDEST = 150_000;

export class ServerUnsuitable extends Error {}

/**
 * Checks what the product needs of a PostgreSQL server before anything is written to it.
 * @throws {ServerUnsuitable} saying what is missing and how to get it
 */
export async function checkServer(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
  } catch (error) {
    throw new ServerUnsuitable(
      `PostgreSQL can't be reached (${(error as NodeJS.ErrnoException).code ?? 'refused'}): check DATABASE_URL`,
    );
  }
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
    if (found.version < OLDEST) throw new ServerUnsuitable('PostgreSQL 15 or newer is needed');
    if (found.encoding !== 'UTF8')
      throw new ServerUnsuitable(`The database has encoding ${found.encoding}; create it with encoding UTF8`);
    if (!found.icu)
      throw new ServerUnsuitable('PostgreSQL was built without ICU, which sorting Chinese names needs');
    if (!found.word)
      throw new ServerUnsuitable(
        `Full text search does not see Chinese words under LC_CTYPE ${found.ctype}; create the database with LC_CTYPE C.UTF-8`,
      );
  } finally {
    await client.end();
  }
}
