import type { Module } from '../../platform/http/module.ts';
import { termsRoutes } from './terms.routes.ts';
import { texts } from './texts.ts';

/** The calendar that working days are counted by, and the limits of time with the organs that deviate. */
export const terms: Module = { name: 'terms', routes: termsRoutes, texts };
