import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Child<Ready> {
  ready: Ready;
  /** Sends a message and gives the next one back. */
  ask<Answer>(message: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

function answerOf(process: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A bench process ended early (${code})`));
    process.once('exit', ended);
    process.once('message', (message) => {
      process.off('exit', ended);
      resolve(message);
    });
  });
}

/** Starts a file of this folder as a process of its own; it says when it is ready, and ends when told to. */
export async function startChild<Ready>(file: string, input: unknown): Promise<Child<Ready>> {
  const child = fork(path.join(import.meta.dirname, file), [], { serialization: 'advanced' });
  const ask = async <Answer>(message: unknown) => {
    const answer = answerOf(child);
    child.send(message as object);
    return (await answer) as Answer;
  };
  const ready = await ask<Ready>(input);
  return {
    ready,
    ask,
    async stop() {
      if (child.exitCode !== null) return;
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

/** The other side: answers each message in turn until told to stop. */
export function serveParent(answer: (message: never) => Promise<unknown>, stop: () => Promise<void>): void {
  process.on('message', async (message) => {
    if (message === 'stop') {
      await stop();
      process.disconnect?.();
      return;
    }
    process.send!((await answer(message as never)) as object);
  });
}
