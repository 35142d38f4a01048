/** One command of `plumbline`; a file of its own exports it as `command`. See README.md beside this file. */
export interface Command {
  usage: string;
  about: string;
  /** Gives the exit status. */
  run(args: string[]): Promise<number>;
}

export class UsageError extends Error {}
