import { Readable } from 'node:stream';
import { NOBODYS_DESK } from '../modules/dossier/index.ts';
import type { Ctx } from '../platform/context/context.ts';
import { newId } from '../platform/db/id.ts';

const SCAN = Buffer.from('示例：本人签名的纸质材料扫描件。\n');

/** A signed paper as somebody scanned and uploaded it, to be taken along by the next step. @returns its id */
export async function uploadScan(ctx: Ctx): Promise<string> {
  const { accountId, jurisdictionId } = ctx.actor;
  const id = newId(ctx.now.getTime());
  const stored = await ctx.services.files.put(jurisdictionId, Readable.from([SCAN]), {
    maxBytes: SCAN.length,
  });
  ctx.send(
    ctx.trx.insertInto('file').values({
      jurisdiction_id: jurisdictionId,
      id,
      store_name: stored.name,
      name: '扫描件.txt',
      type: 'txt',
      size: SCAN.length,
      text_state: 'none',
      account_id: accountId,
      created_at: ctx.now,
      organ_id: NOBODYS_DESK,
      classification: 0,
      readers: [accountId],
    }),
  );
  ctx.record({
    type: 'file.uploaded',
    entity: 'file',
    entityId: id,
    data: { type: 'txt', size: SCAN.length, store: stored.name },
  });
  return id;
}
