import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.ts';

/**
 * A cookie alone must not let another site act for the user. Browsers name the site from which a write comes:
 * it must be the host that the request came to, or the address under which browsers reach the server (`origin`),
 * where a proxy hands requests on under another host. Programs name none and have no cookie that could be abused.
 * @throws 403 `cross-site`
 */
export function refuseCrossSite(request: Pick<FastifyRequest, 'headers'>, origin: string): void {
  const { 'sec-fetch-site': site, origin: from, host } = request.headers;
  if (site && site !== 'same-origin' && site !== 'none') throw new AppError('cross-site');
  if (from !== undefined && from !== origin && !isOfHost(from, host)) throw new AppError('cross-site');
}

/** Whether an origin (`https://name:port`; `null` of sandboxed pages is none) is that of the host asked. */
function isOfHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: of } = new URL(origin);
  const asked = `${protocol}//${host}`;
  return URL.canParse(asked) && new URL(asked).host === of;
}
