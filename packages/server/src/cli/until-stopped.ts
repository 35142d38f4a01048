import { flushCompileCache } from 'node:module';
import type { Running } from '../start.ts';

/**
 * Serves until the process is told to end, then closes everything in order. It listens for that from the call
 * on: call it before anybody is told that the server is there.
 */
export async function untilStopped(running: Pick<Running, 'stop'>): Promise<void> {
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  // Now, as a killed server would not leave it for the next start.
  setImmediate(flushCompileCache);
  await told;
  await running.stop();
}
