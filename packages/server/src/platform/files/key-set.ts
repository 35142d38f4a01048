import { createHmac, type Hmac, hkdfSync } from 'node:crypto';
import { seal, unseal } from './seal.ts';

const LABEL = /^[a-z][a-z0-9-]{0,62}$/;

/** What a sub-key is for is part of its derivation, so that one label never serves two algorithms. */
type Use = 'key' | 'seal' | 'hmac';

/** Bytes, or text that is taken as UTF-8. */
export type Data = Uint8Array | string;

const bytes = (data: Data): Uint8Array => (typeof data === 'string' ? Buffer.from(data, 'utf8') : data);

/**
 * The keys of one jurisdiction (or of the platform itself): sub-keys by HKDF-SHA-256 (RFC 5869) from its
 * data key, one for each label ('files', 'names', 'identifiers', 'totp', 'cookies' …).
 */
export class KeySet {
  readonly #dataKey: Buffer;
  readonly #scope: string;
  readonly #derived = new Map<string, Buffer>();

  /** `scope` names the owner of the data key and goes into every derivation. */
  constructor(dataKey: Buffer, scope: string) {
    this.#dataKey = dataKey;
    this.#scope = scope;
  }

  /** A 32-byte sub-key of its own for other parts' algorithms (cookie signing and the like). */
  derive(label: string): Buffer {
    return Buffer.from(this.#subKey('key', label));
  }

  /** Sealed bytes; `aad` ties them to their place (row id, column), so that they can't be moved elsewhere. */
  encrypt(label: string, plaintext: Data, aad: Data): Buffer {
    return seal(this.#subKey('seal', label), bytes(plaintext), bytes(aad));
  }

  /** The inverse of {@link encrypt}. Errors: keys.undecryptable. */
  decrypt(label: string, sealed: Uint8Array, aad: Data): Buffer {
    return unseal(this.#subKey('seal', label), sealed, bytes(aad));
  }

  /** HMAC-SHA-256, 32 bytes: equal within the jurisdiction for equal data, unrelated outside it. */
  hmac(label: string, data: Data): Buffer {
    return this.hmacStream(label).update(bytes(data)).digest();
  }

  /** The same as {@link hmac} for data that comes in pieces. */
  hmacStream(label: string): Hmac {
    return createHmac('sha256', this.#subKey('hmac', label));
  }

  #subKey(use: Use, label: string): Buffer {
    const id = `${use}/${label}`;
    let key = this.#derived.get(id);
    if (!key) {
      if (!LABEL.test(label)) throw new TypeError(`Not a key label: ${label}`);
      const info = `plumbline/v1/${this.#scope}/${id}`;
      key = Buffer.from(hkdfSync('sha256', this.#dataKey, Buffer.alloc(0), info, 32));
      this.#derived.set(id, key);
    }
    return key;
  }
}
