import * as appraisal from '@plumbline/contract/appraisal';
import * as binder from '@plumbline/contract/binder';
import * as brief from '@plumbline/contract/brief';
import * as contract from '@plumbline/contract/dossier';
import * as team from '@plumbline/contract/team';
import { found } from '../../platform/errors/app-error.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { noteReading, recordOpening } from '../../platform/ledger/openings.ts';
import { getAppraisals } from './appraisals.ts';
import { getBinder } from './binder.ts';
import { binderDocument } from './binder-document.ts';
import { briefDocument, getBrief } from './brief.ts';
import { compareTeam } from './compare-team.ts';
import { extractArchive } from './extract-archive.ts';
import { getDossier } from './get-dossier.ts';
import { listDossiers } from './list-dossiers.ts';
import { ensureDossier } from './place.ts';
import { findSubject } from './subject.store.ts';

export function dossierRoutes(endpoints: Endpoints): void {
  endpoints.query(contract.listDossiers, (ctx, { query }) => listDossiers(ctx, query));

  endpoints.query(contract.getDossier, async (ctx, { params }) => {
    // Who reads without announcing it leaves a trace all the same.
    const [page] = await Promise.all([
      getDossier(ctx, params.subjectId),
      noteReading(ctx, openingOf(params.subjectId, 'dossier.read'), ['dossier.read', 'dossier.opened']),
    ]);
    return page;
  });

  endpoints.query(appraisal.getAppraisals, (ctx, { params }) =>
    getAppraisals(ctx, params.subjectId, params.item),
  );

  endpoints.query(team.compareTeam, (ctx, { params }) => compareTeam(ctx, params.unitId));
  endpoints.query(binder.getBinder, (ctx, { params, query }) => getBinder(ctx, params.subjectId, query.item));
  endpoints.download(binder.downloadBinderCatalogue, async (ctx, { params, query }) => {
    const [file] = await Promise.all([
      binderDocument(ctx, params.subjectId, query),
      recordOpening(ctx, openingOf(params.subjectId, 'dossier.printed')),
    ]);
    return file;
  });
  endpoints.command(binder.extractArchive, (ctx, { params }) => extractArchive(ctx, params.subjectId));
  endpoints.query(brief.getBrief, async (ctx, { params }) => {
    const [page] = await Promise.all([
      getBrief(ctx, params.subjectId),
      recordOpening(ctx, openingOf(params.subjectId, 'dossier.printed')),
    ]);
    return page;
  });
  endpoints.download(brief.downloadBrief, async (ctx, { params }) => {
    const [file] = await Promise.all([
      briefDocument(ctx, params.subjectId),
      recordOpening(ctx, openingOf(params.subjectId, 'dossier.printed')),
    ]);
    return file;
  });

  endpoints.command(contract.beginDossier, async (ctx, { body }) => {
    const subject = { kind: body.subjectKind, id: body.subjectId };
    const options = { byFiling: false, ...(body.organId ? { organId: body.organId } : {}) };
    const place = await ensureDossier(ctx, subject, options);
    ctx.need('material.write', place.organId);
    return { subjectId: body.subjectId, custodian: place.organId };
  });

  endpoints.command(contract.openDossier, async (ctx, { params, body }) => {
    found(await findSubject(ctx, params.subjectId));
    const recorded = await recordOpening(ctx, {
      ...openingOf(params.subjectId, 'dossier.opened'),
      data: body.purpose ? { purpose: body.purpose } : {},
    });
    return { recorded };
  });
}

const openingOf = (subjectId: string, type: string) => ({
  type,
  entity: 'dossier',
  entityId: subjectId,
  subjectId,
});
