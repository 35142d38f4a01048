import { readSettings } from '../settings.ts';
import type { Command } from './command.ts';
import { untilStopped } from './until-stopped.ts';

export const command: Command = {
  usage: 'plumbline start',
  about:
    'Starts the server on PLUMBLINE_HOST:PLUMBLINE_PORT. On an empty data folder it prints a one-time code for the set-up page.',
  async run() {
    const settings = readSettings();
    const { start } = await import('../start.ts');
    const running = await start(settings);
    const stopped = untilStopped(running);
    process.stdout.write(`Plumbline is at ${running.url}\n`);
    if (running.setupCode)
      process.stdout.write(`Set it up at ${running.url}/setup\nSet-up code: ${running.setupCode}\n`);
    await stopped;
    return 0;
  },
};
