import * as contract from '@plumbline/contract/desk';
import type { Module } from '../../platform/http/module.ts';
import { listEvents } from './events.ts';
import { getJob } from './jobs.ts';
import { listNotices, readNotices } from './notices.ts';
import { describePack, tagOf } from './pack.ts';

/** What every desk needs, whatever its work: the pack's words, long work, notices, and the ledger for its readers. */
export const desk: Module = {
  name: 'desk',
  routes: (endpoints) => {
    endpoints.query(contract.getJob, (ctx, { params }) => getJob(ctx, params.id));
    endpoints.query(contract.listNotices, (ctx, { query }) => listNotices(ctx, query));
    endpoints.command(contract.readNotices, (ctx, { body }) => readNotices(ctx, body.ids));
    endpoints.query(contract.listEvents, (ctx, { query }) => listEvents(ctx, query));
    endpoints.query(contract.getPack, async (ctx, { request, reply }) => {
      const tag = tagOf(ctx.pack);
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (request.headers['if-none-match'] === tag) reply.status(304).send();
      return describePack(ctx.pack);
    });
  },
};
