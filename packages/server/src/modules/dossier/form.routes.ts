import * as contract from '@plumbline/contract/form-file';
import type { Ctx } from '../../platform/context/context.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { recordOpening } from '../../platform/ledger/openings.ts';
import { importForm } from './import-form.ts';
import { formFile, getPaper, paperDocument } from './print-form.ts';
import { showForm } from './read-form.ts';

/** Forms on paper: read from files of other bodies, printed, and given back as such files. */
export function formRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.readFormFile, (ctx, { params, body }) =>
    showForm(ctx, params.subjectId, body.item, body.fileId),
  );
  endpoints.command(contract.importFormFile, (ctx, { params, body }) =>
    importForm(ctx, params.subjectId, body),
  );
  endpoints.query(contract.getMaterialPaper, (ctx, { params }) => getPaper(ctx, params.id));
  endpoints.download(contract.downloadMaterialPaper, async (ctx, { params }) => {
    const file = await paperDocument(ctx, params.id);
    await recorded(ctx, 'material.printed', params.id);
    return file;
  });
  endpoints.download(contract.downloadFormFile, async (ctx, { params }) => {
    const file = await formFile(ctx, params.id);
    await recorded(ctx, 'material.exported', params.id);
    return file;
  });
}

const recorded = (ctx: Ctx, type: string, id: string) =>
  recordOpening(ctx, { type, entity: 'material', entityId: id });
