import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeEventLog } from '../modules/matter/index.ts';
import { may } from '../platform/access/actor.ts';
import { forbidden } from '../platform/errors/app-error.ts';
import { actAs, findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { needOption, withServices } from './with-services.ts';

export const command: Command = {
  usage: 'plumbline export events --ocel FILE --as ACCOUNT [--procedure CODE] [--jurisdiction CODE]',
  about:
    'Writes what happened to matters as an object-centric event log (OCEL 2.0 JSON) for process mining: codes, ids ' +
    'and moments, no content. It holds what ACCOUNT may see; the security auditor sees all steps.',
  async run(args) {
    const values = parseOptions(args);
    const out = path.resolve(needOption(values.ocel, 'Into which file? --ocel FILE'));
    const username = needOption(values.as, 'In whose name? --as ACCOUNT');
    return withServices(async ({ endpoints }) => {
      const { services } = endpoints;
      const actor = await actAs(services, await findJurisdiction(services, values.jurisdiction), username);
      if (!may(actor, 'event.read') && !may(actor, 'ledger.read')) throw forbidden('event.read');
      const which = { procedure: values.procedure };
      await endpoints.run(actor, async (ctx) =>
        ctx.record({ kind: 'open', type: 'events.exported', entity: 'event', entityId: null, data: which }),
      );
      const part = `${out}.part`;
      try {
        const file = createWriteStream(part, { mode: 0o600 });
        const count = await writeEventLog(services, actor, which, file);
        await rename(part, out);
        process.stdout.write(`${out}\n${count} events\n`);
        return 0;
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    });
  },
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { ocel: text, as: text, procedure: text, jurisdiction: text } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
