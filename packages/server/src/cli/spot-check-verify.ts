import { readFile } from 'node:fs/promises';
import { faultsOfProof, PROOF_FAULTS, SpotCheckProof } from '@plumbline/policy';
import { type Command, UsageError } from './command.ts';

export const command: Command = {
  usage: 'plumbline spot-check verify FILE',
  about:
    'Finds the sample of a spot check again from its file (page “真实性抽查 / Spot checks”): hash of the list, commitment, ' +
    'seed and sample. It needs no server and no network. Compare the commitment with the ledger, and the number with where ' +
    'it was published.',
  async run(args) {
    const [file] = args;
    if (!file || args.length > 1) throw new UsageError('Which file?');
    const proof = await readProof(file);
    const faults = faultsOfProof(proof);
    for (const fault of faults) {
      const { zh, en } = PROOF_FAULTS[fault];
      process.stderr.write(`${zh}\n${en}\n`);
    }
    if (faults.length > 0) return 1;
    process.stdout.write(report(proof));
    return 0;
  },
};

async function readProof(file: string): Promise<SpotCheckProof> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} can not be read (${error.code})`);
  });
  try {
    return SpotCheckProof.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is no proof of a spot check`);
  }
}

function report(proof: SpotCheckProof): string {
  const numbers = new Map(proof.list.map(({ id, number }) => [id, number]));
  const lines = [
    `名单 list: ${proof.list.length}, SHA-256 ${proof.listHash}`,
    `承诺值 commitment: ${proof.commitment} (${proof.committedOn})`,
    `号码 number: ${proof.number ?? '—'} (${proof.source}, ${proof.sourceOn})`,
    ...proof.sample.map((id, i) => `${i + 1}. ${numbers.get(id) ?? ''} ${id}`),
    '验证通过。 Everything agrees.',
  ];
  return `${lines.join('\n')}\n`;
}
