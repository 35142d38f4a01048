import type { Keys } from '../files/keys.ts';

/** Label of the key that seals content; who reads the ledger sees what was done and not what is written. */
const LABEL = 'ledger-content';

export type JurisdictionKeys = ReturnType<Keys['jurisdiction']>;

/** Content as the ledger keeps it: enough to rebuild the record, readable with the jurisdiction's keys only. */
export const sealForLedger = (keys: JurisdictionKeys, entityId: string, content: unknown): string =>
  keys.encrypt(LABEL, JSON.stringify(content), entityId).toString('base64');

/** The inverse of {@link sealForLedger}. */
export const unsealFromLedger = (keys: JurisdictionKeys, entityId: string, sealed: string): unknown =>
  JSON.parse(keys.decrypt(LABEL, Buffer.from(sealed, 'base64'), entityId).toString('utf8'));
