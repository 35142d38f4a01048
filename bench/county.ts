import { type Child, startChild } from './children.ts';
import type { County } from './county-process.ts';
import type { Statement } from './statements.ts';

export interface CountyUnderTest extends County {
  /** Signs in and gives the headers of a session. */
  as(username: string): Promise<Record<string, string>>;
  /** The statements that the server runs for each of these paths. */
  statements(paths: readonly string[], headers: Record<string, string>): Promise<Statement[][]>;
  stop(): Promise<void>;
}

/** The server with the sample county `scale` times over, in a process of its own on a real socket. */
export async function startCounty(scale: number): Promise<CountyUnderTest> {
  process.stdout.write(`Loading the sample county, ${scale} × …\n`);
  const child: Child<County> = await startChild('county-process.ts', { scale });
  const { ready } = child;
  return {
    ...ready,
    async as(username) {
      const answer = await fetch(ready.origin + ready.signIn, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password: ready.password }),
      });
      if (!answer.ok) throw new Error(`${username} can't sign in: ${await answer.text()}`);
      const [, token] = /plumbline_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
      return { authorization: `Bearer ${token}` };
    },
    statements: (paths, headers) =>
      child.ask({ record: [...paths], token: headers.authorization!.replace('Bearer ', '') }),
    stop: () => child.stop(),
  };
}
