/** The library that checks passkeys: some 350 files that a start need not wait for, read when first asked for. */
export const webAuthn = () => import('@simplewebauthn/server');
