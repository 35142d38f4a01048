import * as contract from '@plumbline/contract/setup';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import type { SetUp } from './set-up.ts';

export function setupRoutes(endpoints: Endpoints, setUp: SetUp): void {
  endpoints.open(contract.getSetup, () => setUp.state());
  endpoints.open(contract.setUp, ({ body }) => setUp.run(body));
}
