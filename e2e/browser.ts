import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type BareServer,
  type CountyServer,
  startBareServer,
  startCountyServer,
} from '@plumbline/server/testing';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { vi } from 'vitest';

// A journey is many pages and accounts in one test: each look by axe alone takes seconds on a small machine.
vi.setConfig({ testTimeout: 240_000 });

const CLIENT = path.resolve(import.meta.dirname, '../packages/web/dist');
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Desk {
  server: CountyServer;
  address: string;
  /** A window of its own, signed in as a sample account. */
  open(username: string, options?: Look): Promise<Visitor>;
  close(): Promise<void>;
}

export interface Visitor {
  page: Page;
  go(path: string): Promise<void>;
  /** What the browser complained about: errors of scripts and of the content security policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** A server on empty data, waiting for its set-up. */
export interface FirstRun {
  server: BareServer;
  /** The one-time code that `npm start` prints. */
  code: string;
  /** A window of its own at the first page. */
  open(): Promise<Visitor>;
  close(): Promise<void>;
}

/** The sample county behind a real socket, and a real browser. */
export async function startDesk(options: Parameters<typeof startCountyServer>[0] = {}): Promise<Desk> {
  const { server, address, browser } = await serve(() => startCountyServer({ ...options, client: CLIENT }));
  const place = { server, address, windows: new Windows(browser) };
  return {
    server,
    address,
    open: (username, options) => signedIn(place, { username, ...options }),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** A server without a jurisdiction behind a real socket, and a real browser. */
export async function startFirstRun(): Promise<FirstRun> {
  const { server, address, browser } = await serve(() => startBareServer({ client: CLIENT }));
  const place = { server, address, windows: new Windows(browser) };
  return {
    server,
    code: server.app.setUp.code.issue(),
    open: () => openWindow(place, {}),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

async function serve<S extends BareServer>(start: () => Promise<S>) {
  if (!existsSync(path.join(CLIENT, 'index.html')))
    throw new Error('Build the web client first: npm run build');
  const server = await start();
  const address = (await server.app.server.listen({ port: 0, host: '127.0.0.1' })).replace(
    '127.0.0.1',
    'localhost',
  );
  return {
    server,
    address,
    browser: await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }),
  };
}

interface Place {
  server: BareServer;
  address: string;
  windows: Windows;
}
interface Look {
  locale?: 'zh-CN' | 'en-GB';
  width?: number;
  /** Signs in by the form, as people do, instead of with a session made beforehand. */
  byForm?: boolean;
  /** Address to begin at; left out: the first page. */
  at?: string;
}

/**
 * The windows of one browser. One that was closed is given out again, emptied of all that its user left, with
 * what the browser keeps of the client's own parts: a machine in an office has those too.
 */
class Windows {
  readonly #browser: Browser;
  readonly #spare = new Map<string, BrowserContext[]>();
  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async take({ locale = 'zh-CN', width = 1280 }: Look) {
    const look = `${locale} ${width}`;
    const context = this.#spare.get(look)?.pop() ?? (await this.#new(locale, width));
    return {
      context,
      giveBack: async () => {
        const [first] = context.pages();
        await first?.evaluate('localStorage.clear(); sessionStorage.clear()');
        await Promise.all(context.pages().map((page) => page.close()));
        await context.clearCookies();
        this.#spare.set(look, [...(this.#spare.get(look) ?? []), context]);
      },
    };
  }

  async #new(locale: string, width: number): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      locale,
      serviceWorkers: 'block',
      // A dialog that still grows when it is clicked lets the click miss on a busy machine.
      reducedMotion: 'reduce',
    });
    // A busy machine is slow, not wrong: what never comes still fails, within the time of its test.
    context.setDefaultTimeout(90_000);
    return context;
  }
}

/** A window at the first page, at the hour of the server. */
async function openWindow(
  { server, address, windows }: Place,
  { session, at = '/', ...look }: Look & { session?: string | undefined },
): Promise<Visitor> {
  const { context, giveBack } = await windows.take(look);
  // Forms propose today: the browser's and the server's must be the same day.
  await context.clock.setFixedTime(server.clock.now());
  if (session)
    await context.addCookies([
      { name: 'plumbline_session', value: session, url: address, httpOnly: true, sameSite: 'Strict' },
    ]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The first question "who is signed in" is answered 401 on purpose.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  await page.goto(address + at);
  return {
    page,
    complaints,
    async go(to) {
      await page.goto(address + to);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    close: giveBack,
  };
}

async function signedIn(
  place: Place & { server: CountyServer },
  { username, ...how }: Look & { username: string },
): Promise<Visitor> {
  const session = how.byForm ? undefined : (await place.server.as(username)).token;
  const visitor = await openWindow(place, { ...how, session });
  const { page } = visitor;
  const english = how.locale === 'en-GB';
  if (how.byForm) {
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(place.server.password);
    await page.keyboard.press('Enter');
  }
  if (english) await page.getByText('EN', { exact: true }).click();
  // On a phone the navigation is folded away behind a button.
  const phone = (how.width ?? 1280) < 768;
  const shell = phone
    ? page.getByRole('button', { name: english ? 'Open navigation' : '打开导航' })
    : page.getByRole('navigation', { name: english ? 'Main navigation' : '主导航' });
  await shell.waitFor();
  if (how.at) await page.getByRole('heading', { level: 1 }).waitFor();
  return visitor;
}

/** Findings that keep somebody from using the page, by axe's rules for WCAG 2.2 A and AA. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // What was opened since it was last looked at has none yet; a page is not loaded again for each dialog.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
  };
  const found = await page.evaluate<axe.Result[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
