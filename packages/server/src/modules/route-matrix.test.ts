import type { Route } from '@plumbline/contract/route';
import { allRoutes } from '@plumbline/contract/routes';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/db/id.ts';
import { startTestServer, type TestServer } from '../testing/index.ts';
import { buildNeighbour } from '../testing/neighbour.ts';
import { sampleBody } from '../testing/sample-body.ts';
import { fill } from '../testing/test-client.ts';

// Refusals of every route of the contract. A new route is covered as soon as it is declared.

type Row = [string, Route];
const rows = (some: readonly Route[]): Row[] => some.map((route) => [`${route.method} ${route.path}`, route]);
const guarded = allRoutes.filter((route) => route.permission !== 'public');
const permitted = guarded.filter((route) => route.permission !== null);
const withBody = allRoutes.filter((route) => route.body !== undefined);
const taking = allRoutes.filter((route) => route.body !== undefined || route.upload !== undefined);
const MOST_BYTES = 5 * 1024 * 1024;

let server: TestServer;
let neighbours: ReadonlyMap<string, string>;
let ids: string[];

beforeAll(async () => {
  server = await startTestServer();
  neighbours = await buildNeighbour(server.services);
  ids = await idsOfFirstJurisdiction();
});
afterAll(() => server.stop());

/** Every id that the first jurisdiction has, whatever it is of. */
async function idsOfFirstJurisdiction(): Promise<string[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    const found = new Set<string>();
    const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
      `select c.table_name, c.column_name from information_schema.columns c
       join information_schema.columns j using (table_schema, table_name)
       where c.table_schema = 'public' and c.data_type = 'uuid' and j.column_name = 'jurisdiction_id'`,
    );
    for (const { table_name, column_name } of columns) {
      const { rows } = await client.query<{ id: string }>(
        `select distinct ${column_name} as id from ${table_name} where jurisdiction_id = 1 and ${column_name} is not null limit 5`,
      );
      for (const { id } of rows) found.add(id);
    }
    return [...found];
  } finally {
    await client.end();
  }
}

const rolesOf = () => server.services.packs.of(1).roles;

/** A sample account of the first jurisdiction that holds the permission, or that doesn't. */
function account(permission: string | null | 'public', holds: boolean): string | undefined {
  return rolesOf().find(
    (role) => role.sampleAccount && (permission === null || role.permissions.includes(permission) === holds),
  )?.sampleAccount;
}

const holderOf = (route: Route) =>
  route.permission === 'public' ? server.as() : server.as(account(route.permission, true));

function neighbourFor(route: Route) {
  const role = rolesOf().find(
    (one) => route.permission === null || one.permissions.includes(String(route.permission)),
  );
  return server.withToken(neighbours.get(role!.code));
}

const pathWith = (route: Route, id: string) =>
  fill(route.path, Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, id])));

const json = { 'content-type': 'application/json' };
const file = { 'content-type': 'application/octet-stream' };

describe('every route', () => {
  it('is registered as the contract declares it, and none besides', () => {
    const { paths } = server.app.server.swagger() as {
      paths: Record<string, Record<string, { operationId?: string }>>;
    };
    const served = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((one) => one.operationId),
    );
    expect(served.sort()).toEqual(allRoutes.map((route) => route.id).sort());
  });

  it('has a sample account that may use it', () => {
    expect(guarded.filter((route) => account(route.permission, true) === undefined)).toEqual([]);
  });
});

describe('no session', () => {
  it.each(rows(guarded))('%s answers 401, before it looks at anything', async (_, route) => {
    const request = route.method === 'GET' ? {} : { headers: json, body: '{"' };
    const reply = await server.as().send(route.method, pathWith(route, newId()), request);
    expect(reply).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    const ended = await server.withToken('plumb_gone').send(route.method, pathWith(route, newId()));
    expect(ended).toMatchObject({ status: 401, body: { code: 'session-ended' } });
  });
});

