import { type Command, UsageError } from './command.ts';
import { soundPack } from './sound-pack.ts';

export const command: Command = {
  usage: 'plumbline pack check DIR',
  about:
    'Proves a policy pack sound. Prints every problem with its file and line; exit status 1 when there is one.',
  async run([dir]) {
    if (!dir) throw new UsageError('Which folder?');
    const pack = await soundPack(dir);
    if (!pack) return 1;
    const items = pack.catalogue.items.length;
    process.stdout.write(
      `${pack.head.code} ${pack.head.version} is sound: ${items} catalogue items, ${Object.keys(pack.forms).length} forms, ` +
        `${Object.keys(pack.procedures).length} procedures, ${pack.roles.length} roles\n`,
    );
    return 0;
  },
};
