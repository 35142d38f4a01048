import { UPLOADS } from '@plumbline/contract/file';
import type { Tale } from './tale.ts';

/** Hands a file in as somebody and gives its id. Files go through tus, which speaks to a socket. */
export async function upload(tale: Tale, who: string, name: string, text: string): Promise<string> {
  const app = tale.server.app.server;
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const content = Buffer.from(text);
  const client = await tale.aside(who);
  const headers = { authorization: `Bearer ${client.token}`, 'tus-resumable': '1.0.0' };
  const created = await fetch(`${app.listeningOrigin}${UPLOADS}`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(content.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  const location = created.headers.get('location') ?? '';
  const sent = await fetch(`${app.listeningOrigin}${location}`, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(content),
  });
  if (sent.status !== 204) throw new Error(await sent.text());
  return location.split('/').at(-1) ?? '';
}
