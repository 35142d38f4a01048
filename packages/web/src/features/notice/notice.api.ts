import { listNotices, readNotices } from '@plumbline/contract/desk';
import { usePages, useRead, useWrite } from '../../lib/data.ts';

const POLL_MS = 60_000;

export const useNotices = () => usePages(listNotices, {});
export const useUnread = () =>
  useRead(listNotices, { query: { limit: 1 } as never }, { poll: { every: POLL_MS, until: () => false } });
export const useReadNotices = () => useWrite(readNotices, { outdates: [listNotices] });
