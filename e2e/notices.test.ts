import type { AddressInfo } from 'node:net';
import { type Mailer, smtpMailer } from '@plumbline/server/platform/notices/mailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, seriousFindings, startDesk } from './browser.ts';

const mails: string[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  async onData(stream, _session, done) {
    mails.push(Buffer.concat(await stream.toArray()).toString());
    done();
  },
});

let desk: Desk;
let mailer: Mailer;
beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { port } = smtp.server.address() as AddressInfo;
  mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'noreply@plumbline.example');
  desk = await startDesk({ mailer });
});
afterAll(async () => {
  await desk?.close();
  mailer?.close();
  await new Promise<void>((closed) => smtp.close(closed));
});

/** The six figures in the last mail, whose text travels in base64. */
const codeOf = (mail: string): string =>
  Buffer.from(mail.split('\r\n\r\n').slice(1).join(''), 'base64').toString().match(/\d{6}/)![0];

describe('notices outside the platform', () => {
  it('are chosen by their reader, to an address confirmed by its code, and as a calendar', async () => {
    const { page, go, complaints } = await desk.open('officer');
    await go('/notices');
    await page.getByRole('link', { name: '送达方式' }).click();
    await page.getByRole('radio', { name: '每天早上发一封汇总' }).check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请填写邮箱。').waitFor();
    await page.getByLabel('邮箱', { exact: true }).fill('officer@county.example');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('待确认').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await desk.server.work();
    await page.getByLabel('确认码').fill(codeOf(mails.at(-1)!));
    await page.getByRole('button', { name: '确认邮箱' }).click();
    await page.getByText('已确认').waitFor();
    await page.getByRole('button', { name: '生成订阅地址' }).click();
    const address = await page.getByRole('dialog').locator('code').textContent();
    expect(address).toMatch(/\/api\/calendar\/feeds\/[\w-]{43}\.ics$/);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button').last().click();
    const feed = await fetch(desk.address + new URL(address!).pathname);
    expect(await feed.text()).toContain('BEGIN:VCALENDAR');
    await page.getByRole('button', { name: '停用订阅' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停用订阅' }).click();
    await page.getByText('尚未启用').waitFor();
    expect((await fetch(desk.address + new URL(address!).pathname)).status).toBe(404);
    expect(complaints).toEqual([]);
  });
});
