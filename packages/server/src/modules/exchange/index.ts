import { PassThrough } from 'node:stream';
import * as contract from '@plumbline/contract/exchange';
import { writeBag } from '../../platform/documents/bagit.ts';
import type { Module } from '../../platform/http/module.ts';
import { prepareExport } from './prepare-export.ts';

export { exportToFile } from './export-to-file.ts';

export const exchange: Module = {
  name: 'exchange',
  routes: (endpoints) =>
    endpoints.download(contract.exportDossier, async (ctx, { params, query }) => {
      const { fileName, plan } = await prepareExport(ctx, { ...params, ...query });
      const content = new PassThrough();
      // A package that can't be finished cuts the connection: the reader gets no zip at all.
      ctx.after(
        () =>
          void writeBag(content, plan).catch((error: Error) =>
            ctx.log.warn({ type: error.name }, 'an export was not finished'),
          ),
      );
      return { name: fileName, type: 'application/zip', content };
    }),
};
