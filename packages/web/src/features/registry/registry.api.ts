import * as contract from '@plumbline/contract/registry';
import type { Query } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

/** The lists change with the pack and the organs only. */
const LISTS_MS = 10 * 60_000;

export const useLists = () => useRead(contract.getRegistryLists, {}, { staleTime: LISTS_MS });

type Filter<T> = Partial<Record<keyof Query<T> & string, string | boolean | undefined>>;

export const useUnits = (query: Filter<typeof contract.listUnits>) => usePages(contract.listUnits, { query });
export const useUnit = (id: string, on: string | undefined, enabled = true) =>
  useRead(contract.getUnit, { params: { id }, query: { on } }, { keepPrevious: true, enabled });
export const usePersons = (query: Filter<typeof contract.listPersons>) =>
  usePages(contract.listPersons, { query });
export const usePerson = (id: string, on: string | undefined) =>
  useRead(contract.getPerson, { params: { id }, query: { on } }, { keepPrevious: true });
export const usePost = (id: string) => useRead(contract.getPost, { params: { id } });

export const useZones = (query: { kind?: string; closed?: boolean }) =>
  useRead(contract.listZones, { query: { ...query, limit: 200 } }, { keepPrevious: true });
export const useZone = (id: string, on: string | undefined) =>
  useRead(contract.getZone, { params: { id }, query: { on } }, { keepPrevious: true });
export const useMeetings = (id: string) => usePages(contract.listMeetings, { params: { id } });
export const useLeadingGroup = () => useRead(contract.getLeadingGroup, {});
export const useContactMap = (on: string | undefined) =>
  useRead(contract.getContactMap, { query: { on } }, { keepPrevious: true });
export const useWorkspace = (query: { supervision?: string | undefined; limit?: number }) =>
  usePages(contract.listWorkspaceUnits, { query });

/** Whatever a change of the registry may show up in. */
const EVERYTHING = [
  contract.listUnits,
  contract.getUnit,
  contract.listPersons,
  contract.getPerson,
  contract.getPost,
  contract.listWorkspaceUnits,
  contract.getContactMap,
];
const ZONES = [
  contract.listZones,
  contract.getZone,
  contract.listMeetings,
  contract.getLeadingGroup,
  contract.getUnit,
];

/** The writes of units, posts, persons and relations, one mutation each. */
export function useRegistryWrites() {
  const outdates = EVERYTHING;
  return {
    createUnit: useWrite(contract.createUnit, { outdates }).mutateAsync,
    editUnit: useWrite(contract.editUnit, { outdates }).mutateAsync,
    closeUnit: useWrite(contract.closeUnit, { outdates }).mutateAsync,
    reopenUnit: useWrite(contract.reopenUnit, { outdates }).mutateAsync,
    createPost: useWrite(contract.createPost, { outdates }).mutateAsync,
    editPost: useWrite(contract.editPost, { outdates }).mutateAsync,
    closePost: useWrite(contract.closePost, { outdates }).mutateAsync,
    assignAuthority: useWrite(contract.assignAuthority, { outdates }).mutateAsync,
    correctAuthority: useWrite(contract.correctAuthority, { outdates }).mutateAsync,
    createPerson: useWrite(contract.createPerson, { outdates }).mutateAsync,
    editPerson: useWrite(contract.editPerson, { outdates }).mutateAsync,
    createAppointment: useWrite(contract.createAppointment, { outdates }).mutateAsync,
    correctAppointment: useWrite(contract.correctAppointment, { outdates }).mutateAsync,
    endAppointment: useWrite(contract.endAppointment, { outdates }).mutateAsync,
    createKin: useWrite(contract.createKin, { outdates }).mutateAsync,
    editKin: useWrite(contract.editKin, { outdates }).mutateAsync,
    eraseKin: useWrite(contract.eraseKin, { outdates }).mutateAsync,
    createSupervision: useWrite(contract.createSupervision, { outdates }).mutateAsync,
    endSupervision: useWrite(contract.endSupervision, { outdates }).mutateAsync,
    createContact: useWrite(contract.createContact, { outdates }).mutateAsync,
    endContact: useWrite(contract.endContact, { outdates }).mutateAsync,
  };
}

/** Asks for the full number; nothing of the answer is kept in the cache of queries. */
export const useReveal = () => useWrite(contract.revealIdentifier);

export function useZoneWrites() {
  const outdates = ZONES;
  return {
    createZone: useWrite(contract.createZone, { outdates }).mutateAsync,
    editZone: useWrite(contract.editZone, { outdates }).mutateAsync,
    closeZone: useWrite(contract.closeZone, { outdates }).mutateAsync,
    addMember: useWrite(contract.addZoneMember, { outdates }).mutateAsync,
    correctMember: useWrite(contract.correctZoneMember, { outdates }).mutateAsync,
    endMember: useWrite(contract.endZoneMember, { outdates }).mutateAsync,
    createMeeting: useWrite(contract.createMeeting, { outdates }).mutateAsync,
    editMeeting: useWrite(contract.editMeeting, { outdates }).mutateAsync,
  };
}
