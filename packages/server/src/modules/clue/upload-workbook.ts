import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { uploadWorkbook } from '@plumbline/contract/submission';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/access/actor.ts';
import type { Services } from '../../platform/context/context.ts';
import { AppError } from '../../platform/errors/app-error.ts';
import { safeName } from '../../platform/files/safe-name.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { forgetContents } from '../../platform/http/forget-contents.ts';
import { localeOf } from '../../platform/http/problems.ts';
import type { Job } from '../../platform/jobs/worker.ts';
import { leaveJob, runJob, STAGE_TOPIC } from './jobs.ts';
import { MAX_WORKBOOK_BYTES, type ReceivedFile, receiveFile } from './receive-file.ts';
import { stageWorkbook } from './stage-workbook.ts';
import { openFor } from './submission.access.ts';
import { describeSheet } from './submission.view.ts';

/** Up to this size a workbook is read while the request waits; a larger one becomes a job. */
const DIRECT_BYTES = 1024 * 1024;

const TYPES = [
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'text/csv',
];

interface UploadRequest {
  Params: { id: string };
  Querystring: { name: string; digest?: string };
  Body: Readable | undefined;
}

/** `PUT …/workbook` takes the file itself as its body, so it has a parser of its own that parses nothing. */
export function uploadRoute(endpoints: Endpoints): void {
  endpoints.app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(TYPES, (_, payload, done) => done(null, payload));
    scope.route<UploadRequest>({
      method: 'PUT',
      url: uploadWorkbook.path,
      schema: {
        operationId: uploadWorkbook.id,
        tags: [uploadWorkbook.tag],
        summary: uploadWorkbook.summary.en,
        description: uploadWorkbook.summary.zh,
        consumes: TYPES,
        params: uploadWorkbook.params,
        querystring: uploadWorkbook.query,
        response: { 200: uploadWorkbook.reply, 202: uploadWorkbook.reply },
      },
      onRequest: async (request) => {
        await endpoints.authorise(uploadWorkbook, request);
      },
      handler: (request, reply) => upload(endpoints, request, reply),
    });
  });
}

async function upload(endpoints: Endpoints, request: FastifyRequest<UploadRequest>, reply: FastifyReply) {
  const actor = await endpoints.authorise(uploadWorkbook, request);
  endpoints.refuseCrossSite(request);
  const { id } = request.params;
  // Who may not, hears so before sending megabytes.
  await endpoints.run(actor, async (ctx) => void (await openFor(ctx, id, 'edit')));
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (length > MAX_WORKBOOK_BYTES) throw new AppError('too-large');
  if (!request.body) throw new AppError('invalid', { faults: [{ code: 'workbook.empty-file' }] });
  const file = await receiveFile(request.body, endpoints.services.uploads, {
    ...(Number.isNaN(length) ? {} : { length }),
    ...(request.query.digest ? { digest: request.query.digest } : {}),
  });
  try {
    const name = safeName(request.query.name || 'workbook');
    const outcome = await takeFile(endpoints, actor, id, file, name);
    const submission = await endpoints.run(actor, (ctx) => describeSheet(ctx, id), localeOf(request));
    return reply.status(outcome.jobId ? 202 : 200).send({ submission, ...outcome });
  } finally {
    await file.drop();
  }
}

/**
 * Reads a received workbook into the rows of a sheet: at once when it is small, else by a job.
 * @throws as {@link stageWorkbook}
 */
export async function takeFile(
  endpoints: Endpoints,
  actor: Actor,
  id: string,
  file: ReceivedFile,
  name: string,
  options: { direct?: boolean } = {},
): Promise<{ repeated: boolean; jobId: string | null }> {
  const { services } = endpoints;
  const about = { name, size: file.size, digest: file.digest };
  if (options.direct || file.size <= DIRECT_BYTES) {
    const { repeated } = await endpoints.run(actor, (ctx) =>
      stageWorkbook(ctx, id, { ...about, path: file.path, keep: () => keep(services, actor, file.read()) }),
    );
    return { repeated, jobId: null };
  }
  const store = await keep(services, actor, file.read());
  const jobId = await endpoints.run(actor, async (ctx) => {
    const { submission } = await openFor(ctx, id, 'edit');
    if (submission.digest === file.digest && submission.row_count > 0) return null;
    return leaveJob(ctx, id, {
      kind: 'stage',
      topic: STAGE_TOPIC,
      total: null,
      payload: { ...about, store },
    });
  });
  return { repeated: jobId === null, jobId };
}

async function keep({ files }: Services, actor: Actor, content: Readable): Promise<string> {
  const stored = await files.put(actor.jurisdictionId, content, { maxBytes: MAX_WORKBOOK_BYTES });
  return stored.name;
}

/** Reads a large workbook that an upload left. */
export async function stageJob(endpoints: Endpoints, job: Job): Promise<void> {
  const { services } = endpoints;
  await runJob(endpoints, job, async (run) => {
    const { store, name, digest } = run.payload as { store: string; name: string; digest: string };
    const content = await services.files.get(job.jurisdiction, store);
    const file = await receiveFile(content, services.uploads, { digest });
    try {
      await endpoints.run(run.actor, async (ctx) => {
        const about = { name, size: file.size, digest, path: file.path, keep: async () => store };
        await stageWorkbook(ctx, run.submissionId, about, { job: run.jobId, onRows: run.report });
        run.finish(ctx);
      });
    } catch (error) {
      if (error instanceof AppError) await forgetContents(endpoints, job.jurisdiction, [store]);
      throw error;
    } finally {
      await file.drop();
    }
  });
}

/** A file on disk as if it had been uploaded, for the command line. */
export const receiveLocal = (endpoints: Endpoints, path: string): Promise<ReceivedFile> =>
  receiveFile(createReadStream(path), endpoints.services.uploads);
