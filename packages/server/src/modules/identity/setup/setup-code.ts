import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../platform/clock/clock.ts';
import { AppError } from '../../../platform/errors/app-error.ts';
import { freeTries, lockAfter } from '../failures.ts';

/** Without 0/O and 1/I: it is read from a console and typed. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;
const GROUP = 4;

const digest = (code: string): Buffer =>
  createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest();

/**
 * The one-time code by which the first caller proves to be the one who started the server. Only its digest is
 * kept, in memory: a restart prints a new one. Wrong codes are slowed down for everybody, as no address is kept.
 */
export class SetupCode {
  readonly #clock: Clock;
  #digest: Buffer | undefined;
  #failures = 0;
  #lockedUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new code, 80 bits in groups of four; the former one no longer holds. */
  issue(): string {
    const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    this.#digest = digest(letters);
    return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
  }

  /** @throws 403 bad-setup-code, 429 after repeated failures */
  prove(code: string): void {
    const now = this.#clock.now().getTime();
    if (now < this.#lockedUntil) throw new AppError('too-many-requests');
    if (this.#digest && timingSafeEqual(this.#digest, digest(code))) {
      this.#failures = 0;
      return;
    }
    this.#failures++;
    this.#lockedUntil = now + lockAfter(this.#failures);
    const left = freeTries(this.#failures);
    const fault = left > 0 ? { code: 'setup-code.tries', params: { left } } : { code: 'setup-code.wait' };
    throw new AppError('bad-setup-code', { faults: [{ pointer: '/code', ...fault }] });
  }

  spend(): void {
    this.#digest = undefined;
  }
}
