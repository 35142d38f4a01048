import {
  changeView,
  listSavedViews,
  removeView,
  saveView,
  type ViewedList,
} from '@plumbline/contract/saved-view';
import { useRead, useWrite } from './data.ts';

const OUTDATED = { outdates: [listSavedViews] };

export const useSavedViews = (list: ViewedList) =>
  useRead(listSavedViews, { query: { list } }, { staleTime: 60_000 });
export const useSaveView = () => useWrite(saveView, OUTDATED);
export const useChangeView = () => useWrite(changeView, OUTDATED);
export const useRemoveView = () => useWrite(removeView, OUTDATED);
