import * as contract from '@plumbline/contract/style-assessment';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { beginAssessments } from './begin-assessments.ts';
import { listAssessments } from './list-assessments.ts';

export function assessmentRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listStyleAssessments, (ctx, { query }) => listAssessments(ctx, query));
  endpoints.command(contract.beginStyleAssessments, (ctx, { body }) => beginAssessments(ctx, body));
}
