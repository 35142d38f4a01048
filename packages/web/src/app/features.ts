import { feature as account } from '../features/account/index.ts';
import { feature as clue } from '../features/clue/index.ts';
import { feature as document } from '../features/document/index.ts';
import { feature as dossier } from '../features/dossier/index.ts';
import { feature as figures } from '../features/figures/index.ts';
import { feature as home } from '../features/home/index.ts';
import { feature as identity } from '../features/identity/index.ts';
import { feature as ledger } from '../features/ledger/index.ts';
import { feature as library } from '../features/library/index.ts';
import { feature as matter } from '../features/matter/index.ts';
import { feature as notice } from '../features/notice/index.ts';
import { feature as own } from '../features/own/index.ts';
import { feature as registry } from '../features/registry/index.ts';
import { feature as search } from '../features/search/index.ts';
import { feature as session } from '../features/session/index.ts';
import { feature as setup } from '../features/setup/index.ts';
import { feature as submission } from '../features/submission/index.ts';
import { feature as terms } from '../features/terms/index.ts';
import { feature as warning } from '../features/warning/index.ts';
import type { Feature } from './feature.ts';

/** Every feature, one line each; their order means nothing. */
export const features: readonly Feature[] = [
  account,
  clue,
  document,
  dossier,
  figures,
  home,
  identity,
  ledger,
  library,
  matter,
  notice,
  own,
  registry,
  search,
  session,
  setup,
  submission,
  terms,
  warning,
];
