import type { Body, Reply } from '@plumbline/contract/route';
import type { setUp as route, SetupState } from '@plumbline/contract/setup';
import type { Pack } from '@plumbline/policy';
import type { Services } from '../../../platform/context/context.ts';
import { AppError } from '../../../platform/errors/app-error.ts';
import { newInitialPassword } from '../password.ts';
import { createJurisdiction } from './create-jurisdiction.ts';
import { SetupCode } from './setup-code.ts';

/** Loads the fictional county in one transaction. Filled in where the server is put together. */
export type LoadSample = (
  services: Services,
  options: { password: string; onProgress: (share: number) => void },
) => Promise<void>;

type Input = Body<typeof route>;
type Outcome = Reply<typeof route>;
const SAMPLE_PACK = 'cn-discipline';

/** The first run: waits for its code, then makes the jurisdiction. One per process. */
export class SetUp {
  readonly code: SetupCode;
  readonly #services: Services;
  readonly #loadSample: LoadSample | undefined;
  #sample: SetupState['sample']['state'] = 'none';
  #share = 0;
  #busy = false;

  constructor(services: Services, loadSample?: LoadSample) {
    this.#services = services;
    this.#loadSample = loadSample;
    this.code = new SetupCode(services.clock);
  }

  async needed(): Promise<boolean> {
    const row = await this.#services.db.transaction({ jurisdiction: 0 }, (trx) =>
      trx.selectFrom('jurisdiction').select('id').limit(1).executeTakeFirst(),
    );
    return row === undefined;
  }

  async state(): Promise<SetupState> {
    const needed = await this.needed();
    const sample = { possible: this.#loadSample !== undefined, state: this.#sample, share: this.#share };
    return { needed, sample, packs: needed ? this.#services.packs.installed().map(describe) : [] };
  }

  /** @throws 403, 429, 400, 409 already-set-up or setup-running */
  async run(input: Input): Promise<Outcome> {
    if (!(await this.needed())) throw new AppError('already-set-up');
    this.code.prove(input.code);
    if (this.#busy) throw new AppError('setup-running');
    this.#busy = true;
    try {
      return input.choice === 'own' ? await this.#own(input) : this.#startSample();
    } finally {
      if (this.#sample !== 'loading') this.#busy = false;
    }
  }

  async #own(input: Extract<Input, { choice: 'own' }>): Promise<Outcome> {
    const accounts = await createJurisdiction(this.#services, this.#services.packs.installed(), input);
    this.code.spend();
    await this.#services.packs.refresh();
    return { choice: 'own', accounts };
  }

  /** Answers at once; the load goes on, and `state` tells how far it is. */
  #startSample(): Outcome {
    const load = this.#loadSample;
    const pack = this.#services.packs.installed().find((one) => one.head.code === SAMPLE_PACK);
    if (!load || !pack) throw new AppError('wrong-state');
    const password = newInitialPassword();
    this.#sample = 'loading';
    this.#share = 0;
    const onProgress = (share: number) => {
      this.#share = share;
    };
    load(this.#services, { password, onProgress })
      .then(() => {
        this.code.spend();
        this.#sample = 'done';
        this.#share = 1;
      })
      .catch((error: Error) => {
        this.#services.log.error({ type: error.name, stack: error.stack }, 'sample county');
        this.#sample = 'failed';
      })
      .finally(() => {
        this.#busy = false;
      });
    const roles = pack.roles.filter((role) => role.sampleAccount);
    return {
      choice: 'sample',
      accounts: roles.map((role) => ({
        id: null,
        username: role.sampleAccount!,
        name: null,
        role: role.code,
        roleTitle: role.title,
        password,
      })),
    };
  }
}

function describe(pack: Pack): SetupState['packs'][number] {
  const administrators = pack.roles.filter((role) => role.administrator);
  const kinds = pack.organKinds.filter(
    (kind) =>
      kind.parents.length === 0 && administrators.every((role) => role.organKinds.includes(kind.code)),
  );
  return {
    code: pack.head.code,
    version: pack.head.version,
    title: pack.head.title,
    organKinds: kinds.map(({ code, title }) => ({ code, title })),
    administrators: administrators.map(({ code, title, note }) => ({ code, title, note: note ?? null })),
  };
}
