import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '@plumbline/contract/common';
import { UPLOADS } from '@plumbline/contract/file';
import { Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/access/actor.ts';
import { newId } from '../../platform/db/id.ts';
import { AppError, notFound } from '../../platform/errors/app-error.ts';
import { FileRefused } from '../../platform/files/refused.ts';
import { typeByName } from '../../platform/files/sniff.ts';
import { MAX_FILE_BYTES } from '../../platform/files/types.ts';
import type { Endpoints } from '../../platform/http/endpoints.ts';
import { localeOf, problemOf, toAppError } from '../../platform/http/problems.ts';
import { needsLength, refused, type Uploads } from './uploads.ts';

interface Caller {
  actor: Actor;
  locale: Locale;
  trace: string;
}

const OFFSET_STREAM = 'application/offset+octet-stream';

/** Resumable uploads by tus 1.0. Every request is signed in; an upload is its sender's alone. */
export function uploadRoutes(endpoints: Endpoints, uploads: Uploads): void {
  const callers = new AsyncLocalStorage<Caller>();
  const tus = tusServer(endpoints, uploads, callers);
  const known = new WeakMap<FastifyRequest, Actor>();
  const onRequest = async (request: FastifyRequest) => {
    const actor = await endpoints.authenticate(request);
    if (actor.mustChangePassword) throw new AppError('password-change-due');
    endpoints.refuseCrossSite(request);
    known.set(request, actor);
  };
  const pass = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = known.get(request);
    if (!actor) throw new AppError('not-signed-in');
    const caller = { actor, locale: localeOf(request), trace: request.id };
    reply.hijack();
    reply.raw.setHeader('cache-control', 'no-store');
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    nameProblems(reply);
    await callers.run(caller, () => tus.handle(request.raw, reply.raw));
    return reply;
  };
  // The bytes go to the upload as they come.
  endpoints.app.addContentTypeParser(OFFSET_STREAM, (_request, _payload, done) => done(null));
  const common = { onRequest, handler: pass, schema: { hide: true } };
  endpoints.app.route({ method: ['POST', 'OPTIONS'], url: UPLOADS, ...common });
  endpoints.app.route({ method: ['PATCH', 'DELETE'], url: `${UPLOADS}/:id`, ...common });
  endpoints.app.route({
    method: 'HEAD',
    url: `${UPLOADS}/:id`,
    onRequest,
    schema: { hide: true },
    // After a crash between the last byte and the answer the client asks again: then the file is taken in now,
    // or was already.
    handler: async (request, reply) => {
      const { id } = request.params as { id: string };
      const actor = known.get(request)!;
      const upload = await uploads.find(id);
      if (upload?.owner.account === actor.accountId && upload.offset === upload.size)
        await uploads.finish(id, localeOf(request));
      const size = await sizeOfTaken(endpoints, actor, id);
      if (size === undefined) return pass(request, reply);
      return reply
        .headers({
          'tus-resumable': '1.0.0',
          'upload-offset': size,
          'upload-length': size,
          'cache-control': 'no-store',
        })
        .send();
    },
  });
}

function tusServer(endpoints: Endpoints, uploads: Uploads, callers: AsyncLocalStorage<Caller>): Server {
  const caller = () => {
    const found = callers.getStore();
    if (!found) throw new AppError('not-signed-in');
    return found;
  };
  return new Server({
    path: UPLOADS,
    datastore: uploads.store,
    maxSize: MAX_FILE_BYTES,
    relativeLocation: true,
    allowedOrigins: [endpoints.services.origin],
    namingFunction: () => newId(),
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return;
      const upload = await uploads.find(id);
      if (upload?.owner.account !== caller().actor.accountId) throw notFound();
    },
    async onUploadCreate(_request, upload) {
      const { actor, locale } = caller();
      if (upload.size === undefined) throw needsLength();
      const filename = upload.metadata?.filename ?? upload.metadata?.name ?? '';
      try {
        typeByName({ name: filename, size: upload.size });
      } catch (error) {
        throw error instanceof FileRefused ? refused(error, locale) : error;
      }
      await uploads.refuseTooMany(actor.accountId, upload.size);
      return {
        metadata: {
          filename,
          account: actor.accountId,
          organ: actor.organId ?? '',
          jurisdiction: String(actor.jurisdictionId),
        },
      };
    },
    async onUploadFinish(_request, upload) {
      await uploads.finish(upload.id, caller().locale);
      return {};
    },
    onResponseError(_request, error) {
      const { locale, trace } = caller();
      const known = error as Error & { status_code?: number; body?: string };
      const refusal =
        known.status_code !== undefined && !(error instanceof AppError)
          ? fromTus(known.status_code)
          : toAppError(error, locale);
      if (refusal.status >= 500) endpoints.services.log.error({ code: refusal.code }, 'upload failed');
      const body = JSON.stringify({
        ...problemOf(refusal, locale, trace),
        ...(known.status_code ? { status: known.status_code } : {}),
      });
      return { status_code: known.status_code ?? refusal.status, body };
    },
  });
}

/** The protocol's own refusals in our vocabulary; their status stays, clients act on it. */
function fromTus(status: number): AppError {
  if (status === 413) return new AppError('too-large');
  if (status === 403 || status === 404 || status === 410) return notFound();
  if (status === 409) return new AppError('upload-incomplete');
  if (status === 415) return new AppError('unsupported-media');
  return status >= 500 ? new AppError('internal') : new AppError('invalid');
}

/** Size of a file that was taken in already and is the caller's. */
async function sizeOfTaken(endpoints: Endpoints, actor: Actor, id: string): Promise<number | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const row = await endpoints.run(actor, (ctx) =>
    ctx.trx
      .selectFrom('file')
      .select('size')
      .where('jurisdiction_id', '=', actor.jurisdictionId)
      .where('id', '=', id)
      .where('account_id', '=', actor.accountId)
      .executeTakeFirst(),
  );
  return row?.size;
}

/** Refusals leave the protocol's server as plain text; they are problem documents. */
function nameProblems(reply: FastifyReply): void {
  const { raw } = reply;
  const writeHead = raw.writeHead.bind(raw);
  raw.writeHead = ((status: number, ...rest: unknown[]) => {
    const headers = rest.at(-1);
    if (status >= 400 && Array.isArray(headers)) {
      const flat = headers.flat() as string[];
      for (let i = 0; i < flat.length; i += 2)
        if (flat[i]?.toLowerCase() === 'content-type') flat[i + 1] = 'application/problem+json';
      rest[rest.length - 1] = flat;
    }
    return writeHead(status, ...(rest as []));
  }) as typeof raw.writeHead;
}
