import type { z } from 'zod';

/** A text in every language of the product. */
export type Text = { zh: string; en: string };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One HTTP route as data: the server registers it, OpenAPI describes it and the web client calls it
 * from this same object, so the three can't drift apart.
 *
 * `permission` is the pack's permission code that the caller must hold in at least one organ; `null`
 * stands for "any signed-in account", `'public'` for "no session needed".
 */
export interface Route<P = unknown, Q = unknown, B = unknown, R = unknown> {
  readonly id: string;
  readonly method: Method;
  /** Path with `:name` parameters, below the origin. */
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  readonly permission: string | null | 'public';
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /** Left out for replies that aren't JSON (downloads). */
  readonly reply?: z.ZodType<R>;
  /** Status of success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
  /** False for reads by POST and for sign-in: no Idempotency-Key, no event. */
  readonly writes?: boolean;
  /** The reply holds a secret that is shown once: what is kept for a repeated key is sealed. */
  readonly sealed?: boolean;
  /** The reply is content that is read: it is kept nowhere, and a repeated key reads anew by today's rights. */
  readonly rereads?: boolean;
  /**
   * Whoever may see what is set aside (states with `seenBy`) sees it by this route: always, or only where the query
   * has the field. By no other route is there any of it.
   */
  readonly aside?: true | string;
  /** The body is one file as it is (`application/octet-stream`), of at most so many bytes. */
  readonly upload?: { readonly maxBytes: number };
}

/** Declares a route, keeping the exact types of its schemas. */
export function route<P = Record<string, never>, Q = Record<string, never>, B = undefined, R = undefined>(
  spec: Route<P, Q, B, R>,
): Route<P, Q, B, R> {
  return spec;
}

export type Params<T> = T extends Route<infer P, unknown, unknown, unknown> ? P : never;
export type Query<T> = T extends Route<infer _P, infer Q, unknown, unknown> ? Q : never;
export type Body<T> = T extends Route<infer _P, infer _Q, infer B, unknown> ? B : never;
export type Reply<T> = T extends Route<infer _P, infer _Q, infer _B, infer R> ? R : never;
