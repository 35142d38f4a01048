import { rotateMasterKey } from '../platform/files/rotate-master-key.ts';
import { readSettings } from '../settings.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'plumbline keys rotate',
  about:
    'Replaces the master key in PLUMBLINE_KEYS and wraps every data key anew; data stays as it is. Stop the server ' +
    'first. When it was cut short, run it again: it goes on where it stopped. Back the folder up afterwards.',
  async run() {
    const { rewrapped, fingerprint } = await rotateMasterKey(readSettings().keys);
    process.stdout.write(`${rewrapped} data keys wrapped anew by master key ${fingerprint}\n`);
    return 0;
  },
};