describe('a role without the permission', () => {
  it.each(rows(permitted))('%s answers 403', async (_, route) => {
    const reply = await server
      .as(account(route.permission, false))
      .send(route.method, pathWith(route, newId()));
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

describe('a malformed body', () => {
  it.each(rows(withBody))('%s answers 400', async (_, route) => {
    const client = holderOf(route);
    const path = pathWith(route, newId());
    const broken = await client.send(route.method, path, { headers: json, body: '{"' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    expect(broken.headers['content-type']).toMatch(/^application\/problem\+json/);
    for (const body of ['"text"', '[]', '42', 'null']) {
      const wrong = await client.send(route.method, path, { headers: json, body });
      expect(wrong, body).toMatchObject({ status: 400, body: { code: 'invalid' } });
    }
  });

  it.each(rows(allRoutes.filter((route) => route.upload)))('%s refuses what is no file', async (_, route) => {
    const client = holderOf(route);
    const empty = await client.send(route.method, pathWith(route, newId()));
    expect(empty).toMatchObject({ status: 400, body: { code: 'invalid' } });
    const noise = await client.send(route.method, pathWith(route, newId()), {
      headers: file,
      body: Buffer.from([0, 1, 2, 3]),
    });
    expect([400, 422]).toContain(noise.status);
  });
});

describe('an oversized body', () => {
  const large = Buffer.alloc(MOST_BYTES + 1, 0x20);

  it.each(rows(taking))('%s answers 413', async (_, route) => {
    const headers = route.upload ? file : json;
    const reply = await holderOf(route).send(route.method, pathWith(route, newId()), {
      headers,
      body: large,
    });
    expect(reply).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });
});

describe('another jurisdiction', () => {
  const reading = guarded.filter((route) => route.method === 'GET');

  it('has something to hide: its own accounts see what is looked for', async () => {
    const own = await server.as('auditor').send('GET', '/api/accounts');
    const text = own.raw.toString();
    expect(ids.filter((id) => text.includes(id)).length).toBeGreaterThan(3);
    expect(ids.length).toBeGreaterThan(40);
  });

  it.each(rows(reading.filter((route) => !route.path.includes(':'))))(
    '%s shows nothing of it',
    async (_, route) => {
      const reply = await neighbourFor(route).send(route.method, route.path);
      expect(reply.status).toBeLessThan(500);
      const text = reply.raw.toString();
      expect(ids.filter((id) => text.includes(id))).toEqual([]);
      expect(text).not.toContain('澄溪');
    },
  );

  it.each(rows(reading.filter((route) => route.path.includes(':'))))(
    '%s finds nothing of it',
    async (_, route) => {
      const client = neighbourFor(route);
      for (const id of ids) {
        const reply = await client.send(route.method, pathWith(route, id));
        expect(reply.status, id).toBeLessThan(500);
        const text = reply.raw.toString();
        expect(ids.filter((other) => other !== id && text.includes(other))).toEqual([]);
        expect(text).not.toContain('澄溪');
      }
    },
  );

  const writing = guarded.filter((route) => route.method !== 'GET' && route.path.includes(':'));
  const bodies = new Map(
    writing.map((route) => [route.id, route.body ? sampleBody(route.body, newId()) : undefined]),
  );
  const sendable = writing.filter((route) => !route.body || bodies.get(route.id) !== undefined);

  it('can be tried with a right body nearly everywhere', () => {
    expect(sendable.length / writing.length).toBeGreaterThan(0.85);
  });

  it.each(rows(sendable))('%s changes nothing of it', async (_, route) => {
    const client = neighbourFor(route);
    const body = bodies.get(route.id);
    for (const id of ids) {
      const reply = await client.send(route.method, pathWith(route, id), body === undefined ? {} : { body });
      expect([400, 403, 404, 409, 422], `${id} ${JSON.stringify(reply.body)}`).toContain(reply.status);
    }
  });
});

describe('an initial password', () => {
  const OPEN = ['getSession', 'endSession', 'changePassword'];

  it.each(rows(guarded.filter((route) => !OPEN.includes(route.id))))(
    '%s waits for a new one',
    async (_, route) => {
      const name = account(route.permission, true)!;
      await mustChange(name, true);
      const reply = await server.as(name).send(route.method, pathWith(route, newId()));
      await mustChange(name, false);
      expect(reply).toMatchObject({ status: 403, body: { code: 'password-change-due' } });
    },
  );

  async function mustChange(name: string, must_change: boolean): Promise<void> {
    await server.services.db.transaction({ jurisdiction: 1, accounts: true }, (trx) =>
      trx
        .updateTable('credential')
        .set({ must_change })
        .where('jurisdiction_id', '=', 1)
        .where('account_id', '=', server.world.accounts[name]!)
        .execute(),
    );
    server.services.forgetSessions();
  }
});
