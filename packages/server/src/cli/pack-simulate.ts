import { parseArgs } from 'node:util';
import { DIFFERENCES, type Difference } from '@plumbline/policy';
import { simulatePack } from '../modules/matter/index.ts';
import { findJurisdiction } from './act-as.ts';
import { type Command, UsageError } from './command.ts';
import { soundPack } from './sound-pack.ts';
import { needOption, withServices } from './with-services.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const command: Command = {
  usage: 'plumbline pack simulate DIR --since DATE [--jurisdiction CODE]',
  about:
    'Looks at what happened since DATE (YYYY-MM-DD) under the rules of the pack in DIR, and lists what would differ: ' +
    'steps that would not be possible, other forms, approvals, terms and due days. Nothing is changed.',
  async run(args) {
    const { positionals, values } = parseOptions(args);
    const dir = positionals[0];
    if (!dir) throw new UsageError('Which folder?');
    const since = needOption(values.since, 'Since when? --since YYYY-MM-DD');
    if (!DAY.test(since) || Number.isNaN(Date.parse(since))) throw new UsageError('DATE is YYYY-MM-DD');
    const pack = await soundPack(dir);
    if (!pack) return 1;
    return withServices(
      async ({ endpoints }) => {
        const jurisdiction = await findJurisdiction(endpoints.services, values.jurisdiction);
        const totals = new Map<string, number>();
        let matters = 0;
        let differing = 0;
        for await (const { matter, differences } of simulatePack(endpoints, jurisdiction, pack, since)) {
          matters++;
          if (differences.length > 0) differing++;
          for (const one of differences) {
            process.stdout.write(`${matter.number ?? matter.id}  ${matter.procedure}  ${lineOf(one)}\n`);
            const key = `${matter.procedure}  ${DIFFERENCES[one.code].en}`;
            totals.set(key, (totals.get(key) ?? 0) + 1);
          }
        }
        process.stdout.write(`\n${matters} matters since ${since}, ${differing} would differ\n`);
        for (const [key, count] of totals) process.stdout.write(`  ${String(count).padStart(6)}  ${key}\n`);
        return 0;
      },
      { existing: true },
    );
  },
};

const lineOf = ({ seq, action, code, was, now }: Difference): string => {
  const change = was || now ? `: ${was || '-'} → ${now || '-'}` : '';
  return `step ${seq}${action ? ` ${action}` : ''}: ${DIFFERENCES[code].en}${change}`;
};

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options: { since: text, jurisdiction: text } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
