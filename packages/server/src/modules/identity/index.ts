import type { Module } from '../../platform/http/module.ts';
import { SessionAuthenticator } from './authenticator.ts';
import { sessionRoutes } from './session.routes.ts';

export { actorOfAccount, findAccountByName } from './account-actor.ts';
export { hashPassword } from './password.ts';
export { SessionAuthenticator };

export const identity = (authenticator: SessionAuthenticator): Module => ({
  name: 'identity',
  routes: (endpoints) => sessionRoutes(endpoints, authenticator),
  texts: {
    'password-unchanged': {
      zh: '新密码不能与原密码相同。',
      en: 'The new password must differ from the present one.',
    },
  },
});
