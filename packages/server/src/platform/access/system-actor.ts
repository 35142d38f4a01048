import type { DbSettings } from '../db/settings.ts';

/**
 * The platform itself at work on one jurisdiction (text extraction, reminders, imports by command line):
 * it reaches every organ and is never bound to a session. `organIds` are all organs of the jurisdiction.
 */
export const systemSettings = (jurisdiction: number, organIds: readonly string[]): DbSettings => ({
  jurisdiction,
  clearance: 3,
  reach: organIds,
  rooms: organIds,
  registry: true,
  accounts: true,
});
