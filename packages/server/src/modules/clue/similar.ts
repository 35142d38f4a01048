import { setImmediate } from 'node:timers/promises';
import type { Comparison, Repeats, SimilarClue } from '@plumbline/contract/clue';
import type { Ctx } from '../../platform/context/context.ts';
import { found } from '../../platform/errors/app-error.ts';
import { sharedPassages } from '../../platform/matching/passages.ts';
import { containment, similarity, similarityTo } from '../../platform/matching/similarity.ts';
import { type ClueRow, findClue, findSimilar, type KeyedText, readClues, readTexts } from './clue.store.ts';
import { summarise } from './clue.summary.ts';
import { textOf } from './likeness.ts';
import { mayTake } from './merge.effects.ts';

/** Shown on a page; the nearest ones. */
const MOST_SHOWN = 10;
/** Compared word for word; those that promise most come first. */
const MOST_COMPARED = 1000;
/** Compared together; where none of so many is alike, none of the less promising is. */
const TOGETHER = 50;
/** Compared without letting go of the process. */
const A_BREATH = 5;

export interface Sought extends KeyedText {
  subject_id: string | null;
  except?: string;
}

interface Alike {
  row: ClueRow;
  likeness: number;
}

/** Clues on file that read almost the same, most alike first; only within what the caller may see, none set aside. */
async function findAlike(ctx: Ctx, text: Sought): Promise<{ alike: Alike[]; more: boolean }> {
  const { likeness: rule } = ctx.pack;
  const j = ctx.actor.jurisdictionId;
  if (!rule) return { alike: [], more: false };
  const likenessOf = similarityTo(textOf(text), containment(rule));
  const ids = await findSimilar(ctx.trx, text, rule, MOST_COMPARED);
  const found = new Map<string, number>();
  let compared = 0;
  let read = 0;
  for (let before = -1; before < found.size && compared < ids.length; compared += TOGETHER) {
    before = found.size;
    for (const other of await readTexts(ctx.trx, j, ids.slice(compared, compared + TOGETHER))) {
      const likeness = likenessOf(textOf(other));
      if (likeness >= rule.alike.from) found.set(other.id, likeness);
      // Hundreds of long copies are much to read: others are served in between.
      if (++read % A_BREATH === 0) await setImmediate();
    }
  }
  const more = compared >= MOST_COMPARED;
  if (text.except) found.delete(text.except);
  const rows = await readClues(ctx.trx, j, [...found.keys()]);
  const alike = rows.map((row) => ({ row, likeness: found.get(row.id)! }));
  alike.sort((a, b) => b.likeness - a.likeness || (a.row.id < b.row.id ? -1 : 1));
  return { alike, more };
}

async function present(
  ctx: Ctx,
  subjectId: string | null,
  alike: readonly Alike[],
  clue?: ClueRow,
): Promise<SimilarClue[]> {
  const shown = alike.slice(0, MOST_SHOWN);
  const summaries = await summarise(
    ctx,
    shown.map(({ row }) => row),
  );
  return summaries.map((summary, i) => ({
    id: summary.id,
    number: summary.number,
    title: summary.title,
    receivedOn: summary.receivedOn,
    sourceOrganName: summary.sourceOrganName,
    subject: summary.subject,
    sameSubject: subjectId !== null && summary.subject?.id === subjectId,
    similarity: rounded(shown[i]!.likeness),
    matterId: shown[i]!.row.matter_id,
    mayTake: clue !== undefined && mayTake(ctx, shown[i]!.row, clue),
  }));
}

const rounded = (likeness: number): number => Math.round(likeness * 100) / 100;

/** What resembles a text that is not on file yet. */
export async function similarTo(ctx: Ctx, text: Sought): Promise<SimilarClue[]> {
  const { alike } = await findAlike(ctx, text);
  return present(ctx, text.subject_id, alike);
}

/** What a clue resembles, and how often what it says came in. */
export async function resemblance(
  ctx: Ctx,
  clue: ClueRow,
): Promise<{ similar: SimilarClue[]; repeats: Repeats }> {
  const { alike, more } = await findAlike(ctx, { ...clue, except: clue.id });
  // What goes on in another clue is found with that one.
  const files = new Set([clue.id, ...alike.map(({ row }) => row.id)]);
  const shown = alike.filter(({ row }) => row.id !== clue.merged_into && !files.has(row.merged_into ?? ''));
  return {
    similar: await present(ctx, clue.subject_id, shown, clue),
    repeats: repeatsOf(ctx, clue, alike, more),
  };
}

/** Other people's letters in the same words are another matter: counted is what concerns the same subject. */
function repeatsOf(ctx: Ctx, clue: ClueRow, alike: readonly Alike[], more: boolean): Repeats {
  const same = alike.filter(({ row }) => row.subject_id !== null && row.subject_id === clue.subject_id);
  const sources = [clue, ...same.map(({ row }) => row)].map((row) => `${row.source_organ_id} ${row.source}`);
  const copied = ctx.pack.likeness?.copied;
  const copies = copied ? 1 + same.filter(({ likeness }) => likeness >= copied.from).length : 1;
  return {
    times: 1 + same.length,
    sources: new Set(sources).size,
    copied: copied !== undefined && copies >= copied.times,
    more,
  };
}

/** Two clues side by side, with what they have word for word in common. @throws 404 */
export async function compareClues(ctx: Ctx, id: string, otherId: string): Promise<Comparison> {
  const j = ctx.actor.jurisdictionId;
  const [one, other] = await Promise.all([findClue(ctx.trx, j, id), findClue(ctx.trx, j, otherId)]);
  const rows = [found(one), found(other)];
  const summaries = await summarise(ctx, rows);
  const [left, right] = rows.map((row, i) => {
    const { number, receivedOn, sourceTitle, sourceOrganName } = summaries[i]!;
    const text = textOf(row);
    return { id: row.id, number, receivedOn, sourceTitle, sourceOrganName, text };
  }) as [Comparison['left'], Comparison['right']];
  return {
    left,
    right,
    similarity: rounded(similarity(left.text, right.text, containment(ctx.pack.likeness))),
    passages: sharedPassages(left.text, right.text),
  };
}
