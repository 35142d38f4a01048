import { type Paper, readPaper } from '@plumbline/policy';
import type { Ctx } from '../../platform/context/context.ts';
import { invalid } from '../../platform/errors/app-error.ts';
import { findPaper } from './form-paper.ts';
import { valueOfField } from './form-values.ts';
import { formOf } from './forms.ts';
import { readFormFileOf } from './read-form-file.ts';

/** Whose form an uploaded file is, as the file says; nothing else of it is taken. */
export interface PersonOfForm {
  fileName: string;
  name: string | null;
  /** YYYY-MM */
  birthMonth: string | null;
  post: string | null;
  /** Valid, to be matched with the registry and then forgotten. */
  idNumber: string | null;
}

/**
 * Reads of an upload of the caller whose form it is, by the first paper of the pack that there is.
 * @throws 400 for a file that is no such form, or where the pack has no paper
 */
export async function personOfForm(ctx: Ctx, fileId: string): Promise<PersonOfForm> {
  const item = ctx.pack.catalogue.items.find((one) => findPaper(ctx.pack, one));
  if (!item) throw invalid({ pointer: '/fileId', code: 'no-paper' });
  const paper = findPaper(ctx.pack, item) as Paper;
  const file = await readFormFileOf(ctx, paper, fileId);
  const { data } = readPaper(paper, formOf(ctx.pack, item), file.texts);
  const at = (field: string | undefined) => valueOfField(paper, data, field);
  return {
    fileName: file.name,
    name: at(paper.identity.name),
    birthMonth: at(paper.identity.birthMonth),
    post: at(paper.registry.post),
    idNumber: file.idNumber,
  };
}
