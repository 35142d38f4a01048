/**
 * Text that could not be sent yet, kept on this machine. Office computers are shared, so nothing of it is kept in clear: it
 * is sealed (AES-GCM) with a key that the server gives to the account that wrote it, and that is never stored. Whoever
 * finds the machine afterwards, after a power cut too, can read nothing without signing in as that account. It goes when it
 * was sent, and when the account signs out.
 */
const PREFIX = 'plumbline.kept.';
const NONCE = 12;

export interface KeptPlace {
  /** Account that wrote it. */
  account: string;
  /** What it is of; no content. */
  name: string;
}

/** Pages that are not served over a secure address have no ciphers: then nothing is kept at all. */
export const canKeep = (): boolean => {
  try {
    return globalThis.crypto?.subtle !== undefined && globalThis.localStorage !== undefined;
  } catch {
    return false;
  }
};

const nameOf = ({ account, name }: KeptPlace) => `${PREFIX}${account}.${name}`;
const toText = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const toBytes = (text: string) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

const cipherKey = (key: string) =>
  crypto.subtle.importKey('raw', toBytes(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

/**
 * Keeps a value, in the place of what was kept there. @param key 32 bytes, base64
 * @returns whether it is kept now: storage may be full, or refused
 */
export async function keep(place: KeptPlace, key: string, value: unknown): Promise<boolean> {
  if (!canKeep()) return false;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const additionalData = new TextEncoder().encode(nameOf(place));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData },
    await cipherKey(key),
    new TextEncoder().encode(JSON.stringify(value)),
  );
  try {
    localStorage.setItem(nameOf(place), `${toText(nonce)}.${toText(new Uint8Array(sealed))}`);
    return true;
  } catch {
    return false;
  }
}

/** What is kept at the place; undefined when nothing is, or it was sealed with another key. */
export async function findKept(place: KeptPlace, key: string): Promise<unknown> {
  if (!canKeep()) return undefined;
  const [nonce = '', sealed = ''] = (localStorage.getItem(nameOf(place)) ?? '').split('.');
  if (!sealed) return undefined;
  try {
    const additionalData = new TextEncoder().encode(nameOf(place));
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: toBytes(nonce), additionalData },
      await cipherKey(key),
      toBytes(sealed),
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

export function dropKept(place: KeptPlace): void {
  if (canKeep()) localStorage.removeItem(nameOf(place));
}

const namesOf = (account: string): string[] =>
  canKeep() ? Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${account}.`)) : [];

/** Whether this machine keeps anything of the account that was not sent. */
export const hasKept = (account: string): boolean => namesOf(account).length > 0;

/** Erases all that this machine keeps of the account. */
export function dropAllKept(account: string): void {
  for (const name of namesOf(account)) localStorage.removeItem(name);
}
