import { clue } from './modules/clue/index.ts';
import { desk } from './modules/desk/index.ts';
import { document } from './modules/document/index.ts';
import { dossier } from './modules/dossier/index.ts';
import { exchange } from './modules/exchange/index.ts';
import { library } from './modules/library/index.ts';
import { matter } from './modules/matter/index.ts';
import { registry } from './modules/registry/index.ts';
import { search } from './modules/search/index.ts';
import { terms } from './modules/terms/index.ts';
import { warning } from './modules/warning/index.ts';
import type { Module } from './platform/http/module.ts';

/** The one list of modules, lowest first; a module imports only those above it in this list. */
export const modulesOf = (): Module[] => [
  desk,
  terms,
  registry,
  matter,
  search,
  document,
  library,
  dossier,
  clue,
  warning,
  exchange,
];
