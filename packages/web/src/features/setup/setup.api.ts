import type { Reply } from '@plumbline/contract/route';
import { listJurisdictions } from '@plumbline/contract/session';
import * as contract from '@plumbline/contract/setup';
import { useRead, useWrite } from '../../lib/data.ts';

export type SetupState = contract.SetupState;
export type Made = Reply<typeof contract.setUp>;

const ASK_EVERY_MS = 1000;

/** Whether the server waits for its set-up; asks again while the sample county is being loaded. */
export const useSetup = () =>
  useRead(
    contract.getSetup,
    {},
    { poll: { every: ASK_EVERY_MS, until: ({ sample }) => sample.state !== 'loading' } },
  );

export const useSetUp = () => useWrite(contract.setUp, { outdates: [contract.getSetup, listJurisdictions] });
