import { type SpawnOptions, spawn } from 'node:child_process';

/** The ways to start a binary that refuses to run as root. */
export type RunAs =
  | { kind: 'direct' }
  /** In a user namespace where our own account appears as `uid`: files stay ours, 0700 folders stay reachable. */
  | { kind: 'namespace'; uid: number }
  /** As a system account; `override` lets it pass folders that only root may enter. */
  | { kind: 'account'; uid: number; gid: number; override: boolean };

type Command = { file: string; args: string[]; options: Pick<SpawnOptions, 'uid' | 'gid'> };

export function commandFor(runAs: RunAs, file: string, args: string[]): Command {
  switch (runAs.kind) {
    case 'direct':
      return { file, args, options: {} };
    case 'namespace': {
      const map = [`--map-user=${runAs.uid}`, `--map-group=${runAs.uid}`];
      return { file: 'unshare', args: ['--user', ...map, '--', file, ...args], options: {} };
    }
    case 'account': {
      const { uid, gid } = runAs;
      // Node drops the supplementary groups and all capabilities by itself.
      if (!runAs.override) return { file, args, options: { uid, gid } };
      const sets = ['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=-all,+dac_override`);
      const account = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
      return { file: 'setpriv', args: [...account, ...sets, '--', file, ...args], options: {} };
    }
  }
}

/** Nothing of the caller's PG* or locale variables may change what the database becomes. */
export const cleanEnv = () => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });

const OUTPUT_LIMIT = 64 * 1024;

/** Runs to the end. Never rejects: a command that could not be started has code -1 and its reason as output. */
export function run(
  runAs: RunAs,
  file: string,
  args: string[],
): Promise<{ code: number; output: string; errno?: string }> {
  const command = commandFor(runAs, file, args);
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_LIMIT);
    };
    let child: ReturnType<typeof spawn>;
    try {
      child = spawn(command.file, command.args, {
        ...command.options,
        env: cleanEnv(),
        cwd: '/',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return resolve({ code: -1, output: message, ...(code && { errno: code }) });
    }
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: -1, output: error.message, ...(error.code && { errno: error.code }) }),
    );
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
