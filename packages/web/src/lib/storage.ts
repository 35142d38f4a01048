/** Small choices of the user on this machine (language, density, columns). Never content. */
const PREFIX = 'plumbline.';

export function remembered(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Storage may be refused (private window, full): the choice then lasts as long as the page. */
export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(PREFIX + key, value);
  } catch {
    // nothing to do
  }
}
