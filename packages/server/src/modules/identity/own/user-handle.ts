/** What an authenticator keeps for an account: jurisdiction and account id, nothing that names anybody. */
export function userHandle(jurisdictionId: number, accountId: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(jurisdictionId, 0);
  bytes.write(accountId.replaceAll('-', ''), 4, 'hex');
  return Uint8Array.from(bytes);
}

/** The inverse, from base64url; undefined when it isn't one of ours. */
export function readUserHandle(handle: unknown): { jurisdictionId: number; accountId: string } | undefined {
  if (typeof handle !== 'string') return undefined;
  const bytes = Buffer.from(handle, 'base64url');
  if (bytes.length !== 20) return undefined;
  const hex = bytes.toString('hex', 4);
  const accountId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { jurisdictionId: bytes.readUInt32BE(0), accountId };
}
