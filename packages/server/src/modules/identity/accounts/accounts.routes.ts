import * as contract from '@plumbline/contract/identity';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { decideProposals } from '../grants/decide-proposals.ts';
import { endGrant } from '../grants/end-grant.ts';
import { grantRole } from '../grants/grant-role.ts';
import { listGrants, listProposals } from '../grants/list-grants.ts';
import { findPersons, findUnits } from '../registry-names.ts';
import { closeAccount } from './close-account.ts';
import { createAccount } from './create-account.ts';
import { editAccount } from './edit-account.ts';
import { getAccount } from './get-account.ts';
import { listAccounts } from './list-accounts.ts';
import { resetFactors, unlockAccount } from './recover-account.ts';
import { confirmReset, refuseReset, resetPassword } from './reset-password.ts';
import { endSession, endSessionsOf, listSessionsOf } from './sessions-of.ts';

/** As many as a person reads through in a drop-down. */
const SUBJECTS = 20;

export function accountRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listAccounts, (ctx, { query }) => listAccounts(ctx, query));
  endpoints.query(contract.getAccount, (ctx, { params }) => getAccount(ctx, params.id));
  endpoints.command(contract.createAccount, (ctx, { body }) => createAccount(ctx, body));
  endpoints.command(contract.editAccount, (ctx, { params, body }) => editAccount(ctx, params.id, body));
  endpoints.command(contract.closeAccount, (ctx, { params, body }) => closeAccount(ctx, params.id, body));
  endpoints.command(contract.resetPassword, (ctx, { params, body }) =>
    resetPassword(ctx, params.id, body.reason),
  );
  endpoints.command(contract.confirmReset, (ctx, { params, body }) =>
    confirmReset(ctx, params.id, body.reset),
  );
  endpoints.command(contract.refuseReset, (ctx, { params, body }) => refuseReset(ctx, params.id, body));
  endpoints.command(contract.unlockAccount, (ctx, { params }) => unlockAccount(ctx, params.id));
  endpoints.command(contract.resetFactors, (ctx, { params, body }) =>
    resetFactors(ctx, params.id, body.reason),
  );
  endpoints.query(contract.findAccountSubjects, async (ctx, { query }) => {
    const find = query.kind === 'unit' ? findUnits : findPersons;
    const found = await find(ctx, query.q, SUBJECTS + 1);
    return { items: found.slice(0, SUBJECTS), more: found.length > SUBJECTS };
  });
  endpoints.query(contract.listAccountSessions, (ctx, { params }) => listSessionsOf(ctx, params.id));
  endpoints.command(contract.endAccountSessions, (ctx, { params, query }) =>
    endSessionsOf(ctx, params.id, query.tokens ?? true),
  );
  endpoints.command(contract.endSessionOf, (ctx, { params }) => endSession(ctx, params.id));

  endpoints.query(contract.listGrants, (ctx, { query }) => listGrants(ctx, query));
  endpoints.command(contract.createGrant, (ctx, { params, body }) =>
    grantRole(ctx, {
      ...body,
      accountId: params.id,
      organId: body.organId ?? null,
      unitId: body.unitId ?? null,
      to: body.to ?? null,
    }),
  );
  endpoints.command(contract.endGrant, (ctx, { params, body }) => endGrant(ctx, params.id, body));
  endpoints.query(contract.listGrantProposals, (ctx, { query }) => listProposals(ctx, query));
  endpoints.command(contract.decideGrantProposals, (ctx, { body }) => decideProposals(ctx, body));
}
