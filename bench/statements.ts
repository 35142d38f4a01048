import type pg from 'pg';

/** A statement as it was written to the socket. */
export interface Statement {
  text: string;
  values: unknown[];
  /** Statements of one round were started before an answer to any of them was needed. */
  round: number;
}

/**
 * Listens to the statements that go through a pool, so that a competitor runs the same ones and can't drift
 * from what the server does. Meant for a pool with nothing else on it.
 */
export class StatementLog {
  #statements: Statement[] = [];
  #waiting = 0;
  #round = -1;

  constructor(pool: pg.Pool) {
    pool.on('connect', (client) => this.#listen(client));
  }

  #listen(client: pg.PoolClient): void {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const heard = (config: string | { text: string; values?: unknown[] }) => {
      if (this.#waiting === 0) this.#round++;
      this.#waiting++;
      const { text, values = [] } = typeof config === 'string' ? { text: config } : config;
      this.#statements.push({ text, values, round: this.#round });
      return query(config).finally(() => this.#waiting--);
    };
    Object.assign(client, { query: heard });
  }

  /** What was heard since the last call. */
  take(): Statement[] {
    const taken = this.#statements;
    this.#statements = [];
    this.#round = -1;
    return taken;
  }
}

/** The statements of each round trip, in order. */
export function roundsOf(statements: readonly Statement[]): Statement[][] {
  const numbers = [...new Set(statements.map(({ round }) => round))];
  return numbers.map((number) => statements.filter(({ round }) => round === number));
}
