import * as contract from '@plumbline/contract/library';
import { found } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { editItem } from './edit-item.ts';
import { findVersionInSight, listItems } from './library.store.ts';
import { readText, textOfFile } from './read-text.ts';
import { addShare, endShare, viewShares } from './share.ts';
import { compareVersions, viewItem, viewSource } from './view-entry.ts';
import { viewArticles, viewList, viewStores } from './view-library.ts';
import { addItem, addVersion, editVersion } from './write-item.ts';

export function libraryRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listStores, (ctx) => viewStores(ctx));
  endpoints.query(contract.listLibrary, (ctx, { query }) => viewList(ctx, query));
  endpoints.query(contract.getLibraryItem, (ctx, { params, query }) =>
    viewItem(ctx, params.id, query.versionId),
  );
  endpoints.query(contract.getLibraryByCode, async (ctx, { params }) => {
    const [row] = await listItems(ctx, { code: params.code }, undefined, 1);
    return { id: found(row).id };
  });
  endpoints.query(contract.getLibraryVersion, async (ctx, { params }) => {
    const version = found(await findVersionInSight(ctx, params.id));
    return { id: version.id, itemId: version.item_id };
  });
  endpoints.query(contract.getLibrarySource, (ctx, { params }) => viewSource(ctx, params.id));
  endpoints.query(contract.compareLibraryVersions, (ctx, { params, query }) =>
    compareVersions(ctx, params.id, query.against),
  );
  endpoints.query(contract.readLibraryText, async (ctx, { body }) => readText(ctx, body));
  endpoints.query(contract.extractLibraryText, (ctx, { query, body }) => textOfFile(ctx, query.name, body));
  endpoints.command(contract.addLibraryItem, (ctx, { body }) => addItem(ctx, body));
  endpoints.command(contract.editLibraryItem, (ctx, { params, body }) => editItem(ctx, params.id, body));
  endpoints.command(contract.addLibraryVersion, (ctx, { params, body }) => addVersion(ctx, params.id, body));
  endpoints.command(contract.editLibraryVersion, (ctx, { params, body }) =>
    editVersion(ctx, params.id, body),
  );
  endpoints.query(contract.listArticles, (ctx, { query }) => viewArticles(ctx, query));
  endpoints.query(contract.listShares, (ctx) => viewShares(ctx));
  endpoints.command(contract.addShare, (ctx, { body }) => addShare(ctx, body));
  endpoints.command(contract.endShare, (ctx, { params, body }) => endShare(ctx, params.id, body.version));
}
