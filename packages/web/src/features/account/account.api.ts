import * as contract from '@plumbline/contract/identity';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRead, useWrite } from '../../lib/data.ts';
import { addPasskey } from '../../lib/passkey.ts';
import { sessionRead } from '../../lib/session.ts';

const PROFILE = [contract.getProfile];

export const useProfile = () => useRead(contract.getProfile, {});
export const useOwnSessions = () => useRead(contract.listOwnSessions, {});
export const useOwnTokens = () => useRead(contract.listOwnTokens, {});

export function useProfileWrites() {
  const client = useQueryClient();
  return {
    edit: useWrite(contract.editProfile, {
      outdates: PROFILE,
      onSuccess: () => client.fetchQuery({ ...sessionRead, staleTime: 0 }),
    }),
    beginAuthenticator: useWrite(contract.beginAuthenticator).mutateAsync,
    confirmAuthenticator: useWrite(contract.confirmAuthenticator, { outdates: PROFILE }).mutateAsync,
    removeAuthenticator: useWrite(contract.removeAuthenticator, { outdates: PROFILE }).mutateAsync,
    renamePasskey: useWrite(contract.renamePasskey, { outdates: PROFILE }).mutateAsync,
    removePasskey: useWrite(contract.removePasskey, { outdates: PROFILE }).mutateAsync,
    addPasskey: useMutation({
      mutationFn: (asked: { password: string; name: string }) => addPasskey(asked.password, asked.name),
      onSuccess: () => client.invalidateQueries({ queryKey: [contract.getProfile.id] }),
    }).mutateAsync,
  };
}

export function useSessionWrites() {
  const outdates = [contract.listOwnSessions];
  return {
    end: useWrite(contract.endOwnSession, { outdates }).mutateAsync,
    endOthers: useWrite(contract.endOtherSessions, { outdates }).mutateAsync,
  };
}

export function useTokenWrites() {
  const outdates = [contract.listOwnTokens];
  return {
    create: useWrite(contract.createToken, { outdates }).mutateAsync,
    revoke: useWrite(contract.revokeToken, { outdates }).mutateAsync,
  };
}
