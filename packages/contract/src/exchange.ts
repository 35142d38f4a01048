import { z } from 'zod';
import { Id, line } from './common.ts';
import { route } from './route.ts';

/**
 * The reply is a .zip with one BagIt folder (RFC 8493): `data/manifest.json`, `data/portrait.docx`,
 * `data/entities.ftm.json`, `data/materials/<item>/<n>.json` and `data/files/…`. A zip that was cut on the
 * way has no directory at its end and no manifest: nothing opens it.
 */
export const exportDossier = route({
  id: 'exportDossier',
  method: 'GET',
  path: '/api/dossiers/:subjectId/export',
  tag: 'exchange',
  permission: 'dossier.export',
  summary: { zh: '导出电子数据包', en: 'Export a dossier as a package' },
  params: z.object({ subjectId: Id.describe('Person or unit') }),
  query: z.object({
    purpose: line(500).describe('Why it is exported; stands in the package and the ledger'),
  }),
});
