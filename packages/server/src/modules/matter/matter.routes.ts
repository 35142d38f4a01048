import { listAuthorities } from '@plumbline/contract/authority';
import * as delegation from '@plumbline/contract/delegation';
import * as draft from '@plumbline/contract/draft';
import * as contract from '@plumbline/contract/matter';
import * as procedure from '@plumbline/contract/procedure';
import { listSittings as listSittingsRoute } from '@plumbline/contract/sitting';
import { getWorkbench } from '@plumbline/contract/workbench';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { noteReading } from '../../platform/ledger/openings.ts';
import { act, getMatter } from './act.ts';
import { beginMatter } from './begin-matter.ts';
import { choicesOfBegin, choicesOfStep } from './choices.ts';
import { createDelegation, endDelegation, listColleagues, listDelegations } from './delegations.ts';
import { getStepDraft, saveStepDraft } from './drafts/step-drafts.ts';
import { handOverMatters } from './hand-over-many.ts';
import { listHandlers } from './handlers.ts';
import { describe } from './matter.detail.ts';
import { findMatter, listSteps } from './matter.store.ts';
import { summarise, summariseAll, summaryOf } from './matter.view.ts';
import { listMatters } from './matter-list.ts';
import { moveToVersion } from './move-to-version.ts';
import { machineOfMatter } from './procedures.ts';
import { listSittings } from './sittings/list-sittings.ts';
import { viewAuthorities } from './view-authorities.ts';
import { viewActionSchema, viewProcedure, viewProcedures } from './view-procedures.ts';
import { readWorkbench } from './workbench.ts';

export function matterRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listMatters, async (ctx, { query }) => {
    const { rows, next } = await listMatters(ctx, query);
    const items = await summariseAll(ctx, rows);
    return { items: query.mine === 'true' ? items.filter((item) => item.allowed.length > 0) : items, next };
  });

  endpoints.query(contract.getMatter, async (ctx, { params }) => {
    const [row, steps] = await Promise.all([getMatter(ctx, params.id), listSteps(ctx, params.id)]);
    const { service } = await machineOfMatter(ctx, row);
    if (service) await ctx.services.guards[service]?.(ctx, row);
    const opening = { type: 'matter.opened', entity: 'matter', entityId: row.id, matterId: row.id };
    const [page] = await Promise.all([
      describe(ctx, row, steps),
      noteReading(ctx, { ...opening, organId: row.organ_id }),
    ]);
    return page;
  });

  endpoints.command(contract.beginMatter, (ctx, { body }) => beginMatter(ctx, body));

  endpoints.command(contract.actOnMatter, async (ctx, { params, body }) => {
    const before = await getMatter(ctx, params.id);
    const { matter } = await act(ctx, params.id, params.action, body);
    const after = await findMatter(ctx.trx, ctx.actor.jurisdictionId, params.id);
    if (after) return summarise(ctx, after);
    // The step took the matter out of the caller's sight; what it came to is all that is told.
    const row = { ...before, state: matter.state, version: matter.seq, due_on: null };
    return summaryOf(ctx, row, await machineOfMatter(ctx, before), matter, []);
  });

  endpoints.query(contract.listStepChoices, async (ctx, { params, query }) => {
    const row = await getMatter(ctx, params.id);
    const { service } = await machineOfMatter(ctx, row);
    if (service) await ctx.services.guards[service]?.(ctx, row);
    return choicesOfStep(ctx, row, params.action, query);
  });
  endpoints.query(contract.listBeginChoices, (ctx, { params, query }) =>
    choicesOfBegin(ctx, params.procedure, query),
  );
  endpoints.query(contract.listHandlers, (ctx) => listHandlers(ctx));
  endpoints.command(contract.handOverMatters, (ctx, { body }) => handOverMatters(ctx, body));

  endpoints.command(contract.moveMatterVersion, async (ctx, { params, body }) => {
    await moveToVersion(ctx, params.id, body);
    return summarise(ctx, await getMatter(ctx, params.id));
  });

  endpoints.query(procedure.listProcedures, (ctx) => viewProcedures(ctx));
  endpoints.query(procedure.getProcedure, (ctx, { params }) => viewProcedure(ctx, params));
  endpoints.query(procedure.getActionSchema, (ctx, { params }) => viewActionSchema(ctx, params));
  endpoints.query(draft.getStepDraft, (ctx, { params }) => getStepDraft(ctx, params));
  endpoints.command(draft.saveStepDraft, (ctx, { params, body }) => saveStepDraft(ctx, params, body));
  endpoints.query(listSittingsRoute, (ctx, { query }) => listSittings(ctx, query));

  endpoints.query(listAuthorities, async (ctx) => viewAuthorities(ctx));
  endpoints.query(getWorkbench, (ctx, { query }) => readWorkbench(ctx, query));

  endpoints.query(delegation.listDelegations, (ctx) => listDelegations(ctx));
  endpoints.command(delegation.createDelegation, (ctx, { body }) => createDelegation(ctx, body));
  endpoints.command(delegation.endDelegation, (ctx, { params }) => endDelegation(ctx, params.id));
  endpoints.query(delegation.listColleagues, (ctx, { query }) => listColleagues(ctx, query));
}
