import { Readable } from 'node:stream';
import type { importFormFile as contract } from '@plumbline/contract/form-file';
import type { Body } from '@plumbline/contract/route';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { faultText } from '../../platform/errors/fault-texts.ts';
import { MAX_PHOTO_BYTES, photoTypeOf } from '../../platform/exchange-formats/lrmx.ts';
import { lockContent } from '../../platform/http/forget-contents.ts';
import { addMaterial } from './add-material.ts';
import { NOBODYS_DESK } from './desk.ts';
import type { FiledMaterial } from './dossier.types.ts';
import { readForm } from './read-form.ts';

/**
 * Files a form file as a draft, as its reader left it, with the file and the portrait in it. The file is read
 * again: whose it is, is not the client's to say. What differs from the registry is told to the second person.
 * @throws 400 `/confirmed` when the file may be of somebody else and nobody confirmed that it isn't
 */
export async function importForm(
  ctx: Ctx,
  subjectId: string,
  body: Body<typeof contract>,
): Promise<FiledMaterial> {
  const { item, file, person, mismatch } = await readForm(ctx, subjectId, body.item, body.fileId);
  const differing = person.filter(({ verdict }) => verdict === 'differs').map(({ what }) => what);
  if (mismatch && !body.confirmed) {
    const what = [...differing, ...(differing.length ? [] : ['name'])];
    const named = what.map((each) => faultText(`person.${each}`, {}, ctx.locale));
    throw invalid({ pointer: '/confirmed', code: 'form-of-another-person', params: { what: named } });
  }
  const photo = file.photo ? await keepPhoto(ctx, file.photo) : undefined;
  const filed = await addMaterial(ctx, subjectId, {
    item: item.code,
    form: body.form,
    files: [body.fileId, ...(photo ? [photo] : [])],
    ...(body.supersedesId ? { supersedesId: body.supersedesId } : {}),
    // The verifying person must know, in the language of the office.
    ...(mismatch
      ? {
          note: faultText(
            'import-confirmed',
            { what: differing.map((each) => faultText(`person.${each}`, {}, 'zh')) },
            'zh',
          ),
        }
      : {}),
  });
  ctx.record({
    type: 'material.imported',
    entity: 'material',
    entityId: filed.id,
    subjectId,
    data: { file: body.fileId, item: item.code, differing, confirmed: mismatch },
  });
  return filed;
}

/** The portrait as a file of its own, the caller's until the entry takes it. */
async function keepPhoto(ctx: Ctx, photo: Buffer): Promise<string> {
  const j = ctx.actor.jurisdictionId;
  const { files } = ctx.services;
  const type = photoTypeOf(photo)!;
  const put = () => files.put(j, Readable.from([photo]), { maxBytes: MAX_PHOTO_BYTES });
  const stored = await put();
  // Equal content may be taken out by somebody else just now: who holds the lock decides.
  await lockContent(ctx.trx, j, stored.name);
  if (!(await files.has(j, stored.name))) await put();
  const id = newId(ctx.now.getTime());
  ctx.send(
    ctx.trx.insertInto('file').values({
      jurisdiction_id: j,
      id,
      store_name: stored.name,
      name: `${faultText('person.photo', {}, 'zh')}.${type}`,
      type,
      size: photo.length,
      text_state: 'none',
      account_id: ctx.actor.accountId,
      created_at: ctx.now,
      organ_id: NOBODYS_DESK,
      classification: 0,
      readers: [ctx.actor.accountId],
    }),
  );
  ctx.record({
    type: 'file.uploaded',
    entity: 'file',
    entityId: id,
    data: { type, size: photo.length, store: stored.name },
  });
  return id;
}
