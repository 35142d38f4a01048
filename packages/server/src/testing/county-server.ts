import * as session from '@plumbline/contract/session';
import { loadCounty } from '../demo/load-county.ts';
import { sharedTestCluster } from '../platform/db/embedded/testing.ts';
import { leaveDailyWork } from '../platform/jobs/daily.ts';
import type { Mailer } from '../platform/notices/mailer.ts';
import { countyTemplate } from './county-template.ts';
import type { TestClient } from './test-client.ts';
import { type BareServer, startBareServer } from './test-server.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The county that every story and journey begins with. */
export const COUNTY_SEED = 2026;
const PASSWORD = 'sample accounts of a test';

export interface CountyServer extends BareServer {
  /** A client signed in by password as a sample account. */
  as(username: string): Promise<TestClient>;
  password: string;
  /** A later day: everybody signs in anew, and the daily work of that day is done. */
  laterBy(days: number): Promise<void>;
}

/** The whole server with the sample county, as `npm run demo` has it: for stories and browser journeys. */
export async function startCountyServer(
  options: { client?: string; mailer?: Mailer } = {},
): Promise<CountyServer> {
  const cluster = await sharedTestCluster();
  const from = await countyTemplate(cluster, async () => {
    const first = await startBareServer();
    await loadCounty(first.services, { seed: COUNTY_SEED, scale: 1, password: PASSWORD });
    return first.leave();
  });
  const server = await startBareServer({ ...options, from });
  const signedIn = new Map<string, Promise<TestClient>>();
  const signIn = async (username: string): Promise<TestClient> => {
    const reply = await server.withToken().call(session.signIn, { body: { username, password: PASSWORD } });
    if (reply.status !== 201) throw new Error(`${username} can't sign in: ${JSON.stringify(reply.body)}`);
    const [, token] = /plumbline_session=([^;]+)/.exec(String(reply.headers['set-cookie'])) ?? [];
    return server.withToken(token);
  };
  return {
    ...server,
    password: PASSWORD,
    async laterBy(days) {
      server.clock.advance(days * DAY);
      signedIn.clear();
      const topics = server.app.modules.flatMap((module) => module.daily ?? []);
      await leaveDailyWork(server.services.db, server.clock, topics);
      await server.work();
    },
    as(username) {
      let client = signedIn.get(username);
      if (!client) {
        client = signIn(username);
        signedIn.set(username, client);
      }
      return client;
    },
  };
}
