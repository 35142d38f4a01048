import { getDossier } from '@plumbline/contract/dossier';
import * as contract from '@plumbline/contract/instruction';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Instruction = Reply<typeof contract.listInstructions>['items'][number];
export type FollowUp = Instruction['followUps'][number];
export type FollowUpWhole = Reply<typeof contract.getFollowUp>;

const OUTDATED = [contract.listInstructions, contract.getInstruction, getDossier];

export const useInstructions = (query: Record<string, string | undefined>) =>
  usePages(contract.listInstructions, { query: query as never });
export const useInstruction = (id: string) => useRead(contract.getInstruction, { params: { id } });
export const useAddInstruction = () => useWrite(contract.addInstruction, { outdates: OUTDATED });
export const useOpenFollowUps = () => useWrite(contract.openFollowUps, { outdates: OUTDATED });
export const useFollowUp = (id: string) => useRead(contract.getFollowUp, { params: { id } });
export const useMyFollowUps = () => usePages(contract.listMyFollowUps, {});
