import { PassThrough } from 'node:stream';
import * as contract from '@plumbline/contract/history';
import { forbidden } from '../../../platform/errors/app-error.ts';
import type { Endpoints } from '../../../platform/http/endpoints.ts';
import { writeEventLog } from './event-log.ts';
import { exportStageTimes, reportStageTimes } from './stage-times.ts';

export function historyRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listStageTimes, (ctx, { query }) => reportStageTimes(ctx, query));
  endpoints.download(contract.exportStageTimes, (ctx, { query }) => exportStageTimes(ctx, query));
  endpoints.download(contract.exportEventLog, async (ctx, { query }) => {
    // Who reads the ledger sees all of it without content; others what they may see anyway.
    if (!ctx.may('event.read') && !ctx.may('ledger.read')) throw forbidden('event.read');
    ctx.record({
      kind: 'open',
      type: 'events.exported',
      entity: 'event',
      entityId: null,
      data: { ...query },
    });
    const content = new PassThrough();
    ctx.after(
      () =>
        void writeEventLog(ctx.services, ctx.actor, query, content).catch((error: Error) =>
          ctx.log.warn({ type: error.name }, 'an event log was not finished'),
        ),
    );
    return { name: 'plumbline-events.ocel.json', type: 'application/json', content };
  });
}
