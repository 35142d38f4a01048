import * as contract from '@plumbline/contract/desk';
import type { Module } from '../../platform/http/module.ts';
import { deliveryRoutes } from './delivery/delivery.routes.ts';
import { DIGEST_TOPIC, mailJobs } from './delivery/mail-jobs.ts';
import { listEvents } from './events.ts';
import { getJob } from './jobs.ts';
import { listNotices, readNotices } from './notices.ts';
import { describePack, tagOf } from './pack.ts';
import { viewRoutes } from './views/views.routes.ts';

export { ownerOfFeed } from './delivery/calendar-address.ts';

/** What every desk needs, whatever its work: the pack's words, long work, notices, and the ledger for its readers. */
export const desk: Module = {
  name: 'desk',
  routes: (endpoints) => {
    deliveryRoutes(endpoints);
    viewRoutes(endpoints);
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
  jobs: mailJobs,
  daily: [DIGEST_TOPIC],
  texts: {
    'view-taken': { zh: '已有同名视图。', en: 'You keep a view of this name already.' },
    'view-most': {
      zh: '保存的视图已达上限，请先删除不用的视图。',
      en: 'You keep as many views as are possible. Delete one first.',
    },
    'code-wrong': { zh: '确认码不正确。', en: 'The code is not right.' },
    'code-over': {
      zh: '确认码已失效，请重新保存邮箱获取新的确认码。',
      en: 'The code no longer holds. Save the address again to get a new one.',
    },
  },
};
