import { beginOpinion, getOpinionSheet } from '@plumbline/contract/opinion';
import type { TestServer } from '../../../testing/index.ts';
import { approveAll, step } from '../admonish.testing.ts';

/** Accounts of the world that sign for the four departments, by the action of the pack. */
export const SIGNERS = {
  'sign-petitions': 'intake',
  'sign-case-supervision': 'casemgmt',
  'sign-case-trial': 'reviewer',
  'sign-supervision': 'dispatched',
} as const;

export const requestData = (server: TestServer, more: object = {}) => {
  const { accounts } = server.world;
  return {
    requestNumber: '澄组函〔2026〕8号',
    requestedBy: '县委组织部',
    requestedOn: '2026-04-03',
    occasion: 'promotion',
    petitions: [accounts.intake],
    caseSupervision: [accounts.casemgmt],
    trial: [accounts.reviewer],
    supervision: [accounts.dispatched],
    handlers: [accounts.officer],
    ...more,
  };
};

interface Asked {
  person: string;
  name: string;
  unit?: string;
  post?: string;
}

/** Registers a request by the officer. @returns its matter */
export async function request(
  server: TestServer,
  names: readonly Asked[],
  more: object = {},
): Promise<string> {
  const { id } = await server
    .as('officer')
    .must(beginOpinion, { body: { names: [...names], data: requestData(server, more) } });
  return id;
}

export const sheet = (server: TestServer, who: string, id: string) =>
  server.as(who).must(getOpinionSheet, { params: { id } });

/** Every department finds nothing about any name. */
export async function signAll(server: TestServer, id: string): Promise<void> {
  for (const [action, who] of Object.entries(SIGNERS)) {
    const { rows } = await sheet(server, who, id);
    await step(server, who, id, action, { signed: rows.map(({ no }) => ({ no, result: 'clear' })) });
  }
}

/** Concludes as the platform proposes. */
export async function concludeAsProposed(server: TestServer, id: string): Promise<void> {
  const { rows } = await sheet(server, 'officer', id);
  const conclusions = rows.map(({ no, name, unit, post, proposed, measures }) => ({
    no,
    name,
    ...(unit ? { unit } : {}),
    ...(post ? { post } : {}),
    conclusion: proposed.conclusion,
    ...(proposed.grounds.length > 0
      ? {
          grounds: proposed.grounds,
          told: measures
            .filter(({ key }) => proposed.grounds.includes(key))
            .map(({ told }) => told)
            .join('；'),
        }
      : {}),
  }));
  await step(server, 'officer', id, 'conclude', { conclusions });
}

/** From the request to the letter, as the platform proposes. */
export async function answer(server: TestServer, id: string): Promise<void> {
  await signAll(server, id);
  await concludeAsProposed(server, id);
  await step(server, 'officer', id, 'reply');
  await approveAll(server, id);
}
