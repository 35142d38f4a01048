import * as appraisal from './appraisal.ts';
import * as authority from './authority.ts';
import * as bar from './bar.ts';
import * as binder from './binder.ts';
import * as brief from './brief.ts';
import * as calendar from './calendar.ts';
import * as clue from './clue.ts';
import * as clueRegister from './clue-register.ts';
import * as clueRoute from './clue-route.ts';
import * as collection from './collection.ts';
import * as coverage from './coverage.ts';
import * as delegation from './delegation.ts';
import * as delivery from './delivery.ts';
import * as desk from './desk.ts';
import * as document from './document.ts';
import * as dossier from './dossier.ts';
import * as draft from './draft.ts';
import * as exchange from './exchange.ts';
import * as figures from './figures.ts';
import * as file from './file.ts';
import * as formFile from './form-file.ts';
import * as history from './history.ts';
import * as identity from './identity.ts';
import * as instruction from './instruction.ts';
import * as layout from './layout.ts';
import * as library from './library.ts';
import * as limits from './limits.ts';
import * as match from './match.ts';
import * as material from './material.ts';
import * as matter from './matter.ts';
import * as opinion from './opinion.ts';
import * as organs from './organs.ts';
import * as own from './own.ts';
import * as pack from './pack.ts';
import * as procedure from './procedure.ts';
import * as reading from './reading.ts';
import * as registry from './registry.ts';
import type { Route } from './route.ts';
import * as savedView from './saved-view.ts';
import * as search from './search.ts';
import * as session from './session.ts';
import * as setup from './setup.ts';
import * as sign from './sign.ts';
import * as sitting from './sitting.ts';
import * as spotCheck from './spot-check.ts';
import * as styleAssessment from './style-assessment.ts';
import * as submission from './submission.ts';
import * as submissionPeriods from './submission-periods.ts';
import * as submissionRows from './submission-rows.ts';
import * as team from './team.ts';
import * as template from './template.ts';
import * as warning from './warning.ts';
import * as workbench from './workbench.ts';

/** Every file of the contract that declares routes. A test finds the one that was forgotten. */
const MODULES: readonly object[] = [
  appraisal,
  bar,
  binder,
  brief,
  authority,
  calendar,
  clue,
  clueRegister,
  clueRoute,
  collection,
  coverage,
  delegation,
  delivery,
  desk,
  document,
  dossier,
  draft,
  exchange,
  figures,
  file,
  formFile,
  history,
  identity,
  instruction,
  layout,
  library,
  limits,
  match,
  material,
  matter,
  opinion,
  organs,
  own,
  pack,
  procedure,
  reading,
  registry,
  savedView,
  search,
  session,
  setup,
  sign,
  styleAssessment,
  sitting,
  spotCheck,
  submission,
  submissionPeriods,
  submissionRows,
  team,
  template,
  warning,
  workbench,
];

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'permission' in value &&
  'method' in value;

/** Every route of the API, by id. Drives the refusal tests: who adds a route gets them for nothing. */
export const allRoutes: readonly Route[] = [
  ...new Map(
    MODULES.flatMap((module) => Object.values(module))
      .filter(isRoute)
      .map((route) => [route.id, route]),
  ).values(),
];
