import { readSettings } from '../settings.ts';
import { prepareDatabase } from '../start.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'plumbline db migrate',
  about: "Brings the database (DATABASE_URL, or the embedded one in PLUMBLINE_DATA) to this build's schema.",
  async run() {
    const { embedded } = await prepareDatabase(readSettings(), (name) => process.stdout.write(`${name}\n`));
    await embedded?.stop();
    process.stdout.write('The database is up to date.\n');
    return 0;
  },
};
