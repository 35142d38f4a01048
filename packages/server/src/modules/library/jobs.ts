import type { Endpoints } from '../../platform/http/endpoints.ts';
import { ARCHIVE_TOPIC } from '../../platform/jobs/topics.ts';
import type { JobHandlers } from '../../platform/jobs/worker.ts';
import { followCustody } from './follow-custody.ts';
import { mirrorRegulations } from './mirror-pack.ts';
import { settleShares } from './settle-shares.ts';

/** Regulations of the pack, archives whose dossier changed hands, and shares whose day has come or gone. */
export const MIRROR_TOPIC = 'library.mirror';

export const libraryJobs = (endpoints: Endpoints): JobHandlers => ({
  [MIRROR_TOPIC]: ({ jurisdiction }) =>
    endpoints.runAsSystem(jurisdiction, async (ctx) => {
      await mirrorRegulations(ctx);
      await followCustody(ctx);
      await settleShares(ctx);
    }),
  // As soon as dossiers changed hands; the daily work above finds what was missed.
  [ARCHIVE_TOPIC]: ({ jurisdiction }) =>
    endpoints.runAsSystem(jurisdiction, async (ctx) => {
      await followCustody(ctx);
      await settleShares(ctx);
    }),
});
