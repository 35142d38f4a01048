import type { Module } from '../../platform/http/module.ts';

/** Early warning: small signs, levels, the special supervision list, what is in force of them, and figures. */
export const warning: Module = {
  name: 'warning',
  routes: () => {},
};
