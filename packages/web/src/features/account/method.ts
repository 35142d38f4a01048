import type { Say } from '../../lib/texts.ts';

const METHODS = ['password', 'password+code', 'passkey'] as const;

/** How a session was opened, in words; an unknown way by its code. */
export function methodName(method: string, t: Say<`method.${(typeof METHODS)[number]}`>): string {
  const known = METHODS.find((code) => code === method);
  return known ? t(`method.${known}`) : method;
}
