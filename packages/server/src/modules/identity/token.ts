import { createHash, randomBytes } from 'node:crypto';

/** A fresh bearer secret: 256 bits, URL-safe. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

/** What the database keeps of it. The token has full entropy, so a plain digest suffices. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
