import { sql } from 'kysely';
import type { Ctx } from '../../platform/context/context.ts';
import { newId } from '../../platform/db/id.ts';
import { indexText } from '../../platform/search/words.ts';

export interface NewPart {
  kind: 'heading' | 'article' | 'paragraph' | 'member' | 'leaf';
  level?: number;
  number?: string | null;
  label?: string | null;
  text: string;
  textEn?: string | null;
  question?: string | null;
  questionEn?: string | null;
  itemId?: string | null;
  itemNumber?: string | null;
  materialId?: string | null;
}

/** The words by which a part, or a title, is found. */
export const words = (...texts: (string | null | undefined)[]) =>
  sql<string>`to_tsvector('simple', ${indexText(texts.filter(Boolean).join(' '))})`;

/** Where parts are written, and when. */
type Place = Pick<Ctx, 'trx' | 'now' | 'send'> & { actor: Pick<Ctx['actor'], 'jurisdictionId'> };

/** Writes the parts of a version, in place of what it had. */
export async function saveParts(ctx: Place, versionId: string, parts: readonly NewPart[]): Promise<void> {
  const j = ctx.actor.jurisdictionId;
  await ctx.trx
    .deleteFrom('library_part')
    .where('jurisdiction_id', '=', j)
    .where('version_id', '=', versionId)
    .execute();
  const rows = parts.map((part, i) => ({
    id: newId(ctx.now.getTime()),
    seq: i + 1,
    kind: part.kind,
    level: part.level ?? 0,
    number: part.number ?? null,
    label: part.label ?? null,
    text: part.text,
    text_en: part.textEn ?? null,
    question: part.question ?? null,
    question_en: part.questionEn ?? null,
    ref_item_id: part.itemId ?? null,
    ref_number: part.itemNumber ?? null,
    ref_material_id: part.materialId ?? null,
    words: indexText([part.label, part.text, part.textEn, part.question].filter(Boolean).join(' ')),
  }));
  if (!rows.length) return;
  const insert = sql`
    insert into library_part (jurisdiction_id, version_id, id, seq, kind, level, number, label, text, text_en, question,
      question_en, ref_item_id, ref_number, ref_material_id, tsv)
    select ${j}, ${versionId}, id, seq, kind, level, number, label, text, text_en, question, question_en, ref_item_id,
      ref_number, ref_material_id, to_tsvector('simple', words)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, seq integer, kind text, level smallint,
      number text, label text, text text, text_en text, question text, question_en text, ref_item_id uuid,
      ref_number text, ref_material_id uuid, words text)`;
  ctx.send({ compile: () => insert.compile(ctx.trx) });
}
