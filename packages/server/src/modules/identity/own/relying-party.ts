import { AppError } from '../../../platform/errors/app-error.ts';

/** What browsers bind passkeys to. */
export interface RelyingParty {
  /** Host name. */
  id: string;
  origin: string;
}

/** The relying party of an origin; undefined where browsers offer no passkeys: neither https nor http://localhost. */
export function relyingParty(origin: string): RelyingParty | undefined {
  const url = new URL(origin);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost');
  return secure ? { id: url.hostname, origin: url.origin } : undefined;
}

/** @throws 409 insecure-origin */
export function needRelyingParty(origin: string): RelyingParty {
  const party = relyingParty(origin);
  if (!party) throw new AppError('insecure-origin');
  return party;
}
