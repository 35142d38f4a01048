import * as contract from '@plumbline/contract/identity';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { fileOf, importAccounts, previewAccounts } from './import-accounts.ts';
import { accountTemplate, initialPasswords } from './workbooks.ts';

export function importRoutes(endpoints: Endpoints): void {
  endpoints.download(contract.getAccountTemplate, (ctx) => accountTemplate(ctx));
  endpoints.query(contract.previewAccounts, (ctx, { body }) => previewAccounts(ctx, fileOf(body)));
  endpoints.command(contract.importAccounts, (ctx, { body }) => importAccounts(ctx, fileOf(body)));
  endpoints.download(contract.getInitialPasswords, (ctx, { params }) => initialPasswords(ctx, params.id));
}
