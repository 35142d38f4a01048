import { isText } from '@plumbline/contract/common';
import type { FastifyRequest } from 'fastify';
import { type FaultInput, invalid } from '../errors/app-error.ts';

const MOST = 20;

/**
 * No text anywhere in a request holds the character zero or half a character: the database can't keep the one, and no
 * hash can be made of the other. Asked of every request in one place, for forms of a pack take any text.
 * @throws 400 that names the fields
 */
export function refuseBrokenText({ body, query, params }: FastifyRequest): void {
  const faults = [
    ...broken(body).map((pointer): FaultInput => ({ pointer, code: 'broken-text' })),
    ...[query, params]
      .flatMap(broken)
      .map((path): FaultInput => ({ parameter: path.slice(1), code: 'broken-text' })),
  ];
  if (faults.length) throw invalid(...faults.slice(0, MOST));
}

/** JSON pointers of the texts that are none; of a name that is none, the place where it stands. */
function broken(root: unknown): string[] {
  const found: string[] = [];
  // A stack of its own: a body may be nested deeper than calls may be.
  const open: [unknown, string][] = [[root, '']];
  for (let next = open.pop(); next && found.length < MOST; next = open.pop()) {
    const [value, at] = next;
    if (typeof value === 'string') {
      if (!isText(value)) found.push(at);
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (isText(key)) open.push([child, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
        else found.push(at);
      }
    }
  }
  return found.reverse();
}
