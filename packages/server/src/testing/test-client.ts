import type { Body, Params, Query, Reply, Route } from '@plumbline/contract/route';
import type { FastifyInstance } from 'fastify';

export interface TestReply<R> {
  status: number;
  body: R;
  headers: Record<string, string | string[] | number | undefined>;
  raw: Buffer;
}

type Request<T> = {
  params?: Params<T>;
  query?: Partial<Record<keyof Query<T>, unknown>>;
  body?: Body<T> | Record<string, unknown>;
  headers?: Record<string, string>;
};

/** Calls the API as one account, through HTTP as far as Fastify is concerned, without a socket. */
export class TestClient {
  readonly #server: FastifyInstance;
  readonly token: string | undefined;

  constructor(server: FastifyInstance, token?: string) {
    this.#server = server;
    this.token = token;
  }

  /** Sends one request; never throws on a refusal, so that refusals are asserted like any reply. */
  async call<P, Q, B, R>(
    route: Route<P, Q, B, R>,
    request: Request<Route<P, Q, B, R>> = {},
  ): Promise<TestReply<R>> {
    return this.send(
      route.method,
      fill(route.path, (request.params ?? {}) as Record<string, string>),
      request,
    );
  }

  /** Sends a request and gives its body; throws with the whole problem when it was refused. */
  async must<P, Q, B, R>(route: Route<P, Q, B, R>, request: Request<Route<P, Q, B, R>> = {}): Promise<R> {
    const reply = await this.call(route, request);
    if (reply.status >= 400) throw new Error(`${route.id} was refused: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  async send<R = unknown>(
    method: string,
    path: string,
    request: { query?: object; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<TestReply<R>> {
    const query = Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined);
    const answer = await this.#server.inject({
      method: method as 'GET',
      url: path,
      query: Object.fromEntries(query.map(([key, value]) => [key, String(value)])),
      headers: { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...request.headers },
      ...(request.body === undefined ? {} : { payload: request.body as object }),
    });
    const json = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: (json && answer.body ? JSON.parse(answer.body) : undefined) as R,
      headers: answer.headers,
      raw: answer.rawPayload,
    };
  }
}

export const fill = (path: string, params: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

export type ReplyOf<T> = Reply<T>;
