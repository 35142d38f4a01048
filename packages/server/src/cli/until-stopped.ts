import { flushCompileCache } from 'node:module';
import type { Running } from '../start.ts';

/** Serves until the process is told to end, then closes everything in order. */
export async function untilStopped(running: Pick<Running, 'stop'>): Promise<void> {
  // Now, as a killed server would not leave it for the next start.
  flushCompileCache();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
}
