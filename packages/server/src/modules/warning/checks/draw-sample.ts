import { type Committed, commitmentOf, drawSample, isDeciding, seedOf } from '@plumbline/policy';
import { z } from 'zod';
import { asPlatform } from '../../../platform/context/as-platform.ts';
import type { Ctx, EffectCall } from '../../../platform/context/context.ts';
import { invalid } from '../../../platform/errors/app-error.ts';
import { beginCheck } from './begin-check.ts';
import { finishIfChecked } from './end-check.ts';
import {
  changeSpotCheck,
  findSpotCheck,
  type LetterRow,
  listLetters,
  noteDrawn,
  type SpotCheckRow,
} from './spot-check.store.ts';

/** What the effect reads of its form: `EFFECT_FIELDS` of the policy package. */
const Published = z.looseObject({ number: z.string(), publishedIn: z.string() });

/** A commitment as the draw takes it. */
export const committedOf = (row: SpotCheckRow, letters: readonly LetterRow[]): Committed => ({
  list: letters.map((letter) => ({ id: letter.letter_id, number: letter.letter_number })),
  draws: row.draws,
  source: row.source,
  sourceOn: row.source_on,
  digits: row.digits,
});

/**
 * `spot-check.draw`: the published number decides which letters of the list are checked, and for each of them a check begins.
 * @throws 400 before the day of the number, or when it is not written with the digits that were committed to
 */
export const drawLetters = asPlatform(async (ctx: Ctx, { matter, event }: EffectCall) => {
  if (event.type !== 'acted') return;
  const { number, publishedIn } = Published.parse(event.data);
  const row = await findSpotCheck(ctx, matter.id);
  if (!row) throw new Error(`Nothing was committed to for ${matter.id}`);
  if (ctx.today < row.source_on)
    throw invalid({ pointer: '/data/number', code: 'spot-check.not-yet', params: { text: row.source_on } });
  if (!isDeciding(number, row.digits))
    throw invalid({ pointer: '/data/number', code: 'spot-check.digits', params: { count: row.digits } });
  const letters = await listLetters(ctx, matter.id);
  const committed = committedOf(row, letters);
  if (commitmentOf(committed) !== row.commitment)
    throw new Error(`The list of ${matter.id} is not the one committed to`);
  const seed = seedOf(committed, number);
  const sample = drawSample(committed, number).map(({ id }) => id);
  const drawn_by = ctx.actor.accountId;
  changeSpotCheck(ctx, matter.id, { number, published_in: publishedIn, seed, drawn_at: ctx.now, drawn_by });
  const turns = new Map(sample.map((id, i) => [id, i + 1]));
  for (const letter of letters) {
    const turn = turns.get(letter.letter_id);
    if (turn !== undefined) noteDrawn(ctx, letter, turn, await beginCheck(ctx, letter, matter.custodian));
  }
  ctx.record({
    type: 'spot-check.drawn',
    entity: 'spot_check',
    entityId: matter.id,
    matterId: matter.id,
    organId: matter.custodian,
    data: { number, publishedIn, seed, sample },
  });
  await finishIfChecked(ctx, matter.id);
});
