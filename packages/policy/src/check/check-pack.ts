import type { Pack } from '../pack/pack.schema.ts';
import type { PackProblem } from '../problem.ts';
import { checkAuthorities } from './check-approvals.ts';
import { checkBars } from './check-bars.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkCodes } from './check-codes.ts';
import { checkDecisionTables } from './check-decision-tables.ts';
import { checkFigures } from './check-figures.ts';
import { checkForms } from './check-forms.ts';
import { checkLibrary } from './check-library.ts';
import { checkOpinions } from './check-opinions.ts';
import { checkOwn } from './check-own.ts';
import { checkPapers } from './check-papers.ts';
import { checkProcedures } from './check-procedures.ts';
import { checkReferences } from './check-references.ts';
import { checkRegisters } from './check-registers.ts';
import { checkRoles } from './check-roles.ts';
import { checkRouting } from './check-routing.ts';
import { checkScreening } from './check-screening.ts';
import { checkTables } from './check-tables.ts';
import { checkTemplates } from './check-templates.ts';
import { checkTexts } from './check-texts.ts';

const CHECKS: readonly ((pack: Pack) => PackProblem[])[] = [
  checkTexts,
  checkCodes,
  checkReferences,
  checkRoles,
  checkForms,
  checkPapers,
  checkCatalogue,
  checkTables,
  checkDecisionTables,
  checkAuthorities,
  checkProcedures,
  checkTemplates,
  checkRegisters,
  checkRouting,
  checkLibrary,
  checkScreening,
  checkBars,
  checkOwn,
  checkFigures,
  checkOpinions,
];

/** Proves a pack sound. Every problem is an error: a pack with any is refused whole. */
export const checkPack = (pack: Pack): PackProblem[] => CHECKS.flatMap((check) => check(pack));
