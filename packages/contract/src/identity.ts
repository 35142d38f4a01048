/** Accounts, roles, the own account, import. Signing in is `session.ts`. */
export * from './identity-accounts.ts';
export * from './identity-grants.ts';
export * from './identity-import.ts';
export * from './identity-own.ts';
