import { z } from 'zod';
import { Id, plainText } from './common.ts';

export const tag = 'library';
/** Code of a store, a kind or an audience of the pack. */
export const LibraryCode = plainText(60);
export const Ref = z.object({ id: Id, name: z.string() });
/** What a store holds, as its pack says. */
export const Holds = z.enum(['articles', 'text', 'collection', 'archive']);
