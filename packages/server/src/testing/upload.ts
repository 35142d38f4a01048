import { UPLOADS } from '@plumbline/contract/file';
import type { TestClient } from './test-client.ts';
import type { TestServer } from './test-server.ts';

/** Uploads a file whole over HTTP, for which the server listens, and gives its id. */
export async function upload(
  server: TestServer,
  who: string | TestClient,
  name: string,
  content: Buffer,
): Promise<string> {
  const { server: http } = server.app;
  if (!http.server.listening) await http.listen({ host: '127.0.0.1', port: 0 });
  const origin = http.listeningOrigin;
  const signed = {
    authorization: `Bearer ${typeof who === 'string' ? server.world.token(who) : who.token}`,
    'tus-resumable': '1.0.0',
  };
  const created = await fetch(`${origin}${UPLOADS}`, {
    method: 'POST',
    headers: {
      ...signed,
      'upload-length': String(content.length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  const location = created.headers.get('location')!;
  const sent = await fetch(`${origin}${location}`, {
    method: 'PATCH',
    headers: { ...signed, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(content),
  });
  if (sent.status !== 204) throw new Error(`upload of ${name} was refused: ${await sent.text()}`);
  return location.split('/').at(-1)!;
}
