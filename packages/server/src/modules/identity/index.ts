import type { Module } from '../../platform/http/module.ts';
import { accountRoutes } from './accounts/accounts.routes.ts';
import { identityChanged, SessionAuthenticator } from './authenticator.ts';
import { importRoutes } from './import/import.routes.ts';
import { organRoutes } from './organs/organs.routes.ts';
import { ownRoutes } from './own/own.routes.ts';
import { sessionRoutes } from './session.routes.ts';
import { SetUp } from './setup/set-up.ts';
import { setupRoutes } from './setup/setup.routes.ts';
import { texts } from './texts.ts';

export { actorOfAccount } from './account-actor.ts';
export { recoverByOperator } from './accounts/recover-by-operator.ts';
export { hashPassword } from './password.ts';
export { laterDay } from './ranges.ts';
export { isSamePerson } from './same-person.ts';
export type { LoadSample } from './setup/set-up.ts';
export { identityChanged, SessionAuthenticator, SetUp };

export const identity = (authenticator: SessionAuthenticator, setUp: SetUp): Module => ({
  name: 'identity',
  routes: (endpoints) => {
    sessionRoutes(endpoints, authenticator);
    ownRoutes(endpoints, authenticator);
    accountRoutes(endpoints);
    organRoutes(endpoints);
    importRoutes(endpoints);
    setupRoutes(endpoints, setUp);
  },
  texts,
});
