import { existsSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type CountyServer, startCountyServer } from '@plumbline/server/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

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
  open(username: string, options?: { locale?: 'zh-CN' | 'en-GB'; width?: number }): Promise<Visitor>;
  close(): Promise<void>;
}

export interface Visitor {
  page: Page;
  go(path: string): Promise<void>;
  /** What the browser complained about: errors of scripts and of the content security policy. */
  complaints: string[];
  close(): Promise<void>;
}

/** The sample county behind a real socket, and a real browser. */
export async function startDesk(): Promise<Desk> {
  if (!existsSync(path.join(CLIENT, 'index.html')))
    throw new Error('Build the web client first: npm run build');
  const server = await startCountyServer({ client: CLIENT });
  const address = (await server.app.server.listen({ port: 0, host: '127.0.0.1' })).replace(
    '127.0.0.1',
    'localhost',
  );
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  return {
    server,
    address,
    open: (username, options) => visit(browser, address, { username, password: server.password, ...options }),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

interface Visit {
  username: string;
  password: string;
  locale?: 'zh-CN' | 'en-GB';
  width?: number;
}

async function visit(browser: Browser, address: string, how: Visit): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: how.width ?? 1280, height: 900 },
    locale: how.locale ?? 'zh-CN',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The first question "who is signed in" is answered 401 on purpose.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  await page.goto(address);
  const english = how.locale === 'en-GB';
  if (english) await page.getByText('EN', { exact: true }).click();
  await page.getByLabel(english ? 'User name' : '用户名').fill(how.username);
  await page.getByLabel(english ? 'Password' : '密码', { exact: true }).fill(how.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: english ? 'Main navigation' : '主导航' }).waitFor();
  return {
    page,
    complaints,
    async go(to) {
      await page.goto(address + to);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    close: () => context.close(),
  };
}

/** Findings that keep somebody from using the page, by axe's rules for WCAG 2.2 A and AA. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
