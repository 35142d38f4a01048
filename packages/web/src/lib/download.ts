import type { Route } from '@plumbline/contract/route';
import { type Asked, type Extra, send } from './call.ts';

/** The file name that the server proposes (RFC 5987), if any. */
export function proposedName(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded === undefined) return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Fetches a file and hands it to the browser to save. @throws ProblemError */
export async function download<P, Q, B, R>(
  route: Route<P, Q, B, R>,
  asked: Asked<P, Q, B>,
  extra?: Extra,
): Promise<void> {
  const response = await send(route, asked, extra);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = proposedName(response.headers.get('content-disposition')) ?? 'download';
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
