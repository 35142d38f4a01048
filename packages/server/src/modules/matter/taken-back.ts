import type { MatterEvent } from '@plumbline/policy';

type Data = Record<string, unknown>;
/** A step of a history and the account that took it. */
interface Recorded {
  data: unknown;
  accountId?: string | null;
}

/**
 * What somebody asked for with a step whose request came back last, approved by nobody: nothing of it is typed anew.
 * Undefined to anybody else, and once something was done since.
 */
export function takenBack(events: readonly Recorded[], action: string, account: string): Data | undefined {
  const last = events.at(-1)?.data as MatterEvent | undefined;
  if (!last || !('request' in last) || last.type === 'approved') return undefined;
  const asked = events.find(({ data }) => (data as MatterEvent).seq === last.request);
  const request = asked?.data as MatterEvent | undefined;
  if (request?.type !== 'requested' || request.asked !== action || asked?.accountId !== account)
    return undefined;
  return request.data as Data | undefined;
}
