import { generateSecret, generateURI, verifySync } from 'otplib';

/** Clocks of telephones drift: the neighbouring steps count too. */
const DRIFT_SECONDS = 30;

/** A new shared secret, base32. */
export const newSecret = (): string => generateSecret();

/** The otpauth:// address that an authenticator scans. */
export const addressOf = (secret: string, username: string): string =>
  generateURI({ strategy: 'totp', issuer: 'Plumbline', label: username, secret });

/**
 * The time step of a right code, or undefined. A code at or before `lastStep` was used already and is
 * refused, so that a code seen over a shoulder is worth nothing (RFC 6238 §5.2).
 */
export function verifyCode(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | null,
): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({
    strategy: 'totp',
    secret,
    token: code,
    epoch,
    epochTolerance: DRIFT_SECONDS,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
