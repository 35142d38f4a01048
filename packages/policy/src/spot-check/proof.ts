import { z } from 'zod';
import { commitmentOf, listHash } from './commit.ts';
import { drawSample, seedOf } from './draw.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is published of a spot check: enough to find the sample again without the platform. */
export const SpotCheckProof = z.strictObject({
  format: z.literal('plumbline/spot-check/v1'),
  list: z.array(z.strictObject({ id: z.string().min(1).max(100), number: z.string().max(200) })).min(1),
  listHash: Hash.describe('SHA-256 of the lines `id TAB number LF`, by number and id'),
  draws: z.int().min(1),
  source: z.string().min(1).max(500).describe('Which published number decides'),
  sourceOn: z.iso.date().describe('Day on which it is published'),
  digits: z.int().describe('Digits of the number'),
  commitment: Hash.describe('What was put on record before the number was known'),
  committedOn: z.iso.date().describe('Day on which it was put on record; the ledger has the moment'),
  number: z.string().nullable().describe('The published number; null before it is entered'),
  publishedIn: z.string().nullable().describe('Where it was published'),
  seed: Hash.nullable(),
  sample: z.array(z.string()).describe('Ids of the letters drawn, in the order of drawing'),
});
export type SpotCheckProof = z.infer<typeof SpotCheckProof>;

export const PROOF_FAULTS = {
  list: { zh: '名单不能读取，或者有重复', en: 'The list can not be read, or a letter stands twice in it' },
  'list-hash': { zh: '名单与锁定的名单摘要不符', en: 'The list is not the one whose hash was committed to' },
  commitment: {
    zh: '名单、抽取数量、号码来源与锁定的承诺值不符',
    en: 'List, size of the sample or source are not those committed to',
  },
  day: {
    zh: '号码的公布日期不晚于锁定日期',
    en: 'The number was to be published no later than the day of the commitment',
  },
  number: {
    zh: '号码的位数与锁定的不符',
    en: 'The number is not written with as many digits as committed to',
  },
  seed: { zh: '种子与承诺值和号码不符', en: 'The seed does not follow from commitment and number' },
  sample: { zh: '抽取结果与名单和号码不符', en: 'The sample does not follow from list and number' },
} as const;
export type ProofFault = keyof typeof PROOF_FAULTS;

/**
 * Finds everything again from the list and the number: what does not agree, in the order of the steps; none when it is sound.
 */
export function faultsOfProof(proof: SpotCheckProof): ProofFault[] {
  const faults: ProofFault[] = [];
  try {
    if (listHash(proof.list) !== proof.listHash) faults.push('list-hash');
  } catch {
    return ['list'];
  }
  try {
    if (commitmentOf(proof) !== proof.commitment) faults.push('commitment');
  } catch {
    return [...faults, 'commitment'];
  }
  if (proof.sourceOn <= proof.committedOn) faults.push('day');
  if (proof.number === null) {
    if (proof.seed !== null) faults.push('seed');
    if (proof.sample.length > 0) faults.push('sample');
    return faults;
  }
  try {
    if (seedOf(proof, proof.number) !== proof.seed) faults.push('seed');
  } catch {
    return [...faults, 'number'];
  }
  const sample = drawSample(proof, proof.number).map(({ id }) => id);
  if (sample.join('\n') !== proof.sample.join('\n')) faults.push('sample');
  return faults;
}
