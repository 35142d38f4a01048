import path from 'node:path';
import { parseArgs } from 'node:util';
import { exportToFile } from '../modules/exchange/index.ts';
import { may } from '../platform/access/actor.ts';
import { forbidden } from '../platform/errors/app-error.ts';
import { actAs, findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { findSubject } from './find-subject.ts';
import { needOption, withServices } from './with-services.ts';

const PERMISSION = 'dossier.export';
const PURPOSE = '命令行导出';

export const command: Command = {
  usage: 'plumbline export dossier SUBJECT --out FILE --as ACCOUNT [--purpose TEXT] [--jurisdiction CODE]',
  about:
    'Writes the dossier of a person or unit as a BagIt package (.zip). SUBJECT is an id, or a name that only one ' +
    'bears. It holds what ACCOUNT may see, and the ledger records the export as that account’s.',
  async run(args) {
    const { values, positionals } = parseOptions(args);
    const [subject] = positionals;
    if (!subject || positionals.length > 1) throw new UsageError('Whose dossier? Give one id or name.');
    const out = path.resolve(needOption(values.out, 'Into which file? --out FILE'));
    const username = needOption(
      values.as,
      'In whose name? --as ACCOUNT, an account that may export dossiers.',
    );
    return withServices(async ({ endpoints: { services } }) => {
      const actor = await actAs(services, await findJurisdiction(services, values.jurisdiction), username);
      if (!may(actor, PERMISSION)) throw forbidden(PERMISSION);
      const subjectId = await findSubject(services, actor, subject);
      const purpose = values.purpose?.trim() || PURPOSE;
      const { files, octets, digest } = await exportToFile(services, actor, {
        subjectId,
        purpose,
        path: out,
      });
      process.stdout.write(
        `${out}\n${files} files, ${octets} bytes, SHA-256 of the tag manifest ${digest}\n`,
      );
      return 0;
    });
  },
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { out: text, as: text, purpose: text, jurisdiction: text },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
