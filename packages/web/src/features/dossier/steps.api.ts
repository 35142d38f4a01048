import { getCollectionTask, listCollectionTasks, listGaps } from '@plumbline/contract/collection';
import { getDossier } from '@plumbline/contract/dossier';
import {
  getFollowUp,
  getInstruction,
  listInstructions,
  listMyFollowUps,
} from '@plumbline/contract/instruction';
import { getMaterial } from '@plumbline/contract/material';
import { actOnMatter, getMatter, listMatters } from '@plumbline/contract/matter';
import { getReadingSlip, listReadingSlips } from '@plumbline/contract/reading';
import { useCallback } from 'react';
import { useWrite } from '../../lib/data.ts';

/** Whatever a step on a task, a slip or a follow-up may show up in. */
const OUTDATED = [
  getCollectionTask,
  listCollectionTasks,
  listGaps,
  getDossier,
  getFollowUp,
  getInstruction,
  listInstructions,
  listMyFollowUps,
  getMaterial,
  getMatter,
  listMatters,
  getReadingSlip,
  listReadingSlips,
];

/** Takes a step on a matter in the version that the page shows. */
export function useStep(matterId: string, version: number) {
  const { mutateAsync } = useWrite(actOnMatter, { outdates: OUTDATED });
  return useCallback(
    (action: string, input: { reason?: string; data?: Record<string, unknown> }) =>
      mutateAsync({ params: { id: matterId, action }, body: { version, ...input } }),
    [mutateAsync, matterId, version],
  );
}
