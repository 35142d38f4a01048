import { parseArgs } from 'node:util';
import { recoverByOperator } from '../modules/identity/index.ts';
import { findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { needOption, withServices } from './with-services.ts';

export const command: Command = {
  usage: 'plumbline account recover --account USERNAME --reason TEXT [--factors] [--jurisdiction CODE]',
  about:
    'Gives an account a new initial password and prints it: the last way when no second administrator is left who ' +
    'could confirm one in the platform. With --factors its authenticator and passkeys go too. Sessions and API ' +
    'tokens end; the ledger says that the operator of the server did it, and the other administrators are told.',
  async run(args) {
    const values = parseOptions(args);
    const username = needOption(values.account, 'Which account? --account USERNAME');
    const reason = needOption(values.reason?.trim(), 'Why? --reason TEXT');
    return withServices(async ({ endpoints }) => {
      const jurisdiction = await findJurisdiction(endpoints.services, values.jurisdiction);
      const factors = values.factors ?? false;
      const password = await recoverByOperator(endpoints, jurisdiction, { username, reason, factors });
      if (password === undefined) throw new UsageError(`There is no open account ${username}.`);
      process.stdout.write(`${password}\n`);
      return 0;
    });
  },
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { account: text, reason: text, jurisdiction: text, factors: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
