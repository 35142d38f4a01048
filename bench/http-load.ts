import { Agent, get } from 'node:http';

export interface Load {
  origin: string;
  headers?: Record<string, string>;
  /** Asked for in turn, over and over. */
  paths: readonly string[];
  /** Clients that each wait for their answer before they ask again. */
  clients: number;
  seconds: number;
}

export interface Measured {
  count: number;
  perSecond: number;
  /** Median of all answers' times. */
  ms: number;
  bytes: number;
}

/** One request over a kept connection. @throws with the answer's text unless it is 200 */
export function ask(
  agent: Agent,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ bytes: number; text: () => string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = () => Buffer.concat(chunks).toString('utf8');
        if (response.statusCode !== 200)
          reject(new Error(`${url} answered ${response.statusCode}: ${text()}`));
        else resolve({ bytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0), text });
      });
    });
    request.on('error', reject);
  });
}

/** Real sockets kept alive; every answer is read to its end and must be 200. */
export async function loadHttp(load: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.clients });
  const times: number[] = [];
  let bytes = 0;
  let next = 0;
  const started = performance.now();
  const end = started + load.seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const path = load.paths[next++ % load.paths.length]!;
      const before = performance.now();
      const answer = await ask(agent, load.origin + path, load.headers);
      bytes += answer.bytes;
      times.push(performance.now() - before);
    }
  };
  try {
    await Promise.all(Array.from({ length: load.clients }, client));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return {
    count: times.length,
    perSecond: times.length / seconds,
    ms: times[times.length >> 1] ?? Number.NaN,
    bytes: bytes / times.length,
  };
}
