import type { Locale } from '@plumbline/contract/common';
import type { Fault, Problem } from '@plumbline/contract/problem';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError, type FaultInput } from '../errors/app-error.ts';
import { ERROR_TABLE } from '../errors/codes.ts';
import { fromDatabase } from '../errors/database-errors.ts';
import { faultText } from '../errors/fault-texts.ts';
import { isClientPage, sendClientPage } from './static-client.ts';

const ZOD_TEXTS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** The caller's language: what the request asks for, else what the account prefers, else Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const wanted = request.headers['accept-language']?.split(',')[0]?.trim().toLowerCase();
  if (wanted?.startsWith('en')) return 'en';
  if (wanted?.startsWith('zh')) return 'zh';
  return request.actorLocale ?? 'zh';
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the session is known. */
    actorLocale?: Locale;
  }
}

/** The RFC 9457 document of a refusal in the caller's language. */
export function problemOf(error: AppError, locale: Locale, trace: string): Problem {
  const entry = ERROR_TABLE[error.code];
  const { faults, allowed, changed, params, text } = error.details;
  return {
    type: `urn:plumbline:problem:${error.code}`,
    status: entry.status,
    code: error.code,
    title: entry[locale],
    ...(text ? { detail: text[locale] } : {}),
    ...(params && 'detail' in params ? { detail: faultText(String(params.detail), params, locale) } : {}),
    ...(faults ? { faults: faults.map((fault) => withText(fault, locale)) } : {}),
    ...(allowed ? { allowed } : {}),
    ...(changed === undefined ? {} : { changed }),
    trace,
  };
}

function withText({ params, text, ...fault }: FaultInput, locale: Locale): Fault {
  return { ...fault, detail: fault.detail ?? text?.[locale] ?? faultText(fault.code, params ?? {}, locale) };
}

/** Every faulty field at once, by JSON pointer, in the caller's language. */
function fromValidation(error: FastifyError, locale: Locale): AppError | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const inBody = error.validationContext === 'body';
  const faults = error.validation.map((found): FaultInput => {
    const path = found.instancePath || '/';
    // Whoever made a fault of the issue took its code out of it, and without the code every text is the same.
    const issue = { ...found.params, code: found.keyword } as unknown as z.core.$ZodIssue;
    return {
      ...(inBody ? { pointer: path } : { parameter: path.slice(1) }),
      ...saidOf(issue, locale, found.message),
    };
  });
  return new AppError('invalid', { faults });
}

/** Code and text of one issue; of a rule of the contract's own, its code. */
function saidOf(
  issue: z.core.$ZodIssue,
  locale: Locale,
  otherwise = '',
): Pick<FaultInput, 'code' | 'detail'> {
  const own = issue.code === 'custom' ? issue.params?.fault : undefined;
  if (own) return { code: String(own) };
  const text = ZOD_TEXTS[locale](issue as unknown as z.core.$ZodRawIssue);
  return { code: String(issue.code), detail: typeof text === 'string' ? text : (text?.message ?? otherwise) };
}

/** What a schema of the contract finds wrong with part of a body: below the pointer, in the caller's language. */
export const faultsBelow = (pointer: string, { issues }: z.ZodError, locale: Locale): FaultInput[] =>
  issues.map((issue) => ({
    pointer: [pointer, ...issue.path.map(String)].join('/'),
    ...saidOf(issue, locale, issue.message),
  }));

function fromFastify(error: FastifyError): AppError | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413)
    return new AppError('too-large', { cause: error });
  // An address that no file of the client could have.
  if (error.code === 'FST_STATIC_FORBIDDEN_PATH') return new AppError('no-route');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('unsupported-media', { cause: error });
  if (error.code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError)
    return new AppError('malformed-json', { cause: error });
  if (error.statusCode === 429) return new AppError('too-many-requests');
  if (error.statusCode === 400) return new AppError('invalid', { cause: error });
  return undefined;
}

/** Turns whatever was thrown into a problem; only what is a defect of ours is logged with its stack. */
export function toAppError(error: unknown, locale: Locale): AppError {
  if (error instanceof AppError) return error;
  const known =
    fromValidation(error as FastifyError, locale) ??
    fromDatabase(error) ??
    fromFastify(error as FastifyError);
  return known ?? new AppError('internal', { cause: error });
}

export function installProblems(app: FastifyInstance, options: { client: boolean }): void {
  app.setErrorHandler((error, request, reply) => {
    const locale = localeOf(request);
    const refusal = toAppError(error, locale);
    if (refusal.status >= 500)
      request.log.error({ err: safe(refusal.details.cause), code: refusal.code }, 'request failed');
    reply
      .status(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, locale, request.id));
  });
  app.setNotFoundHandler((request, reply) => {
    if (options.client && isClientPage(request)) return sendClientPage(reply.status(200));
    const refusal = new AppError('no-route');
    reply
      .status(404)
      .type('application/problem+json')
      .send(problemOf(refusal, localeOf(request), request.id));
  });
}

/** PostgreSQL puts row contents into `detail` and `where`; only what names the defect may reach the log. */
function safe(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table, routine } = error as unknown as Record<string, unknown>;
  const database = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: error.name,
    code,
    constraint,
    table,
    routine,
    message: database ? 'database error' : error.message,
    stack: database ? undefined : error.stack,
  };
}
