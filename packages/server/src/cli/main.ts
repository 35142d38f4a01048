import { operatorErrorOf } from '../platform/errors/operator-error.ts';
import { type Command, UsageError } from './command.ts';

/** Every command by its words; each stands in a file of its own and is loaded only when it is called. */
const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  start: () => import('./start-server.ts'),
  demo: () => import('./demo.ts'),
  'import popolo': () => import('./popolo.ts'),
  'import submission': () => import('./submission.ts'),
  'export dossier': () => import('./export-dossier.ts'),
  'export events': () => import('./export-events.ts'),
  'pack check': () => import('./pack-check.ts'),
  'pack simulate': () => import('./pack-simulate.ts'),
  'pack install': () => import('./pack-install.ts'),
  'spot-check verify': () => import('./spot-check-verify.ts'),
  'db migrate': () => import('./db-migrate.ts'),
  'account recover': () => import('./account-recover.ts'),
  'keys rotate': () => import('./keys-rotate.ts'),
};

const words = process.argv.slice(2);
const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((candidate) => candidate in COMMANDS);

function printUsage(): void {
  process.stdout.write('plumbline <command>\n\n');
  for (const key of Object.keys(COMMANDS)) process.stdout.write(`  plumbline ${key}\n`);
  process.stdout.write('\nplumbline <command> --help tells more.\n');
}

async function run(key: string): Promise<number> {
  const { command } = await COMMANDS[key]!();
  const rest = words.slice(key.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(`${command.usage}\n\n${command.about}\n`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${command.usage}\n`);
      return 2;
    }
    // What the operator can mend is said in a sentence; anything else is a defect and shows its stack.
    const plain = operatorErrorOf(error);
    process.stderr.write(`${plain ? `${plain.texts.zh}\n${plain.texts.en}` : (error as Error).stack}\n`);
    return 1;
  }
}

// Ends here even if something that failed half-way still holds a connection or a timer.
if (name) process.exit(await run(name));
else {
  printUsage();
  process.exitCode = words.length === 0 || words.includes('--help') ? 0 : 2;
}
