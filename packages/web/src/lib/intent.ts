import { newKey } from './call.ts';
import { isTransient, type ProblemError } from './problem.ts';

/** Hands out idempotency keys: one per intent of the user. */
export interface IntentKeys {
  /** The key for this input: the last one, when the same input is still undecided. */
  keyFor(input: unknown): string;
  /** The server has done it: the same input from now on is a new intent. */
  settled(): void;
  /** Refused inputs are decided; after silence the key is kept. */
  failed(problem: ProblemError): void;
}

export function intentKeys(make: () => string = newKey): IntentKeys {
  let open: { key: string; input: string } | undefined;
  return {
    keyFor(input) {
      const text = JSON.stringify(input);
      if (open?.input !== text) open = { key: make(), input: text };
      return open.key;
    },
    settled() {
      open = undefined;
    },
    failed(problem) {
      if (!isTransient(problem) && problem.code !== 'key-in-progress') open = undefined;
    },
  };
}
