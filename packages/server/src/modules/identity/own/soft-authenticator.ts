import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

// A passkey authenticator in software, for tests: what a browser and its security key answer together, with
// ES256 keys and attestation "none" (W3C Web Authentication Level 3, §6).

type CborMap = Map<string | number, Cbor>;
type Cbor = string | number | Uint8Array | CborMap;

/** CBOR (RFC 8949) of integers, texts, bytes and maps: all that an attestation needs. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.of((major << 5) | length);
  if (length < 256) return Buffer.of((major << 5) | 24, length);
  return Buffer.of((major << 5) | 25, length >> 8, length & 0xff);
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest();
const url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

interface Wrong {
  origin?: string;
  rpId?: string;
  /** The person did not prove to be there (no PIN, no finger). */
  unverified?: boolean;
  /** Signature by another key. */
  forged?: boolean;
  counter?: number;
  type?: string;
  userHandle?: string;
}

/** One security key with one credential. */
export class SoftAuthenticator {
  readonly id = randomBytes(32);
  readonly #origin: string;
  readonly #rpId: string;
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject };
  #counter = 0;
  #userHandle = '';

  constructor(origin = 'http://localhost:4600') {
    this.#origin = origin;
    this.#rpId = new URL(origin).hostname;
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  /** Answers `navigator.credentials.create()`. */
  create(options: Record<string, unknown>, wrong: Wrong = {}) {
    const user = options.user as { id: string };
    this.#userHandle = user.id;
    const clientData = this.#clientData('webauthn.create', options, wrong);
    const data = Buffer.concat([
      this.#data(HAS_CREDENTIAL, wrong),
      Buffer.alloc(16),
      Buffer.of(0, this.id.length),
      this.id,
      this.#coseKey(),
    ]);
    const attestation = cbor(
      new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]),
    );
    return this.#answer({
      clientDataJSON: url(clientData),
      attestationObject: url(attestation),
      transports: ['usb'],
    });
  }

  /** Answers `navigator.credentials.get()`. */
  get(options: Record<string, unknown>, wrong: Wrong = {}) {
    this.#counter++;
    const clientData = this.#clientData('webauthn.get', options, wrong);
    const data = this.#data(0, wrong);
    const key = wrong.forged
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : this.#key.privateKey;
    return this.#answer({
      clientDataJSON: url(clientData),
      authenticatorData: url(data),
      signature: url(sign('sha256', Buffer.concat([data, sha256(clientData)]), key)),
      userHandle: wrong.userHandle ?? this.#userHandle,
    });
  }

  #answer<R extends { clientDataJSON: string }>(response: R) {
    const id = url(this.id);
    return { id, rawId: id, type: 'public-key' as const, response, clientExtensionResults: {} };
  }

  #clientData(type: string, options: Record<string, unknown>, wrong: Wrong): Buffer {
    const { challenge } = options;
    return Buffer.from(
      JSON.stringify({ type: wrong.type ?? type, challenge, origin: wrong.origin ?? this.#origin }),
    );
  }

  #data(flags: number, wrong: Wrong): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(wrong.counter ?? this.#counter);
    const verified = wrong.unverified ? 0 : USER_VERIFIED;
    return Buffer.concat([
      sha256(wrong.rpId ?? this.#rpId),
      Buffer.of(USER_PRESENT | verified | flags),
      counter,
    ]);
  }

  /** COSE_Key of ES256 on P-256 (RFC 9053 §2.1, §7.1.1). */
  #coseKey(): Buffer {
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    return cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ]),
    );
  }
}
