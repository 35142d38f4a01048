import path from 'node:path';
import { formatProblem } from '@plumbline/policy';
import { loadPack } from '@plumbline/policy/node';
import { type Command, UsageError } from './command.ts';

export const command: Command = {
  usage: 'plumbline pack check DIR',
  about:
    'Proves a policy pack sound. Prints every problem with its file and line; exit status 1 when there is one.',
  async run([dir]) {
    if (!dir) throw new UsageError('Which folder?');
    const { pack, problems } = await loadPack(path.resolve(dir));
    for (const problem of problems) process.stdout.write(`${formatProblem(problem, 'en')}\n`);
    if (problems.length || !pack) {
      process.stdout.write(`${problems.length} problems\n`);
      return 1;
    }
    const items = pack.catalogue.items.length;
    process.stdout.write(
      `${pack.head.code} ${pack.head.version} is sound: ${items} catalogue items, ${Object.keys(pack.forms).length} forms, ` +
        `${Object.keys(pack.procedures).length} procedures, ${pack.roles.length} roles\n`,
    );
    return 0;
  },
};
