import type { Problem } from '@plumbline/contract/problem';
import type { Route } from '@plumbline/contract/route';
import { getLanguage } from './language.ts';
import { ProblemError } from './problem.ts';

/** Query values as the address carries them; `undefined`, '' and null are left out, lists joined by commas. */
type QueryValue = string | number | boolean | null | undefined | readonly string[];

type WithParams<P> = [P] extends [Record<string, never>]
  ? { params?: undefined }
  : { params: { [K in keyof P]: string } };
type WithBody<B> = [B] extends [undefined] ? { body?: undefined } : { body: B };

/** What a route needs, from its declaration in the contract. */
export type Asked<P, Q, B> = WithParams<P> &
  WithBody<B> & { query?: Partial<Record<keyof Q & string, QueryValue>> };

export interface Extra {
  signal?: AbortSignal | undefined;
  /** Idempotency key of the user's intent; the same one when it is sent again. */
  key?: string | undefined;
  /** For routes whose body is a file as it is (`upload` of the contract). */
  file?: Blob | undefined;
}

/** The address of a route, for links to downloads. */
export function addressOf<P, Q, B, R>(route: Route<P, Q, B, R>, asked: Omit<Asked<P, Q, B>, 'body'>): string {
  const params = (asked.params ?? {}) as Record<string, string>;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (!value) throw new Error(`${route.id} needs ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((asked.query ?? {}) as Record<string, QueryValue>)) {
    if (value === undefined || value === null || value === '') continue;
    query.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A fresh idempotency key. Not `randomUUID`: that is missing where the page isn't served over https. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The account under which this page was opened; the server refuses to carry it on under another. */
let opened: string | undefined;
export const openedAs = (accountId: string | undefined): void => {
  opened = accountId;
};

const isWrite = (route: { method: string; writes?: boolean }) =>
  route.method !== 'GET' && route.writes !== false;

/** Sends the request; a refusal is thrown. */
export async function send<P, Q, B, R>(
  route: Route<P, Q, B, R>,
  asked: Asked<P, Q, B>,
  extra: Extra = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': getLanguage() === 'zh' ? 'zh-CN' : 'en',
  };
  if (opened) headers['x-account'] = opened;
  if (asked.body !== undefined) headers['content-type'] = 'application/json';
  if (extra.file) headers['content-type'] = 'application/octet-stream';
  if (isWrite(route)) headers['idempotency-key'] = extra.key ?? newKey();
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' };
  if (asked.body !== undefined) init.body = JSON.stringify(asked.body);
  if (extra.file) init.body = extra.file;
  if (extra.signal) init.signal = extra.signal;
  let response: Response;
  try {
    response = await fetch(addressOf(route, asked), init);
  } catch (error) {
    if (extra.signal?.aborted) throw error;
    throw noAnswer();
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

/**
 * Calls a route of the contract, same origin, JSON both ways.
 * @throws ProblemError for every refusal and when no answer came
 */
export async function call<P, Q, B, R>(
  route: Route<P, Q, B, R>,
  asked: Asked<P, Q, B>,
  extra: Extra = {},
): Promise<R> {
  const response = await send(route, asked, extra);
  return (response.status === 204 ? undefined : await response.json()) as R;
}

function noAnswer(): ProblemError {
  const title =
    getLanguage() === 'zh'
      ? '服务器没有应答，请检查网络后重试。'
      : 'The server did not answer. Check the network and try again.';
  return new ProblemError({ type: 'about:blank', status: 0, code: 'no-answer', title });
}

async function refusal(response: Response): Promise<ProblemError> {
  if (response.headers.get('content-type')?.includes('problem+json')) {
    const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
    if (problem) return heard(new ProblemError(problem));
  }
  // Something between the client and the server answered (a proxy).
  const title =
    getLanguage() === 'zh' ? '服务暂时不可用，请稍后再试。' : 'The service is not available right now.';
  return new ProblemError({ type: 'about:blank', status: response.status, code: 'unavailable', title });
}

type Listener = (problem: ProblemError) => void;
const listeners = new Set<Listener>();

/** Hears every refusal, e.g. to lead a signed-out user to the sign-in page. Returns the way to stop. */
export function onRefusal(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function heard(problem: ProblemError): ProblemError {
  for (const listener of listeners) listener(problem);
  return problem;
}
