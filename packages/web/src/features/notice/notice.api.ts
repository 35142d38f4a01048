import {
  confirmAddress,
  endCalendar,
  getDelivery,
  makeCalendar,
  setDelivery,
} from '@plumbline/contract/delivery';
import { listNotices, readNotices } from '@plumbline/contract/desk';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

const POLL_MS = 60_000;

export const useNotices = () => usePages(listNotices, {});
export const useUnread = () =>
  useRead(listNotices, { query: { limit: 1 } as never }, { poll: { every: POLL_MS, until: () => false } });
const outdates = [getDelivery];
export const useDelivery = () => useRead(getDelivery, {});
export const useSetDelivery = () => useWrite(setDelivery, { outdates });
export const useConfirmAddress = () => useWrite(confirmAddress, { outdates });
export const useMakeCalendar = () => useWrite(makeCalendar, { outdates });
export const useEndCalendar = () => useWrite(endCalendar, { outdates });
export const useReadNotices = () => useWrite(readNotices, { outdates: [listNotices] });
