import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Route } from '@plumbline/contract/route';
import type { CountyServer, TestReply } from '@plumbline/server/testing';

const FOLDER = path.resolve(import.meta.dirname, '../docs/scenarios');
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What differs from run to run and isn't an id: cursors, salted commitments, digests of files with ids in them. */
const CURSOR = /("next": )"[^"]+"/g;
const COMMITMENT = /("(?:commitment|digest|sha256)": )"[^"]+"/g;
const LONGEST = 1_400;

type Request = {
  params?: Record<string, string>;
  query?: object;
  body?: object;
  headers?: Record<string, string>;
};

/**
 * A story told through the public API. Every request and reply goes into a transcript under docs/scenarios,
 * with ids replaced by short names, so that a run tells the same story twice.
 */
export class Story {
  readonly #server: CountyServer;
  readonly #file: string;
  readonly #lines: string[] = [];
  readonly #names = new Map<string, string>();

  constructor(server: CountyServer, file: string, title: string) {
    this.#server = server;
    this.#file = file;
    this.#lines.push(
      `# ${title}`,
      '',
      'Written by the test of the same name; every reply below was given by the running server.',
      '',
    );
  }

  chapter(title: string): void {
    this.#lines.push(`## ${title}`, '');
  }

  /** One request of an account with a sentence on why. Gives the reply whatever its status. */
  async call<P, Q, B, R>(
    who: string,
    why: string,
    route: Route<P, Q, B, R>,
    request: Request = {},
  ): Promise<TestReply<R>> {
    const client = await this.#server.as(who);
    const reply = await client.call(route, request as never);
    this.#write(who, why, route as Route, request, reply);
    return reply;
  }

  /** The same where a refusal would end the story. */
  async must<P, Q, B, R>(
    who: string,
    why: string,
    route: Route<P, Q, B, R>,
    request: Request = {},
  ): Promise<R> {
    const reply = await this.call(who, why, route, request);
    if (reply.status >= 400)
      throw new Error(`${who}: ${route.id} was refused: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  #write(who: string, why: string, route: Route, request: Request, reply: TestReply<unknown>): void {
    const target = route.path.replace(/:(\w+)/g, (_, name: string) => request.params?.[name] ?? '');
    const query = new URLSearchParams(
      Object.entries(request.query ?? {}).map(([key, value]) => [key, String(value)]),
    ).toString();
    const lines = [this.#named(`${route.method} ${target}${query ? `?${decodeURIComponent(query)}` : ''}`)];
    if (request.body) lines.push(this.#shown(request.body));
    lines.push('', String(reply.status), ...(reply.body === undefined ? [] : [this.#shown(reply.body)]));
    this.#lines.push(`**${who}** — ${why}`, '', '```', ...lines, '```', '');
  }

  /** Named before it is cut, so that no half id is left at the end. */
  #shown(value: unknown): string {
    if (value instanceof Uint8Array) return '(the bytes of a file)';
    const text = this.#named(JSON.stringify(value, null, 2));
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… (${text.length} characters in all)` : text;
  }

  #named(raw: string): string {
    const text = raw.replace(CURSOR, '$1"(cursor)"').replace(COMMITMENT, '$1"(64 hex digits)"');
    return text.replace(UUID, (id) => {
      let name = this.#names.get(id);
      if (!name) {
        name = `id-${this.#names.size + 1}`;
        this.#names.set(id, name);
      }
      return name;
    });
  }

  /** Writes the transcript; called when the story was told to its end. */
  save(): void {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path.join(FOLDER, `${this.#file}.md`), `${this.#lines.join('\n')}`);
  }
}
