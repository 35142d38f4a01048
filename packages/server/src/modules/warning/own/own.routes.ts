import { getOwnPage } from '@plumbline/contract/own';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { readOwnPage } from './own-page.ts';

/** What concerns the caller. It takes no parameter: nobody can ask for another's. */
export function ownRoutes(endpoints: Endpoints): void {
  endpoints.query(getOwnPage, (ctx) => readOwnPage(ctx));
}
