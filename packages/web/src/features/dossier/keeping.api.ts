import * as collection from '@plumbline/contract/collection';
import { getDossier } from '@plumbline/contract/dossier';
import type { Reply } from '@plumbline/contract/route';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

export type Gap = Reply<typeof collection.listGaps>['items'][number];
export type Party = Gap['owedBy'][number];
export type Task = Reply<typeof collection.getCollectionTask>;

type Filter = Record<string, string | undefined>;

export const useGaps = (query: Filter) => usePages(collection.listGaps, { query: query as never });
export const useAsk = () =>
  useWrite(collection.askCollection, {
    outdates: [collection.listGaps, collection.listCollectionTasks, getDossier],
  });
export const useTasks = (query: Filter) =>
  usePages(collection.listCollectionTasks, { query: query as never });
export const useTask = (id: string) => useRead(collection.getCollectionTask, { params: { id } });
export const useSupply = () =>
  useWrite(collection.supplyCollection, {
    outdates: [collection.getCollectionTask, collection.listCollectionTasks],
  });
