import * as contract from '@plumbline/contract/material';
import { statusesFor } from '@plumbline/policy';
import { found, stale, wrongState } from '../../platform/errors/app-error.ts';
import { decodeCursor, encodeCursor, OnDay } from '../../platform/http/cursor.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { act, availableActions, getMatter, lockMatter, machineOfMatter } from '../matter/index.ts';
import { absent } from './absent.ts';
import { addMaterial } from './add-material.ts';
import { editMaterial } from './edit-material.ts';
import { rightsOf } from './get-dossier.ts';
import { getMaterial } from './get-material.ts';
import { listHeads } from './heads.store.ts';
import { findMatterOf } from './material.store.ts';
import { listQueue } from './queue.ts';
import { listSlipsInForce } from './reading.store.ts';
import { findSubject } from './subject.store.ts';
import { viewHeads } from './view-head.ts';

export function materialRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listMaterials, async (ctx, { params, query }) => {
    const before = decodeCursor(query.cursor, OnDay);
    const [subject, slips, rows] = await Promise.all([
      findSubject(ctx, params.subjectId),
      listSlipsInForce(ctx, [params.subjectId]),
      listHeads(ctx, params.subjectId, statusesFor(ctx.pack.uses, 'dossier-catalogue'), {
        limit: query.limit + 1,
        item: query.item,
        before,
      }),
    ]);
    const rights = rightsOf(ctx, found(subject).organ_id, slips);
    const items = await viewHeads(ctx, rows.slice(0, query.limit), rights);
    const last = items.at(-1);
    const more = rows.length > query.limit && last;
    return { items, next: more ? encodeCursor({ day: last.day, id: last.id }) : null };
  });

  endpoints.command(contract.addMaterial, (ctx, { params, body }) =>
    addMaterial(ctx, params.subjectId, body),
  );
  endpoints.query(contract.getMaterial, (ctx, { params }) => getMaterial(ctx, params.id));
  endpoints.command(contract.editMaterial, (ctx, { params, body }) => editMaterial(ctx, params.id, body));

  endpoints.command(contract.actOnMaterial, async (ctx, { params, body }) => {
    const matterId = found(await findMatterOf(ctx, params.id));
    const row = found(await lockMatter(ctx.trx, ctx.actor.jurisdictionId, matterId));
    const machine = await machineOfMatter(ctx, row);
    // What shares a clue's matter is handled as the clue.
    if (machine.service !== 'material') throw wrongState([]);
    if (row.version !== body.version) throw stale({ version: row.version, state: row.state });
    const { version: _, ...given } = body;
    const step = await act(ctx, matterId, params.action, given, { row });
    const after = await getMatter(ctx, matterId).catch(absent);
    return {
      id: params.id,
      status: step.status,
      version: step.matter.seq,
      allowed: after ? await availableActions(ctx, after) : [],
    };
  });

  endpoints.query(contract.listVerificationQueue, (ctx, { query }) => listQueue(ctx, query));
}
