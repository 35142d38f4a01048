import pg from 'pg';

const RETRY_MS = 2_000;

/**
 * Hears NOTIFY on one channel over a connection of its own. While that connection is down, `connected` is
 * false and whoever caches must not trust what it remembers.
 */
export class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #onMessage: (payload: string) => void;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #missed = false;
  connected = false;

  constructor(url: string, channel: string, onMessage: (payload: string) => void) {
    if (!/^[a-z_]+$/.test(channel)) throw new TypeError('Channel names are lower case');
    this.#url = url;
    this.#channel = channel;
    this.#onMessage = onMessage;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'plumbline-listen' });
    this.#client = client;
    client.on('notification', (message) => this.#onMessage(message.payload ?? ''));
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`listen ${this.#channel}`);
      this.connected = true;
      // What was said meanwhile was not heard.
      if (this.#missed) this.#onMessage('');
      this.#missed = false;
    } catch {
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.connected = false;
    this.#missed = true;
    this.#client = undefined;
    client.removeAllListeners('notification');
    client.end().catch(() => undefined);
    if (!this.#closed) this.#timer = setTimeout(() => void this.start(), RETRY_MS).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    this.connected = false;
    await client?.end().catch(() => undefined);
  }
}
