import type { DbSettings } from '../db/settings.ts';
import type { Actor } from './actor.ts';

/** Names the platform on rows that are seen by name alone, so that it can go on looking after them. */
export const THE_PLATFORM = '00000000-0000-7000-8000-000000000000';

/** What row-level security is told of the platform itself: every organ of the jurisdiction, no account. */
export const systemSettings = (jurisdiction: number, organIds: readonly string[]): DbSettings => ({
  jurisdiction,
  clearance: 3,
  reach: organIds,
  rooms: organIds,
  principals: [THE_PLATFORM],
  registry: true,
  accounts: true,
});

/** The platform itself at work (text extraction, reminders, imports by command line), never bound to a session. */
export const systemActor = (jurisdiction: number, organIds: readonly string[]): Actor => ({
  jurisdictionId: jurisdiction,
  accountId: '',
  sessionId: '',
  name: '',
  locale: 'zh',
  personId: null,
  unitId: null,
  mustChangePassword: false,
  grants: [],
  permissions: new Map(),
  organs: new Set(organIds),
  unitPermissions: new Set(),
  speaksFor: null,
  organId: null,
  settings: systemSettings(jurisdiction, organIds),
});
