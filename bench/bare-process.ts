// A bare Fastify + pg handler: one transaction of given statements a request, the rows as JSON. Nothing else.
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import pg from 'pg';
import { serveParent } from './children.ts';
import { roundsOf, type Statement } from './statements.ts';

export interface BareInput {
  databaseUrl: string;
  pipelined: boolean;
  /** Statements by the id in the address. */
  statements: Map<string, Statement[]>;
}

export interface Bare {
  origin: string;
  pid: number;
}

const server = Fastify();
let pool: pg.Pool | undefined;

/** Prepared like the server's own: a statement with parameters by name, BEGIN with the settings as it is. */
function namer(): (statement: Statement) => pg.QueryConfig {
  const names = new Map<string, string>();
  return ({ text, values }) => {
    if (!values.length) return { text };
    let name = names.get(text);
    if (!name) {
      name = `b${names.size}`;
      names.set(text, name);
    }
    return { text, values, name };
  };
}

async function open({ databaseUrl, pipelined, statements }: BareInput): Promise<Bare> {
  pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 20,
    // As the server does: who waits for a turn keeps its connections and their plans.
    idleTimeoutMillis: 600_000,
    ...{ pipeline: pipelined },
  });
  const configOf = namer();
  const rounds = new Map(
    [...statements].map(([id, list]) => [id, roundsOf(list).map((round) => round.map(configOf))]),
  );
  server.get<{ Params: { id: string } }>('/:id', async ({ params }) => {
    const client = await pool!.connect();
    try {
      const rows: unknown[][] = [];
      for (const round of rounds.get(params.id)!) {
        if (pipelined) {
          const results = await Promise.all(round.map((query) => client.query(query)));
          for (const result of results) rows.push(result.rows);
        } else {
          for (const query of round) rows.push((await client.query(query)).rows);
        }
      }
      return rows;
    } finally {
      client.release();
    }
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, pid: process.pid };
}

serveParent(open, async () => {
  await server.close();
  await pool?.end();
});
