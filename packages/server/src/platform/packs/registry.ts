import { createHash } from 'node:crypto';
import { Library, type Pack } from '@plumbline/policy';
import { sql } from 'kysely';
import { type Asked, askAlso, askedBy, type Rules } from '../access/place-desk.ts';
import type { PackRegistry } from '../context/context.ts';
import type { Database } from '../db/database.ts';
import { newId } from '../db/id.ts';
import { json } from '../db/sql.ts';
import { OperatorError } from '../errors/operator-error.ts';

/** Announced when another version of a pack is chosen; every server that hears it reads anew. */
export const PACK_CHANNEL = 'plumbline_packs';

/**
 * Packs by jurisdiction. What ships with the build is installed on start (every version kept whole). In force is
 * the version that the office chose last, else the one that ships; records keep the version they were made under.
 */
export class Packs implements PackRegistry {
  readonly #db: Database;
  readonly #versions = new Map<string, Pack>();
  readonly #shipped = new Map<string, Pack>();
  readonly #current = new Map<string, Pack>();
  readonly #codes = new Map<number, string>();
  /** By code and version: what is asked of whoever has a place. */
  readonly #asked = new Map<string, Map<string, Asked>>();

  private constructor(db: Database) {
    this.#db = db;
  }

  static async open(db: Database, shipped: readonly Pack[], now: Date): Promise<Packs> {
    const packs = new Packs(db);
    for (const pack of shipped) {
      await packs.#keep(pack, now);
      packs.#shipped.set(pack.head.code, pack);
    }
    await packs.refresh();
    return packs;
  }

  /** Reads which jurisdiction uses which pack in which version; called after one was set up or chosen. */
  async refresh(): Promise<void> {
    const { jurisdictions, chosen } = await this.#db.transaction({ jurisdiction: 0 }, async (trx) => ({
      jurisdictions: await trx.selectFrom('jurisdiction').select(['id', 'pack_code']).execute(),
      chosen: await trx
        .selectFrom('pack_choice')
        .distinctOn('code')
        .select(['code', 'version'])
        .orderBy('code')
        .orderBy('chosen_at', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    }));
    const current = new Map(this.#shipped);
    for (const { code, version } of chosen) current.set(code, await this.version(code, version));
    this.#codes.clear();
    for (const row of jurisdictions) this.#codes.set(row.id, row.pack_code);
    for (const [code, pack] of current) askAlso(pack, await this.#askedOf(code));
    this.#current.clear();
    for (const [code, pack] of current) this.#current.set(code, pack);
  }

  /** What every installed version of a pack asks for: each is read once. */
  async #askedOf(code: string): Promise<Asked[]> {
    const known = this.#asked.get(code) ?? new Map<string, Asked>();
    this.#asked.set(code, known);
    const rows = await this.#db.transaction({ jurisdiction: 0 }, (trx) =>
      trx
        .selectFrom('pack')
        .select([
          'version',
          sql<Rules>`jsonb_build_object('procedures', content -> 'procedures', 'authorities', content -> 'authorities')`.as(
            'rules',
          ),
        ])
        .where('code', '=', code)
        .where('version', 'not in', ['', ...known.keys()])
        .execute(),
    );
    for (const { version, rules } of rows) known.set(version, askedBy(rules));
    return [...known.values()];
  }

  /**
   * Puts a version in force, here and on every server of the database. Running matters stay on theirs.
   * @throws OperatorError when another content was installed under this version
   */
  async install(pack: Pack, now: Date): Promise<void> {
    const { code, version } = pack.head;
    await this.#keep(pack, now);
    await this.#db.transaction({ jurisdiction: 0 }, async (trx) => {
      await trx
        .insertInto('pack_choice')
        .values({ id: newId(now.getTime()), code, version, chosen_at: now })
        .execute();
      await sql`select pg_notify(${PACK_CHANNEL}, ${code})`.execute(trx);
    });
    await this.refresh();
  }

  /** Jurisdictions that follow the pack. */
  followers(code: string): number[] {
    return [...this.#codes].filter(([, own]) => own === code).map(([id]) => id);
  }

  of(jurisdictionId: number): Pack {
    const pack = this.#current.get(this.#codes.get(jurisdictionId) ?? '');
    if (!pack) throw new Error(`Jurisdiction ${jurisdictionId} has no installed pack`);
    return pack;
  }

  /** Every pack in the version in force. */
  installed(): readonly Pack[] {
    return [...this.#current.values()];
  }

  /** Whether a version ships with this build. */
  isShipped(code: string, version: string): boolean {
    return this.#shipped.get(code)?.head.version === version;
  }

  /** The pack by code in the version in force. */
  current(code: string): Pack | undefined {
    return this.#current.get(code);
  }

  async version(code: string, version: string): Promise<Pack> {
    const key = `${code}@${version}`;
    const known = this.#versions.get(key);
    if (known) return known;
    const row = await this.#db.transaction({ jurisdiction: 0 }, (trx) =>
      trx
        .selectFrom('pack')
        .select('content')
        .where('code', '=', code)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!row) throw new Error(`Pack ${key} was never installed`);
    // One that was installed before packs had a library, or said what is alike: that is as it ships.
    const likeness = this.#shipped.get(code)?.likeness ?? null;
    const pack = { library: Library.parse(undefined), likeness, ...(row.content as object) } as Pack;
    this.#versions.set(key, pack);
    return pack;
  }

  async #keep(pack: Pack, now: Date): Promise<void> {
    const { code, version } = pack.head;
    const content = JSON.stringify(pack);
    const digest = createHash('sha256').update(content).digest('hex');
    await this.#db.transaction({ jurisdiction: 0 }, async (trx) => {
      await trx
        .insertInto('pack')
        .values({ code, version, digest, content: json(pack), installed_at: now })
        .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
        .execute();
      const kept = await trx
        .selectFrom('pack')
        .select('digest')
        .where('code', '=', code)
        .where('version', '=', version)
        .executeTakeFirstOrThrow();
      if (kept.digest !== digest) {
        throw new OperatorError({
          zh: `规则包 ${code} ${version} 与已安装的同一版本内容不同，请在 pack.yaml 中提高版本号。`,
          en: `Pack ${code} ${version} differs from the one installed under this version: raise the version in pack.yaml.`,
        });
      }
    });
    this.#versions.set(`${code}@${version}`, pack);
  }
}
