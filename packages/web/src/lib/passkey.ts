import * as contract from '@plumbline/contract/identity';
import type { Session } from '@plumbline/contract/session';
import { call } from './call.ts';

// Browsers hand over bytes, the server speaks JSON (W3C Web Authentication Level 3, §5.1).

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
};
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

interface Descriptor {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}
const described = (list: unknown): PublicKeyCredentialDescriptor[] =>
  ((list as Descriptor[] | undefined) ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

type Options = Record<string, unknown> & { challenge: string };

/** The user closed the browser's dialog, or there was no fitting key: nothing to be shown as an error. */
export const isDismissed = (error: unknown): boolean =>
  error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name);

/** The key is on this account already. */
export const isKnownKey = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError';

const answer = (credential: PublicKeyCredential, response: Record<string, unknown>) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: 'public-key' as const,
  response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  clientExtensionResults: {},
});

/** Lets the user make a passkey and gives what the server wants to see of it. @throws DOMException, ProblemError */
export async function addPasskey(password: string, name: string): Promise<contract.Passkey> {
  const options = (await call(contract.beginPasskey, { body: { password } })) as Options;
  const user = options.user as { id: string; name: string; displayName: string };
  const made = await navigator.credentials.create({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialCreationOptions),
      challenge: bytes(options.challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: described(options.excludeCredentials),
    },
  });
  const credential = made as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  const body = {
    name,
    answer: answer(credential, {
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    }),
  };
  return call(contract.addPasskey, { body });
}

/** Signs in by a passkey that the user picks. @throws DOMException, ProblemError */
export async function signInByPasskey(): Promise<Session> {
  const options = (await call(contract.beginPasskeySignIn, {})) as Options;
  const found = await navigator.credentials.get({
    publicKey: {
      ...(options as unknown as PublicKeyCredentialRequestOptions),
      challenge: bytes(options.challenge),
      allowCredentials: described(options.allowCredentials),
    },
  });
  const credential = found as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  const body = {
    answer: answer(credential, {
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
    }),
  };
  return call(contract.signInByPasskey, { body });
}
