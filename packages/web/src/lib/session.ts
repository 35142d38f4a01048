import type { Body } from '@plumbline/contract/route';
import * as contract from '@plumbline/contract/session';
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, openedAs } from './call.ts';
import { readOf } from './data.ts';
import { dropAllKept } from './kept.ts';
import type { ProblemError } from './problem.ts';
import { setTimeZone } from './time.ts';

/** Asked again only after this time: grants change rarely, and every refusal is the server's anyway. */
const STALE_MS = 5 * 60_000;

const read = readOf(contract.getSession, {});

/** Every session that comes from the server: moments are told in its jurisdiction's time zone. */
function taken(session: contract.Session): contract.Session {
  openedAs(session.accountId);
  setTimeZone(session.jurisdiction.timeZone);
  return session;
}

export const sessionRead = queryOptions<contract.Session, ProblemError>({
  queryKey: read.queryKey,
  queryFn: async ({ signal }) => taken(await call(contract.getSession, {}, { signal })),
  staleTime: STALE_MS,
  retry: false,
});

/** Who is signed in. Only below the shell, which loads the session first. */
export function useSession(): contract.Session {
  const { data } = useQuery(sessionRead);
  if (!data) throw new Error('no session');
  return data;
}

export type Permission = string | readonly string[];

/** Any one of the permissions is enough; none named: everybody signed in. */
export const mayWith = (held: readonly string[], permission: Permission | undefined): boolean =>
  permission === undefined ||
  (typeof permission === 'string' ? [permission] : permission).some((code) => held.includes(code));

/** True when this account holds the permission (or one of them) in at least one organ. */
export const useMay = (permission: Permission | undefined): boolean =>
  mayWith(useSession().permissions, permission);

/** Tests several permissions in one component. */
export function useMayAny(): (permission: Permission | undefined) => boolean {
  const { permissions } = useSession();
  return useCallback((permission) => mayWith(permissions, permission), [permissions]);
}

export type Credentials = Body<typeof contract.signIn>;

/** Everything read but what the page shown just now reads: that would be waited for in vain. */
function forget(client: QueryClient): void {
  client.removeQueries({ type: 'inactive' });
  client.getMutationCache().clear();
}

/** Signs in; what another account had read is forgotten. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation<contract.Session, ProblemError, Credentials>({
    mutationFn: (body) => call(contract.signIn, { body }),
    onSuccess: (session) => {
      forget(client);
      client.setQueryData(sessionRead.queryKey, taken(session));
    },
  });
}

/** Whether this browser, at this address, has passkeys at all. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && window.isSecureContext === true;

/** Signs in by a passkey; gives up silently when the user closes the browser's dialog. */
export function usePasskeySignIn() {
  const client = useQueryClient();
  return useMutation<contract.Session, unknown, void>({
    mutationFn: async () => {
      // Most people type a password: what passkeys need is fetched when one is asked for.
      const { signInByPasskey } = await import('./passkey.ts');
      return signInByPasskey();
    },
    onSuccess: (session) => {
      forget(client);
      client.setQueryData(sessionRead.queryKey, taken(session));
    },
  });
}

/** Ends the session; `leave` goes to a page that needs none, before everything read is forgotten. */
export function useSignOut(leave: () => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<void, ProblemError, void>({
    mutationFn: () => call(contract.endSession, {}),
    onSuccess: async () => {
      const session = client.getQueryData(sessionRead.queryKey);
      if (session) dropAllKept(session.accountId);
      openedAs(undefined);
      await leave();
      forget(client);
    },
  });
}
