/** The way back after sign-in: only an address of this site, never another one or a script. */
export function safeBack(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])/.test(back)) return '/';
  // Line breaks and backslashes are read as slashes by some browsers.
  if (/[\\\p{Cc}]/u.test(back)) return '/';
  return /^\/(sign-in|initial-password)(?:[/?#]|$)/.test(back) ? '/' : back;
}
